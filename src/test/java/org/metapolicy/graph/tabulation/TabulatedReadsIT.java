package org.metapolicy.graph.tabulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.governance.comparable.TabulatedContexts.Shown;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/** What a plan asks of a table reads no more of the graph than it tells, and what single look-ups tell. */
class TabulatedReadsIT {
    private static final int VERSIONS = 12;

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Versions with long texts of states. */
    @BeforeEach
    void aFamilyOfLongStates() {
        NEO4J.run("CREATE (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(:FamilyEvidence {tabulated_at: 7,"
                + " tabulated_clusters: ['c0', 'c1', 'c2'], tabulated_versions: ['v0', 'v1'], tabulated_live: []})");
        NEO4J.run(
                "MATCH (f:MetaPolicy {id: 'f'}) UNWIND range(0, $last) AS i CREATE (f)-[:HAS_VERSION]->(:PolicyVersion {id:"
                        + " 'v' + i})-[:HAS_EVIDENCE]->(:VersionEvidence {tabulated_at: 7, state: $text,"
                        + " shadow_state: $text, prospect: $six, context_prospects: $six + $six + $six,"
                        + " context_trust: $seven + $seven + $unknown})",
                Map.of(
                        "last",
                        VERSIONS - 1,
                        "text",
                        "{\"a\": 1} ".repeat(20_000),
                        "six",
                        List.of(0.5, 0.25, 0.1, 0.9, 0.1, 60.0),
                        "seven",
                        List.of(0.6, 0.5, 0.7, 0.1, 0.1, 0.1, 60.0),
                        "unknown",
                        List.of(Double.NaN, 0.5, 0.7, 0.1, 0.1, 0.1, 60.0)));
    }

    @Test
    void theContextsAreReadOfTheFamilyAlone() {
        long table = pages(tx -> new GraphTabulations(tx).of("f"));
        long contexts =
                pages(tx -> assertThat(new GraphTabulations(tx).clusters("f")).containsExactly("c0", "c1", "c2"));
        assertThat(table).as("pages of all states").isGreaterThan(20 * VERSIONS);
        assertThat(contexts)
                .as("pages of the family, of %d", table)
                .isPositive()
                .isLessThan(table / 10);
    }

    @Test
    void aVersionsContextsAreReadWithoutItsStates() {
        long pages =
                pages(tx -> assertThat(new GraphTabulations(tx).shown("v1")).containsOnlyKeys("c0", "c1", "c2"));
        long lookedUp = pages(tx -> new GraphTabulations(tx).trust("v1", "c1"));
        assertThat(pages).as("pages, beside those of one look-up").isPositive().isLessThan(2 * lookedUp);
    }

    @Test
    void theSnapshotsThatStandAreReadOnceForAllContexts() {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'v0'}) UNWIND range(1, 3000) AS i"
                + " CREATE (v)-[:HAS_CONTEXT_SNAPSHOT]->(:ContextSnapshot {id: 'v0:n1:e1:' + i})");
        long once = pages(
                tx -> assertThat(GovernedNodes.ends(new GovernedNodes(tx).version("v0"), Types.HAS_CONTEXT_SNAPSHOT))
                        .extracting(GovernedNodes::id)
                        .doesNotContainNull()
                        .hasSize(3_000));
        long taking = pages(tx -> {
            new GraphContextSnapshots(tx).take("f", Instant.EPOCH);
            assertThat(tx.findNodes(Labels.ContextSnapshot).stream().count()).isEqualTo(3_004);
        });
        long counted = pages(
                tx -> assertThat(tx.findNodes(Labels.ContextSnapshot).stream().count())
                        .isEqualTo(3_004));
        assertThat(taking - counted).as("of two contexts, beside %d", once).isLessThan(once + once / 2);
    }

    @Test
    void whatATableDoesNotHaveIsLeftOutAsInALookUp() {
        sameAsLookedUp("v1", "c0", "c1", "c2");
        assertThat(shown("v1").get("c2").trust()).as("not a number").isEmpty();
        set("SET e.context_prospects = e.context_prospects[..6]", "v1");
        sameAsLookedUp("v1", "c0", "c1");
        set("SET e.tabulated_at = 6", "v1");
        sameAsLookedUp("v1");
        set("SET e.context_trust = 'none', e.context_prospects = null", "v2");
        sameAsLookedUp("v2");
        NEO4J.run("MATCH (f:FamilyEvidence) SET f.tabulated_clusters = ['c2', 'c2', 'c0']");
        set("SET e.context_trust = [0.0 / 0.0] + e.context_trust[1..]", "v3");
        sameAsLookedUp("v3", "c2", "c0");
        assertThat(shown("v3").get("c2").trust()).as("the first place counts").isEmpty();
        NEO4J.run("MATCH (f:FamilyEvidence) REMOVE f.tabulated_at");
        sameAsLookedUp("v3");
    }

    /** In a transaction that has read long texts. */
    private static void sameAsLookedUp(String version, String... contexts) {
        NEO4J.inTransaction(tx -> {
            new GraphTabulations(tx).of("f");
            same(tx, version, contexts);
        });
    }

    private static void same(Transaction tx, String version, String... contexts) {
        GraphTabulations tabulations = new GraphTabulations(tx);
        assertThat(tabulations.shown(version)).containsOnlyKeys(contexts);
        for (String context : List.of("c0", "c1", "c2")) {
            assertThat(tabulations.shown(version).getOrDefault(context, Shown.NOTHING))
                    .isEqualTo(new Shown(tabulations.trust(version, context), tabulations.prospect(version, context)));
        }
    }

    @Test
    void whatTheTransactionChangedIsRead() {
        NEO4J.inTransaction(tx -> {
            tx.execute(
                            "MATCH (:PolicyVersion {id: 'v1'})-[:HAS_EVIDENCE]->(e) SET e.context_trust = $trust",
                            Map.of("trust", new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 3}))
                    .close();
            same(tx, "v1", "c0", "c1", "c2");
            assertThat(new GraphTabulations(tx).shown("v1").get("c0").trust())
                    .hasValueSatisfying(trust -> assertThat(trust.n()).isEqualTo(3));
            assertThat(new GraphTabulations(tx).shown("v1").get("c1").trust()).isEmpty();
        });
    }

    private static Map<String, Shown> shown(String version) {
        return NEO4J.inTransactionAs(SharedNeo4j.OWNER, tx -> new GraphTabulations(tx).shown(version));
    }

    private static void set(String change, String version) {
        NEO4J.run("MATCH (:PolicyVersion {id: $id})-[:HAS_EVIDENCE]->(e) " + change, Map.of("id", version));
    }

    /** How many pages of the database's files this looked at, once everything that it looks up by name is known. */
    private static long pages(Consumer<Transaction> reading) {
        NEO4J.inTransaction(reading);
        long[] pages = new long[1];
        NEO4J.inTransaction(tx -> {
            reading.accept(tx);
            pages[0] = ((InternalTransaction) tx)
                    .kernelTransaction()
                    .executionStatistics()
                    .pageHits();
        });
        return pages[0];
    }
}
