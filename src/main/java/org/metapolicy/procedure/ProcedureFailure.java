package org.metapolicy.procedure;

import org.metapolicy.policy.MetapolicyException;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.kernel.api.exceptions.Status;

/** A refusal, or what another transaction came in the way of, as Neo4j clients see it: the message under the status code that fits. */
public final class ProcedureFailure extends RuntimeException implements Status.HasStatus {
    private static final long serialVersionUID = 1L;

    private final transient Status status;

    private ProcedureFailure(Status status, String message, RuntimeException cause) {
        super(message, cause);
        this.status = status;
    }

    /** The failure that a refusal becomes. */
    public static ProcedureFailure of(MetapolicyException refusal) {
        return new ProcedureFailure(statusOf(refusal), KernelMessages.of(refusal.getMessage()), refusal);
    }

    /** The same with its message untouched, whatever the kernel does with it. */
    static ProcedureFailure raw(MetapolicyException refusal) {
        return new ProcedureFailure(statusOf(refusal), refusal.getMessage(), refusal);
    }

    /** What a call read was deleted while it read: that is gone when the same is tried again, as drivers do by themselves. */
    static ProcedureFailure deletedMeanwhile(NotFoundException gone) {
        return new ProcedureFailure(
                Status.Transaction.Outdated,
                KernelMessages.of("something that this call read was deleted meanwhile; it may be tried again: "
                        + gone.getMessage()),
                gone);
    }

    @Override
    public Status status() {
        return status;
    }

    private static Status statusOf(MetapolicyException refusal) {
        if (refusal instanceof MetapolicyException.InvalidInput) {
            return Status.Statement.ArgumentError;
        }
        if (refusal instanceof MetapolicyException.NotFound) {
            return Status.Statement.EntityNotFound;
        }
        if (refusal instanceof MetapolicyException.NotPermitted) {
            return Status.Security.Forbidden;
        }
        return Status.Procedure.ProcedureCallFailed;
    }
}
