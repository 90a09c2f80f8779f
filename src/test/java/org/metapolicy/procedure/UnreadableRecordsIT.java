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
import org.metapolicy.testing.SharedNeo4j;

/** What a decision considered, edited into something else: whoever asks is told which decision, and what is wrong with it. */
class UnreadableRecordsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyWithOneDecision() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'answers for the test')");
        NEO4J.run("CALL metapolicy.create({id: 'm', risk_tier: 'EXPERIMENTAL'}, 'test')");
        NEO4J.run("CREATE (p:Policy {id: 'm'}) WITH p UNWIND ['cue', 'rest'] AS id CREATE (p)-[:USES_INTERVENTION]->"
                + "(:InterventionType {id: id, name: id, risk_level: 'LOW', active: true})");
        for (String version : List.of("c", "d")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('m', {id: $id, policy_id: 'm', version_tag: $id}, 'test')",
                    Map.of("id", version));
            NEO4J.run("CALL metapolicy.promote($id, 'test', {override: true})", Map.of("id", version));
        }
        NEO4J.run("CALL metapolicy.setFallback('d', 'test')");
        NEO4J.run("CALL metapolicy.setMode('m', 'ACTIVE', 'test')");
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        NEO4J.run("CREATE (:Trial {id: 't', participant_id: 'p', timestamp: datetime('2026-03-01T10:00:00Z')})");
        NEO4J.run("CALL metapolicy.step('m', 't', {coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.0,"
                + " affective_load: 0.1, awareness: 'FULL', seed: 1, suggestions: {d: 'rest', c: 'cue'}})"
                + " YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: 0.4}) YIELD created RETURN 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    [3]                               | it must be a list of maps
                    [null]                            | item 0 is null: it must be a map
                    [{"version_id":3,"propensity":1}] | item 0 has version_id 3.0: it must be a text
                    [{"version_id":["d"]}]            | item 0 has version_id ['d']: it must be a text
                    [{"propensity":"much"}]           | item 0 has propensity 'much': it must be a number
                    [{"status":1}]                    | item 0 has status 1.0: it must be a text
                    [{"is_default":"yes"}]            | item 0 has is_default 'yes': it must be a boolean
                    """)
    void itemsOfOtherTypesAreNamedWithTheDecision(String considered, String wrong) {
        NEO4J.run("MATCH (a:NoeticAdjustment) SET a.considered = $text", Map.of("text", considered));
        for (String call : List.of("replay", "backtest", "ablate")) {
            assertThatThrownBy(() -> NEO4J.run("CALL metapolicy." + call + "('m')"))
                    .as(call)
                    .hasMessageContaining("adjustment 'adjustment-")
                    .hasMessageContaining("of episode 'episode-")
                    .hasMessageContaining("what a decision considered cannot be read")
                    .hasMessageContaining(wrong);
        }
    }

    /** The record does not tell what it would have done, having had no chance. */
    @Test
    void aVersionThatTheRecordDoesNotTellOfLeavesTheDecisionWithoutAScore() {
        NEO4J.run("MATCH (a:NoeticAdjustment) SET a.considered = '[]'");
        assertThat(NEO4J.run("CALL metapolicy.replay('m', {propensity_min: 0.01}) YIELD estimate, uncovered"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("estimate", null).containsEntry("uncovered", "NOT_TRIED"));
    }

    @Test
    void aVersionWhoseIdIsNoTextIsLeftOut() {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'c'}) SET v.id = 7");
        assertThat(NEO4J.run("CALL metapolicy.replay('m', {propensity_min: 0.01}) YIELD changed, uncovered"))
                .hasSize(1);
        NEO4J.run("MATCH (v:PolicyVersion) WHERE v.id = 'd' SET v.id = 8");
        assertThat(NEO4J.run("CALL metapolicy.replay('m', {propensity_min: 0.01}) YIELD changed, uncovered"))
                .hasSize(1);
    }
}
