package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** The list of families, and what waits for a person in any of them. */
class FamiliesIT {
    private static final String LISTED = "CALL metapolicy.families()";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Of 'z' the version 'z.w' is proposed, of 'm' the version 'm.w'. */
    @BeforeEach
    void threeFamilies() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        for (String family : List.of("a", "m", "z")) {
            NEO4J.run(
                    "CALL metapolicy.create({id: $id, name: 'Family ' + $id, task: 'dots', risk_tier: 'SAFE',"
                            + " pci_critical: 0.01, pci_min: 0.02, select_min: 0.03, pci_promote: 0.2}, 'x')",
                    Map.of("id", family));
            NEO4J.run("CALL metapolicy.registerVersion($id, {id: $id + '.v'}, 'x')", Map.of("id", family));
            NEO4J.run("CALL metapolicy.promote($id + '.v', 'x', {override: true})", Map.of("id", family));
            NEO4J.run("CALL metapolicy.setFallback($id + '.v', 'x')", Map.of("id", family));
        }
        propose("z");
        propose("m");
    }

    private static void propose(String family) {
        NEO4J.run("CALL metapolicy.registerVersion($id, {id: $id + '.w'}, 'x')", Map.of("id", family));
        NEO4J.run(
                "UNWIND range(1, 150) AS i WITH collect({version_id: $id + '.w', episode: {id: $id + i,"
                        + " human_override: false, context_cluster: toString(i % 3)}, outcome:"
                        + " {reward: 0.9 - 0.1 * (i % 2), delta_coherence: 0.1}}) AS rows"
                        + " CALL metapolicy.recordAll(rows) YIELD outcomes RETURN outcomes",
                Map.of("id", family));
        NEO4J.run("CALL metapolicy.refreshTrust($id)", Map.of("id", family));
    }

    @Test
    void eachFamilyIsARowThatSaysWhatWaits() {
        assertThat(NEO4J.run(LISTED)).extracting(row -> row.get("metaPolicyId")).containsExactly("a", "m", "z");
        assertThat(NEO4J.run(LISTED).get(2))
                .containsEntry("name", "Family z")
                .containsEntry("status", "ACTIVE")
                .containsEntry("mode", "SHADOW")
                .containsEntry("riskTier", "SAFE")
                .containsEntry("task", "dots")
                .containsEntry("defaultVersionId", "z.v")
                .containsEntry("fallbackVersionId", "z.v")
                .containsEntry("openProposals", 1L)
                .containsEntry("problem", null)
                .hasEntrySatisfying(
                        "lagSeconds", lag -> assertThat((Double) lag).isBetween(0.0, 600.0));
        assertThat(NEO4J.run(LISTED).get(0)).containsEntry("openProposals", 0L).containsEntry("lagSeconds", null);
    }

    @Test
    void theInboxHoldsWhatWaitsInAnyFamily() {
        for (String inbox : List.of("proposals()", "proposals(null)", "proposals('')")) {
            assertThat(NEO4J.run("CALL metapolicy." + inbox))
                    .as(inbox)
                    .extracting(row -> row.get("metaPolicyId") + " " + row.get("versionId") + " " + row.get("state"))
                    .containsExactly("m m.w OPEN", "z z.w OPEN");
        }
        NEO4J.run("CALL metapolicy.proposals('m') YIELD proposalId CALL metapolicy.reject(proposalId, 'not yet')"
                + " YIELD seq RETURN seq");
        assertThat(NEO4J.run("CALL metapolicy.proposals()"))
                .extracting(row -> row.get("metaPolicyId"))
                .containsExactly("z");
        assertThat(NEO4J.run("CALL metapolicy.proposals('m')")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("state", "REJECTED"));
        assertThat(NEO4J.run(LISTED).get(1)).containsEntry("openProposals", 0L);
    }

    @Test
    void aDeprecatedFamilyIsNoMoreListed() {
        NEO4J.run("CALL metapolicy.setStatus('z', 'DEPRECATED', 'out of use')");
        assertThat(NEO4J.run(LISTED)).extracting(row -> row.get("metaPolicyId")).containsExactly("a", "m");
        assertThat(NEO4J.run("CALL metapolicy.proposals()"))
                .extracting(row -> row.get("metaPolicyId"))
                .containsExactly("m");
    }

    @TestFactory
    Stream<DynamicTest> whatIsWrongWithOneIsInItsRowAlone() {
        Stream<String> damages = Stream.of(
                        FamilyDamage.ofDecisions(),
                        FamilyDamage.ofEvidence().subList(1, 4),
                        FamilyDamage.ofFamiliesByHand())
                .flatMap(List::stream);
        return afterEach(damages, LISTED, rows -> {
            assertThat(rows)
                    .anySatisfy(row ->
                            assertThat((String) row.get("problem")).isNotNull().doesNotContain("Exception"));
            assertThat(rows)
                    .filteredOn(row -> List.of("m", "z").contains(String.valueOf(row.get("metaPolicyId"))))
                    .hasSize(2)
                    .allSatisfy(row ->
                            assertThat(row).containsEntry("problem", null).containsEntry("openProposals", 1L));
        });
    }

    @TestFactory
    Stream<DynamicTest> theInboxIsReadWhateverIsWrongWithOne() {
        return afterEach(FamilyDamage.all().stream(), "CALL metapolicy.proposals()", rows -> assertThat(rows)
                .extracting(row -> row.get("metaPolicyId"))
                .containsExactly("m", "z"));
    }

    /** Damage and question share a transaction that is rolled back, so that each damage meets the same families. */
    private static Stream<DynamicTest> afterEach(
            Stream<String> damages, String question, Consumer<List<Map<String, Object>>> told) {
        return damages.map(damage -> DynamicTest.dynamicTest(damage, () -> {
            List<Map<String, Object>> rows = new ArrayList<>();
            try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
                tx.execute(damage).close();
                tx.execute(question).forEachRemaining(rows::add);
            }
            told.accept(rows);
        }));
    }
}
