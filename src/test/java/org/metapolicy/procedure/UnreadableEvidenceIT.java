package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** Figures that cannot be read, and alarms of shadow evidence: nobody is promoted on them, or becomes the default by them. */
class UnreadableEvidenceIT {
    private static final String GOOD = "SET e.trust_score = 0.9, e.n_since_resume = 60, e.alarm = false ";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFallbackAndACandidate() {
        GovernedFamily.create(NEO4J, "f", Map.of()).candidate("v");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    SET e.trust_score = 0.0 / 0.0            | its PCI is unknown, pci_promote is 0.450
                    SET e.trust_score = 1.0 / 0.0            | its PCI is unknown, pci_promote is 0.450
                    SET e.trust_score = 'high'               | its PCI is unknown, pci_promote is 0.450
                    SET e.alarm = 'true'                     | it has alarm 'true', a text: it must be true or false, and no override outweighs an alarm
                    REMOVE e.alarm                           | it has alarm null: it must be true or false, and no override outweighs an alarm
                    SET e.shadow_n = 60, e.shadow_alarm = 'no' | it has shadow_alarm 'no', a text: it must be true or false
                    SET e.trust_score = 0.1, e.shadow_n = 60, e.shadow_trust = 0.9, e.shadow_alarm = true | a guardrail's alarm stands, which no override outweighs
                    """)
    void nobodyIsPromotedOnThem(String edit, String why) {
        evidence("v", GOOD + edit);
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.promote('v', 'looks good')"))
                .hasMessageContaining(why);
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'v'}) RETURN v.status AS status"))
                .containsExactly(Map.of("status", "CANDIDATE"));
    }

    @Test
    void anAlarmThatCannotBeReadStopsNobodyAndThePauseSaysSo() {
        evidence("base", GOOD + "SET e.alarm = 'true'");
        NEO4J.run("CALL metapolicy.pause('base', 'enough of it')");
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'PAUSED'}) RETURN e.evidence AS evidence"))
                .singleElement()
                .satisfies(row -> assertThat((String) row.get("evidence"))
                        .contains("\"alarm_unreadable\":\"it has alarm 'true', a text: it must be true or false\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET e.alarm = 'true'", "REMOVE e.alarm", "SET e.trust_score = 1.0 / 0.0"})
    void nobodyBecomesTheDefaultByThem(String edit) {
        NEO4J.run("CALL metapolicy.promote('v', 'known', {override: true})");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'next'}, 'an idea')");
        NEO4J.run("CALL metapolicy.promote('next', 'known', {override: true})");
        evidence("v", GOOD);
        evidence("v", edit);
        NEO4J.run("CALL metapolicy.rollback('next', 'enough of it')");
        assertThat(defaults()).as("the fallback, not the earlier one").isEqualTo(List.of("base"));
    }

    private static List<Object> defaults() {
        return NEO4J.run("MATCH (:MetaPolicy)-[:DEFAULT_POLICY]->(v) RETURN v.id AS id").stream()
                .map(row -> row.get("id"))
                .toList();
    }

    private static void evidence(String version, String edit) {
        NEO4J.run("MATCH (:PolicyVersion {id: '" + version + "'})-[:HAS_EVIDENCE]->(e) " + edit);
    }
}
