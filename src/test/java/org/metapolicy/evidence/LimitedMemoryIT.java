package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metapolicy.testing.EvidenceGraph.row;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.policy.MetapolicyException;
import org.metapolicy.testing.EvidenceGraph;
import org.metapolicy.testing.SharedNeo4j;

/** A refresh takes less at once where a transaction may not take the memory that its batch needs. */
class LimitedMemoryIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** {@code db.memory.transaction.max=10m}; the least that the database takes is 1m. */
    private static final long TEN_MEBIBYTES = 10 << 20;

    private final EvidenceGraph graph = new EvidenceGraph(NEO4J);

    @BeforeEach
    void families() {
        graph.family("f", "v1");
        graph.family("g", "w1");
    }

    @Test
    void aBacklogIsCountedInBatchesThatFit() {
        graph.outcomes(LongStream.rangeClosed(1, 12_000)
                .mapToObj(i -> row(i % 2 == 0 ? "v1" : "w1", "e" + i, i, 0.5))
                .toList());
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v1'}) UNWIND range(1, 12000) AS i CREATE (v)-[:EVALUATED_IN]->"
                + "(:PolicyEpisode {id: 'alone' + i, human_override: true})");

        NEO4J.whileTransactionsAreLimitedTo(TEN_MEBIBYTES, () -> {
            assertThat(refresh("CALL metapolicy.refreshTrust('f', {batch_size: 100000})"))
                    .containsExactly(6_000L);
            assertThat(refresh("CALL metapolicy.refreshTrust(null, {batch_size: 100000})"))
                    .containsExactly(0L, 6_000L);
            assertThat(NEO4J.run("CALL metapolicy.refreshTrust(null, {mode: 'FULL'}) YIELD reason"))
                    .extracting(answer -> (String) answer.get("reason"))
                    .allSatisfy(reason -> assertThat(reason).endsWith("the recount agrees"));
        });
        assertThat(NEO4J.run("CALL metapolicy.computePCI('v1') YIELD nTotal"))
                .containsExactly(Map.of("nTotal", 18_000L));
        assertThat(NEO4J.run("CALL metapolicy.computePCI('w1') YIELD nTotal"))
                .containsExactly(Map.of("nTotal", 6_000L));
    }

    @Test
    void whereNotEvenOneFitsTheRefusalSaysWhatToRaise() {
        graph.family("many", IntStream.range(0, 3_000).mapToObj(i -> "m" + i).toArray(String[]::new));
        graph.outcomes(List.of(row("m1", "e", 1, 0.5)));
        // A query alone takes two of them.
        NEO4J.whileTransactionsAreLimitedTo(
                2 << 20, () -> assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.refreshTrust('many')"))
                        .hasRootCauseInstanceOf(MetapolicyException.Conflict.class)
                        .hasMessageContaining("db.memory.transaction.max"));
    }

    private static List<Object> refresh(String call) {
        return NEO4J.run(call + " YIELD versionId, newOutcomes").stream()
                .map(answer -> answer.get("newOutcomes"))
                .toList();
    }
}
