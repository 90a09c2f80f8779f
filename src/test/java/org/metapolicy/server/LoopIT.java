package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.NodeScript;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/**
 * A service that uses procedures alone, from two languages: a version that people overrule is stopped, since they can say
 * so, and the same version with the same outcomes is not where nobody overruled it.
 */
class LoopIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void anApprover() {
        SERVER.run("CALL metapolicy.grantApprover($user, 'answers for the tests')", Map.of("user", LocalServer.USER));
    }

    private static void family(String id) {
        Map<String, Object> named = Map.of("id", id, "version", id + ".v1");
        SERVER.run("CALL metapolicy.create({id: $id, scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'a loop')", named);
        SERVER.run("CALL metapolicy.registerVersion($id, {id: $version, policy_id: 'rules'}, 'the first')", named);
        SERVER.run("CALL metapolicy.promote($version, 'known from elsewhere', {override: true})", named);
        SERVER.run("CALL metapolicy.setFallback($version, 'the baseline')", named);
    }

    @Test
    void fromJavaPeopleStopAVersionByOverrulingIt() {
        family("java.overruled");
        assertStopped("java.overruled", loop("java.overruled", true));
    }

    @Test
    void fromJavaTheSameOutcomesWithoutOverridesStopNobody() {
        family("java.followed");
        assertServed("java.followed", loop("java.followed", false));
    }

    @Test
    void fromJavaScriptPeopleStopAVersionByOverrulingIt() throws IOException, InterruptedException {
        family("script.overruled");
        assertStopped("script.overruled", script("script.overruled", "overruled"));
    }

    @Test
    void fromJavaScriptTheSameOutcomesWithoutOverridesStopNobody() throws IOException, InterruptedException {
        family("script.followed");
        assertServed("script.followed", script("script.followed", "followed"));
    }

    private static void assertStopped(String id, Loop loop) {
        assertThat(loop.first()).isEqualTo(id + ".v1");
        assertThat(loop.action()).as(loop.reason()).isIn("PAUSED", "ROLLED_BACK");
        assertThat(loop.reason()).contains("override");
        assertThat(loop.last()).as("who decides from then on").isNull();
        assertThat(overridden(id)).isEqualTo(84);
    }

    private static void assertServed(String id, Loop loop) {
        assertThat(loop.first()).isEqualTo(id + ".v1");
        assertThat(loop.action()).as(loop.reason()).isEqualTo("NONE");
        assertThat(loop.last()).isEqualTo(id + ".v1");
        assertThat(overridden(id)).isZero();
    }

    /** By plain Cypher: what was counted. */
    private static long overridden(String id) {
        return SERVER.run(
                        "MATCH (:MetaPolicy {id: $id})-[:HAS_VERSION]->()-[:EVALUATED_IN]->()-[:HAS_OUTCOME]->(o:CountedOutcome)"
                                + " WITH count(o) AS counted, count(CASE WHEN o.counted_override THEN 1 END) AS overridden"
                                + " RETURN CASE counted WHEN 120 THEN overridden ELSE -1 END AS n",
                        Map.of("id", id))
                .get(0)
                .get("n")
                .asLong();
    }

    /** What a loop saw: who decided first, what the refresh did about it, who decides then. */
    private record Loop(String first, String action, String reason, String last) {}

    private static Loop loop(String id, boolean overruled) {
        try (Session session = SERVER.driver().session()) {
            Record first = session.run("CALL metapolicy.select($id, {seed: 7})", Map.of("id", id))
                    .single();
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                Map<String, Object> outcome = new HashMap<>(Map.of("reward", 0.1 + i % 3 / 10.0));
                if (overruled && i % 10 < 7) {
                    outcome.putAll(Map.of(
                            "human_override", true, "override_type", "REPLACED", "chosen_intervention_id", "a walk"));
                }
                rows.add(Map.of(
                        "version_id", first.get("versionId").asString(),
                        "episode",
                                Map.of(
                                        "chosen_intervention_id",
                                        "cue",
                                        "decision_id",
                                        session.run(
                                                        "CALL metapolicy.select($id, {}) YIELD decisionId",
                                                        Map.of("id", id))
                                                .single()
                                                .get("decisionId")
                                                .asString()),
                        "outcome", outcome));
            }
            assertThat(session.run("CALL metapolicy.recordAll($rows)", Map.of("rows", rows))
                            .single()
                            .asMap())
                    .isEqualTo(Map.of("episodes", 120L, "outcomes", 120L, "created", 240L, "repeated", 0L));
            assertThat(session.run(
                                    "MATCH (e:PolicyEpisode)<-[:EVALUATED_IN]-(:PolicyVersion {id: $version})"
                                            + " CALL metapolicy.explain(e.id) YIELD repeats, interventionPropensity"
                                            + " RETURN DISTINCT repeats, interventionPropensity AS propensity, count(*) AS n",
                                    Map.of("version", first.get("versionId").asString()))
                            .single()
                            .asMap())
                    .isEqualTo(Map.of("repeats", true, "propensity", 1.0, "n", 120L));
            Record refreshed = session.run(
                            "CALL metapolicy.refreshTrust($id) YIELD versionId, action, reason WHERE versionId = $version"
                                    + " RETURN action, reason",
                            Map.of("id", id, "version", first.get("versionId").asString()))
                    .single();
            Record last = session.run("CALL metapolicy.select($id, {seed: 7})", Map.of("id", id))
                    .single();
            return new Loop(
                    first.get("versionId").asString(),
                    refreshed.get("action").asString(),
                    refreshed.get("reason").asString(),
                    last.get("versionId").asString(null));
        }
    }

    private static Loop script(String id, String people) throws IOException, InterruptedException {
        NodeScript.Result answered = NodeScript.run(
                "loop.mjs",
                List.of(NodeScript.NEO4J_DRIVER),
                List.of(SERVER.server().boltUri().toString(), LocalServer.USER, RealServer.PASSWORD, id, people));
        assertThat(answered.exitValue()).as(answered.errors()).isZero();
        JsonObject saw = JsonParser.parseString(answered.output()).getAsJsonObject();
        assertThat(saw.getAsJsonObject("recorded").get("created").getAsInt()).isEqualTo(240);
        JsonObject refreshed = saw.getAsJsonObject("refreshed");
        return new Loop(
                saw.getAsJsonObject("first").get("versionId").getAsString(),
                refreshed.get("action").getAsString(),
                refreshed.get("reason").getAsString(),
                saw.getAsJsonObject("last").get("versionId").isJsonNull()
                        ? null
                        : saw.getAsJsonObject("last").get("versionId").getAsString());
    }
}
