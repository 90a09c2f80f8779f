package org.metapolicy.procedure;

import org.neo4j.internal.kernel.api.procs.ProcedureCallContext;

/** What the caller of a procedure reads of its rows. */
final class Asked {
    private Asked() {}

    /** Whether a column is yielded; one that a call from elsewhere than a query gives is. */
    static boolean whether(ProcedureCallContext call, String column) {
        return !call.isCalledFromCypher() || call.outputFields().anyMatch(column::equals);
    }
}
