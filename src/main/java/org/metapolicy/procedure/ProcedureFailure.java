package org.metapolicy.procedure;

import org.metapolicy.policy.MetapolicyException;
import org.neo4j.kernel.api.exceptions.Status;

/** A refusal as Neo4j clients see it: the message as it stands, under the status code that fits. */
public final class ProcedureFailure extends RuntimeException implements Status.HasStatus {
    private static final long serialVersionUID = 1L;

    private final transient Status status;

    private ProcedureFailure(Status status, String message, MetapolicyException cause) {
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
