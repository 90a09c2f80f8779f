package org.metapolicy.graph.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.testing.EvidenceGraph;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** What the marks of a family hide that another transaction holds keeps no other family waiting without end. */
class HeldFamilyIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final Duration PATIENCE = Duration.ofMillis(200);
    /** Copies of what was counted, which counting takes back. */
    private static final String COPIES = "MATCH (e)-[:HAS_OUTCOME]->(o:CountedOutcome) CREATE (c)"
            + " SET c = properties(o), c.id = 'copy of ' + o.id SET c:PolicyOutcome:CountedOutcome";

    private static final String MISCOUNTED = "MATCH (e:FamilyEvidence) SET e.invalid = 7";

    private final EvidenceGraph graph = new EvidenceGraph(NEO4J);

    @BeforeEach
    void twoFamilies() {
        graph.family("a", "a.v");
        graph.family("b", "b.v");
        graph.outcomes(List.of(EvidenceGraph.row("a.v", "e1", 1, 0.1), EvidenceGraph.row("b.v", "e2", 2, 0.2)));
        NEO4J.run("CALL metapolicy.refreshTrust()");
    }

    @ParameterizedTest
    @ValueSource(strings = {COPIES, MISCOUNTED})
    void itIsLeftToTheNextRefresh(String edited) throws ExecutionException, InterruptedException, TimeoutException {
        NEO4J.run(edited);
        List<Object> before = hidden();
        try (Transaction holder = NEO4J.database().beginTx()) {
            holder.acquireWriteLock(holder.findNode(Labels.MetaPolicy, Schema.ID, "a"));
            CompletableFuture.runAsync(() -> examine(Optional.empty())).get(20, TimeUnit.SECONDS);
        }
        assertThat(hidden()).isEqualTo(before.subList(0, before.size() / 2));
        examine(Optional.empty());
        assertThat(hidden()).isEmpty();
    }

    @Test
    void theFamilyThatIsRefreshedIsWaitedFor() throws ExecutionException, InterruptedException, TimeoutException {
        NEO4J.run(COPIES);
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        try (Transaction holder = NEO4J.database().beginTx()) {
            holder.acquireWriteLock(holder.findNode(Labels.MetaPolicy, Schema.ID, "a"));
            waiting.completeAsync(() -> {
                examine(Optional.of("a"));
                return null;
            });
            assertThatThrownBy(() -> waiting.get(4 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
        }
        waiting.get(20, TimeUnit.SECONDS);
        assertThat(hidden()).isEmpty();
    }

    /** Of one family and then of the other. */
    private static List<Object> hidden() {
        Stream<Map<String, Object>> copies =
                NEO4J
                        .run("MATCH (o:CountedOutcome) WHERE o.id STARTS WITH 'copy' RETURN o.id AS id ORDER BY id")
                        .stream();
        Stream<Map<String, Object>> told =
                NEO4J
                        .run("MATCH (m:MetaPolicy)-[:HAS_EVIDENCE]->(e {invalid: 7}) RETURN m.id AS id ORDER BY id")
                        .stream();
        return Stream.concat(copies, told).map(row -> row.get("id")).toList();
    }

    private static void examine(Optional<String> familyId) {
        new GraphRefreshTransactions<>(NEO4J.database(), (tx, family) -> family)
                .examine(familyId, false, 100, PATIENCE, Instant.parse("2026-01-01T00:00:00Z"));
    }
}
