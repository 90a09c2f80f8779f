package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

class PreferenceIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void byTrustOfTwoVersionsWithTheSameRewardTheGentlerOneIsServed() {
        GovernedFamily.create(NEO4J, "m", Map.of("probation_share", 0.0, "selection", "TRUST"))
                .live("gentle")
                .live("rough")
                .active();
        record("gentle", 50, 1_000, 0.12);
        record("rough", 5, 50, 0.0);
        NEO4J.run("CALL metapolicy.refreshTrust('m')");

        Map<String, Object> row = NEO4J.run("CALL metapolicy.select('m', {coherence: 0.6, entropy_change: 0.3,"
                        + " max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL'})")
                .get(0);
        assertThat(row)
                .as("rough is the default, and rewards as well")
                .containsEntry("versionId", "gentle")
                .containsEntry("decision", "USE_VERSION")
                .containsEntry("propensity", 1.0);
        assertThat((String) row.get("reason")).contains("gentle leads the default by more than switch_margin");
    }

    /** 100 episodes of mean reward 0.2, every so-many-th of them overridden, or flagged. */
    private static void record(String version, int overriddenEvery, int flaggedEvery, double deltaCoherence) {
        NEO4J.run(
                "UNWIND range(1, 100) AS i CALL metapolicy.recordEpisode($version, {id: $version + i,"
                        + " context_cluster: 'c' + i % 4, human_override: i % $every = 0}) YIELD episodeId"
                        + " CALL metapolicy.recordOutcome(episodeId, {reward: CASE i % 2 WHEN 0 THEN 0.1 ELSE 0.3 END,"
                        + " delta_coherence: $coherence, safety_flag: i % $flags = 0}) YIELD outcomeId RETURN count(*) AS n",
                Map.of(
                        "version",
                        version,
                        "every",
                        overriddenEvery,
                        "flags",
                        flaggedEvery,
                        "coherence",
                        deltaCoherence));
    }
}
