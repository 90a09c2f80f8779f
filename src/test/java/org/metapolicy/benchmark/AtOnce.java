package org.metapolicy.benchmark;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.procedure.row.DecisionRow;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** A procedure with the parameters and columns of {@code metapolicy.select} that reads nothing: what no such procedure is below. */
public final class AtOnce {
    @Procedure(name = "benchmark.atOnce", mode = Mode.READ)
    public Stream<DecisionRow> atOnce(
            @Name("metaPolicyId") String metaPolicyId,
            @Name(value = "context", defaultValue = "{}") Map<String, Object> context) {
        return Stream.of(new DecisionRow("USE_VERSION", metaPolicyId, null, "STANDARD", 0.5, 0.5, 1, null, null, null));
    }
}
