package org.metapolicy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.policy.MetapolicyException;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** What random values found, each by itself: a stored value of another type is a refusal in words, or is left out. */
class OddStoredValuesIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void world() {
        new FuzzWorld(NEO4J).build();
    }

    @AfterEach
    void empty() {
        NEO4J.run("MATCH (n) DETACH DELETE n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "MATCH (:MetaPolicy {id: 'f'})-->(n:FamilyEvidence) SET n.counted = 'many'|CALL metapolicy.refreshTrust('f', {mode: 'FULL'})|meta-policy 'f' cannot be counted on, counted of its FamilyEvidence is 'many', a text",
                "MATCH (n:GovernanceEvent {version_id: 'f.a', action: 'PROMOTED'}) SET n.version_id = 4|CALL metapolicy.refreshTrust('f', {mode: 'FULL'})|version_id of event 'f#",
                "MATCH (n:NoeticAdjustment {meta_policy_id: 'f'}) SET n.considered = '{\"a\": 1}'|MATCH (e:PolicyEpisode {trial_id: 'f.t0'}) WHERE e.adjustment_id IS NOT NULL CALL metapolicy.explain(e.id) YIELD reason RETURN reason|what a decision considered cannot be read",
                "MATCH (n:MetaPolicy {id: 'f'}) SET n.risk_tier = [7]|CALL metapolicy.select('f', {})|meta-policy 'f' has risk_tier [7]: it must be one of",
                "MATCH (n:PolicyVersion {id: 'f.a'}) SET n.status = [7]|CALL metapolicy.pause('f.a', 'why')|version 'f.a' has status [7]: it must be one of"
            })
    void isRefusedInWords(String edit, String call, String message) {
        NEO4J.run(edit);

        assertThatThrownBy(() -> NEO4J.run(call))
                .rootCause()
                .isInstanceOf(MetapolicyException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aSnapshotsOddFigureIsShownAsMissing() {
        NEO4J.run("MATCH (:PolicyVersion {id: 'f.a'})-->(s:PolicyTrustSnapshot)"
                + " SET s.trust_episodes = 'many', s.reward_mean = true, s.kept_limits = 0.5, s.trust_score = [1.0]");

        assertThat(NEO4J.run("CALL metapolicy.trustHistory('f.a')")).allSatisfy(row -> assertThat(row)
                .containsEntry("n", null)
                .containsEntry("rewardMean", null)
                .containsEntry("trustScore", null));
        assertThat(NEO4J.run("CALL metapolicy.calibration('f')")).isNotNull();
    }

    @Test
    void anInterventionWithoutAnIdIsSuggestedToNobody() {
        NEO4J.run("MATCH (i:InterventionType {id: 'f.cue'}) SET i.id = 0.5");

        assertThat(NEO4J.run("CALL metapolicy.recommend('f.a', [0.1, 0.2]) YIELD interventionId RETURN interventionId"))
                .extracting(row -> row.get("interventionId"))
                .containsExactly("f.rest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f.base", "f.a", "f.c"})
    void aVersionThatWasRenamedToNothingActsForNobodyAndHoldsUpNoOther(String version) {
        for (String blank : List.of("", " \t")) {
            NEO4J.run(
                    "MATCH (v:PolicyVersion {id: $version}) SET v.id = $blank",
                    Map.of("version", version, "blank", blank));
            for (String call : FuzzIT.CALLS) {
                try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
                    tx.execute(call).resultAsString();
                } catch (RuntimeException refused) {
                    assertThat(RawErrors.rootOf(refused)).as(call).isNull();
                }
            }
            assertThat(
                            NEO4J.run(
                                    "CALL metapolicy.step('f', 'f.t', {context: [0.3, 0.4], seed: 5}) YIELD versionId, choices"))
                    .allSatisfy(row -> {
                        assertThat(row.get("versionId")).isNotEqualTo(blank);
                        Map<?, ?> choices = (Map<?, ?>) row.get("choices");
                        assertThat(choices.size()).isPositive();
                        assertThat(choices.containsKey(blank)).isFalse();
                    });
            new FuzzWorld(NEO4J).build();
        }
    }

    @Test
    void anOutcomeOfAnotherAgeLagsBySeconds() {
        NEO4J.run("MATCH (:MetaPolicy {id: 'f'})-->(n:FamilyEvidence)"
                + " SET n.refreshed_at = datetime('-999999999-01-01T00:00:00Z')");

        assertThat(NEO4J.run("CALL metapolicy.status('f')")).hasSize(1);
    }
}
