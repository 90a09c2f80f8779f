package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.app.report.FamilyMetrics;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.wiring.ReportWiring;

/** Reports and decisions of one family go on, whatever is wrong with another. */
class OneFaultReportsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** 'a' comes first by id, and claims whoever 'z' claims, equally. */
    @BeforeEach
    void twoFamilies() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        for (String family : List.of("a", "z")) {
            NEO4J.run(
                    "CALL metapolicy.create({id: $id, scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'x')",
                    Map.of("id", family));
            NEO4J.run(
                    "CALL metapolicy.registerVersion($id, {id: $version}, 'x')",
                    Map.of("id", family, "version", family + ".v"));
            NEO4J.run("CALL metapolicy.promote($version, 'x', {override: true})", Map.of("version", family + ".v"));
        }
        NEO4J.run("CREATE (:Trial {id: 't', participant_id: 'p', task: 'dots', coherence: 0.9, entropy_change: 0.0})");
    }

    @ParameterizedTest
    @MethodSource("org.metapolicy.procedure.FamilyDamage#all")
    void oneDamagedFamilyHasAProblemAndTheOtherNone(String damage) {
        NEO4J.run(damage);
        List<Map<String, Object>> status = NEO4J.run("CALL metapolicy.status()");
        assertThat(status).as(damage).anySatisfy(row -> assertThat(row)
                .containsEntry("metaPolicyId", "z")
                .containsEntry("defaultVersionId", "z.v")
                .containsEntry("problem", null));
        List<FamilyMetrics> metrics = metrics();
        assertThat(metrics)
                .filteredOn(family -> family.id().equals("z"))
                .singleElement()
                .satisfies(family -> {
                    assertThat(family.problem()).isFalse();
                    assertThat(family.versions())
                            .extracting(version -> version.id() + " " + version.status() + " "
                                    + version.trust().isPresent())
                            .containsExactly("z.v LIVE true");
                });
        assertThat(metrics).extracting(FamilyMetrics::id).doesNotHaveDuplicates();
        assertThat(NEO4J.run("CALL metapolicy.proposals('z')")).isEmpty();
        assertThat(NEO4J.run("CALL metapolicy.approvers()")).hasSize(1);
    }

    static Stream<String> damagesThatStatusNames() {
        return Stream.of(
                        FamilyDamage.ofDecisions(),
                        FamilyDamage.ofEvidence().subList(1, 5),
                        FamilyDamage.ofFamiliesByHand())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("damagesThatStatusNames")
    void theDamagedFamilyBecomesARowWithItsProblem(String damage) {
        NEO4J.run(damage);
        assertThat(NEO4J.run("CALL metapolicy.status() YIELD metaPolicyId, problem"))
                .anySatisfy(row ->
                        assertThat((String) row.get("problem")).isNotNull().doesNotContain("Exception"));
        assertThat(metrics()).anyMatch(FamilyMetrics::problem);
    }

    static Stream<String> damagesThatDecideForNobody() {
        return Stream.concat(FamilyDamage.ofDecisions().stream(), FamilyDamage.ofFamiliesByHand().stream());
    }

    @ParameterizedTest
    @MethodSource("damagesThatDecideForNobody")
    void decisionsByScopePassItOver(String damage) {
        if (FamilyDamage.ofFamiliesByHand().contains(damage)) {
            NEO4J.run("CALL metapolicy.setStatus('a', 'DEPRECATED', 'out of the way')");
        }
        NEO4J.run(damage);
        assertThat(NEO4J.run("CALL metapolicy.active({participant_id: 'p', task: 'dots'})"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("metaPolicyId", "z")
                        .hasEntrySatisfying(
                                "reason", reason -> assertThat((String) reason).contains("is passed over: ")));
        assertThat(NEO4J.run("CALL metapolicy.step(null, 't')")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("metaPolicyId", "z"));
    }

    @Test
    void aGraphWithAFamilyByHandStillGetsItsFirstApprover() {
        NEO4J.inTransaction(tx -> tx.execute("MATCH (n) DETACH DELETE n").close());
        FamilyDamage.ofFamiliesByHand().forEach(NEO4J::run);
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        assertThat(NEO4J.run("CALL metapolicy.approvers()")).hasSize(1);
    }

    private static List<FamilyMetrics> metrics() {
        return NEO4J.inTransactionAs(
                SharedNeo4j.OWNER, tx -> ReportWiring.reportMetrics(tx).run(500));
    }
}
