package org.metapolicy.http;

import java.util.Optional;
import java.util.Set;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.graphdb.TransactionTerminatedException;
import org.neo4j.graphdb.TransientFailureException;
import org.neo4j.graphdb.security.AuthorizationViolationException;
import org.neo4j.kernel.api.exceptions.Status;

/** What the database says of a failure, wherever in its causes it says it. */
public final class DatabaseStatus {
    static final Set<Status> TIMED_OUT = Set.of(
            Status.Transaction.TransactionTimedOut,
            Status.Transaction.TransactionTimedOutClientConfiguration,
            Status.Transaction.LockAcquisitionTimeout);

    static final Set<Status> READ_ONLY = Set.of(
            Status.General.ForbiddenOnReadOnlyDatabase,
            Status.General.WriteOnReadOnlyAccessDatabase,
            Status.Cluster.NotALeader);

    static final Set<Status> FORBIDDEN = Set.of(Status.Security.Forbidden, Status.Statement.AccessMode);

    /** Another person ended it, or the database is on its way up or down. */
    private static final Set<Status> PASSING =
            Set.of(Status.Transaction.Terminated, Status.General.DatabaseUnavailable);

    /** It can no longer write its log, as when its disk is full, and answers nothing more until it is started anew. */
    static final Set<Status> STOPPED = Set.of(
            Status.Transaction.TransactionLogError,
            Status.Transaction.TransactionStartFailed,
            Status.General.StorageDamageDetected);

    private DatabaseStatus() {}

    /** What the caller may not do, or this database takes from nobody, in the database's words; empty for any other failure. */
    public static Optional<String> refusal(Throwable failure) {
        Status status = of(failure);
        return failure instanceof AuthorizationViolationException
                        || isOneOf(FORBIDDEN, status)
                        || isOneOf(READ_ONLY, status)
                ? Optional.of(failure.getMessage())
                : Optional.empty();
    }

    /** The outermost status that says something; null where there is none. */
    static Status of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Status status = own(cause);
            if (status != null && status != Status.Transaction.TransactionCommitFailed) {
                return status;
            }
        }
        return null;
    }

    /** @param status null where a failure has none */
    static boolean isOneOf(Set<Status> all, Status status) {
        return status != null && all.contains(status);
    }

    /** Whether the same request may succeed later. */
    static boolean isPassing(Throwable failure, Status status) {
        return failure instanceof TransientFailureException
                || failure instanceof TransactionTerminatedException
                // Deleted while it was read; a property that is not there is told without a cause.
                || failure instanceof NotFoundException && failure.getCause() != null
                || isOneOf(PASSING, status)
                || status != null && status.code().classification() == Status.Classification.TransientError;
    }

    private static Status own(Throwable cause) {
        if (cause instanceof Status.HasStatus coded) {
            return coded.status();
        }
        return cause instanceof QueryExecutionException query
                ? Status.Code.all().stream()
                        .filter(status -> status.code().serialize().equals(query.getStatusCode()))
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
