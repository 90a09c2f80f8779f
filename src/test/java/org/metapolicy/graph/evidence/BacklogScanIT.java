package org.metapolicy.graph.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.testing.EvidenceGraph;
import org.metapolicy.testing.SharedNeo4j;

/** What a scan holds of a long backlog. */
class BacklogScanIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void anEpisodeIsNamedByOneTextInItsOutcomeAndInItsStatus() {
        EvidenceGraph graph = new EvidenceGraph(NEO4J);
        graph.family("m", "v");
        graph.outcomes(List.of(EvidenceGraph.row("v", "e1", 1, 0.1), EvidenceGraph.row("v", "e2", 2, 0.2)));
        NEO4J.inTransaction(tx -> {
            Backlog.OfFamily found = new BacklogScan(tx, Instant.EPOCH)
                    .run(Optional.of("m"), false)
                    .byFamily()
                    .get("m");
            List<String> named = found.outcomes().stream().map(Arrival::episode).toList();
            assertThat(named).hasSize(2);
            assertThat(found.statuses()).extracting(StatusPlace::elementId).allSatisfy(id -> assertThat(named)
                    .anyMatch(same -> same == id));
        });
    }
}
