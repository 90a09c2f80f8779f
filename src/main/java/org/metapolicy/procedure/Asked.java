package org.metapolicy.procedure;

import java.util.Collections;
import java.util.List;
import org.neo4j.internal.kernel.api.procs.ProcedureCallContext;

/** What the caller of a procedure reads of its rows: of a call from elsewhere than a query, every column. */
final class Asked {
    private final boolean all;
    private final List<String> columns;

    private Asked(boolean all, List<String> columns) {
        this.all = all;
        this.columns = columns;
    }

    static Asked by(ProcedureCallContext call) {
        return call.isCalledFromCypher() ? new Asked(false, call.outputFields().toList()) : new Asked(true, List.of());
    }

    /** Whether a column is yielded. */
    boolean whether(String column) {
        return all || columns.contains(column);
    }

    /** Whether one of these is. */
    boolean whether(List<String> some) {
        return all || !Collections.disjoint(columns, some);
    }
}
