package org.metapolicy.graph;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.metapolicy.evidence.NotWritable;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.api.exceptions.Status;

/**
 * Transactions beside the caller's, with the caller's identity; what they commit stays when the caller's own rolls back.
 * Every failure leaves as it is, but for one: where nothing may be written, {@link NotWritable}.
 */
public final class OwnTransactions {
    private static final Set<Status> REFUSALS = Set.of(
            Status.Cluster.NotALeader,
            Status.General.ForbiddenOnReadOnlyDatabase,
            Status.General.WriteOnReadOnlyAccessDatabase);

    private final GraphDatabaseService database;

    public OwnTransactions(GraphDatabaseService database) {
        this.database = database;
    }

    /** Runs work in one transaction, which commits unless it throws. */
    public <T> T run(Function<Transaction, T> work) {
        try (Transaction tx = database.beginTx()) {
            T result = work.apply(tx);
            tx.commit();
            return result;
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof Status.HasStatus refusal && REFUSALS.contains(refusal.status())) {
                    throw new NotWritable(cause);
                }
            }
            throw failure;
        }
    }

    /** Runs work that has no result. */
    public void write(Consumer<Transaction> work) {
        run(tx -> {
            work.accept(tx);
            return null;
        });
    }
}
