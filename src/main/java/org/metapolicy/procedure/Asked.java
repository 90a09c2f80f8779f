package org.metapolicy.procedure;

import java.util.List;
import org.neo4j.internal.kernel.api.procs.ProcedureCallContext;

/** What the caller of a procedure reads of its rows. */
final class Asked {
    private Asked() {}

    /** Whether one of these columns is yielded, likewise. */
    static boolean whether(ProcedureCallContext call, List<String> columns) {
        return columns.stream().anyMatch(column -> whether(call, column));
    }

    /** Whether a column is yielded; one that a call from elsewhere than a query gives is. */
    static boolean whether(ProcedureCallContext call, String column) {
        return !call.isCalledFromCypher() || call.outputFields().anyMatch(column::equals);
    }
}
