package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** A version whose status somebody wrote over stops no other one's stop, by a person or by a refresh. */
class EditedStatusIT {
    private static final String ALLOWED = "it must be one of [CANDIDATE, LIVE, PAUSED, ROLLED_BACK, DEPRECATED]";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFallbackThatWasTheDefault() {
        GovernedFamily.create(NEO4J, "f", Map.of("auto_branch", "ON"))
                .live("old")
                .live("next")
                .active();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "rollback"})
    void aPersonStopsTheDefault(String move) {
        edit("base", "'Live'");
        NEO4J.run("CALL metapolicy." + move + "('next', 'enough of it')");
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'next'}) RETURN v.status AS status"))
                .doesNotContain(Map.of("status", "LIVE"));
        assertThat(NEO4J.run("MATCH (:MetaPolicy)-[:DEFAULT_POLICY]->(v) RETURN v.id AS id"))
                .as("nobody is known to be fit for it")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'Live'", "7", "null"})
    void aRefreshStopsTheDefaultAndSaysWhomItLeavesAlone(String status) {
        edit("base", status);
        harm("next");
        List<Map<String, Object>> rows =
                NEO4J.run("CALL metapolicy.refreshTrust('f') YIELD versionId, action, reason RETURN versionId, action,"
                        + " reason ORDER BY versionId");
        assertThat(rows)
                .filteredOn(row -> "next".equals(row.get("versionId")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("action", "ROLLED_BACK");
                    assertThat((String) row.get("reason")).contains("; no branch: ");
                });
        assertThat(rows)
                .filteredOn(row -> "base".equals(row.get("versionId")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("action", "NONE");
                    assertThat((String) row.get("reason"))
                            .contains("left alone: version 'base' has status ")
                            .endsWith(ALLOWED);
                });
        assertThat((String) NEO4J.run("CALL metapolicy.status('f') YIELD problem")
                        .get(0)
                        .get("problem"))
                .contains("version 'base' has status ")
                .contains(ALLOWED + "; nobody is served by it, and no refresh stops it");
        assertThat(NEO4J.run(
                        "CALL metapolicy.plan('f') YIELD versionId, reason WHERE versionId = 'base' RETURN reason"))
                .singleElement()
                .satisfies(row -> assertThat((String) row.get("reason")).contains("left alone: "));
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f') YIELD ok")).containsExactly(Map.of("ok", false));
    }

    @Test
    void anAncestorIsNotBranchedFromAndTheRollbackStands() {
        NEO4J.run("CALL metapolicy.spawn('old', {id: 'bolder', exploration: 0.8}, 'more of it')");
        NEO4J.run("CALL metapolicy.promote('bolder', 'looks good', {override: true})");
        NEO4J.run("CALL metapolicy.pause('old', 'not now')");
        edit("old", "'paused'");
        harm("bolder");
        assertThat(NEO4J.run(
                        "CALL metapolicy.refreshTrust('f') YIELD versionId, action, reason WHERE versionId = 'bolder'"
                                + " RETURN action, reason"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row).containsEntry("action", "ROLLED_BACK");
                    assertThat((String) row.get("reason"))
                            .endsWith(
                                    "; no branch: it has no ancestor that is live, trusted, without alarm and unchanged");
                });
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'bolder'}) RETURN v.status AS status"))
                .containsExactly(Map.of("status", "ROLLED_BACK"));
    }

    private static void edit(String version, String status) {
        NEO4J.run("MATCH (v:PolicyVersion {id: '" + version + "'}) SET v.status = " + status);
    }

    private static void harm(String version) {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: $version}) UNWIND range(1, 120) AS i CREATE (v)-[:EVALUATED_IN]->"
                        + "(:PolicyEpisode {id: 'e' + i, policy_version_id: $version, timestamp: datetime(), human_override: true})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'e' + i, episode_id: 'e' + i, reward: -0.9, safety_flag: true})",
                Map.of("version", version));
    }
}
