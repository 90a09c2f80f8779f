package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.figures.FiguresTable;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** An alarm of a version in service, here the fallback, as it stands in its family's table: of one that no refresh may stop any more. */
class TabledAlarmIT {
    private static final String EVIDENCE = "MATCH (:PolicyVersion {id: 'base'})-[:HAS_EVIDENCE]->(e:VersionEvidence) ";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void nobodyIsServedByIt() {
        GovernedFamily.create(NEO4J, "m", Map.of()).live("v").active();
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        assertThat(served()).containsExactly("base");
        try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            tx.execute(EVIDENCE + "SET e.alarm = true").close();
            Node family = tx.findNode(Schema.Labels.MetaPolicy, Schema.ID, "m");
            FiguresTable.save(
                    tx,
                    family,
                    family.getSingleRelationship(Schema.Types.HAS_EVIDENCE, Direction.OUTGOING)
                            .getEndNode());
            // Its own does not say so any more: what stands in the table does.
            tx.execute(EVIDENCE + "SET e.alarm = false").close();
            tx.commit();
        }
        assertThat(served()).doesNotContain("base");
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('m') YIELD problem RETURN problem"))
                .containsExactly(Map.of(
                        "problem",
                        "version 'base' has alarm false, figures_table and parts_table of its family say true"));
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        assertThat(served()).containsExactly("base");
    }

    private static List<Object> served() {
        return NEO4J
                .run(
                        "CALL metapolicy.select('m', {coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.2, affective_load: 0.1,"
                                + " awareness: 'FULL', seed: 7}) YIELD versionId RETURN versionId")
                .stream()
                .map(row -> row.get("versionId"))
                .toList();
    }
}
