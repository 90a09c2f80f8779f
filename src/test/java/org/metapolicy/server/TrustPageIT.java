package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.ExamplePilot;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.NodeScript;
import org.metapolicy.testing.RealServer;

/** The trust page of the example pilot, as a client reads its data and as people see it in a browser. */
class TrustPageIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void theExampleWithRecordedDecisionsAndAFamilyWithoutVersions() {
        ExamplePilot.loadInto(SERVER.driver());
        SERVER.run("CALL metapolicy.create({id: 'bare', name: 'Bare'}, 'nothing in it yet')");
        SERVER.run(
                "CALL metapolicy.spawn('focus.bandit-1', {version_tag: 'next', id: 'focus.bandit-3'}, $reason)",
                Map.of("reason", "=1+1, <img src=x onerror=alert(1)> {a|b}"));
        SERVER.run("CALL metapolicy.spawn('focus.bandit-3', {version_tag: 'long',"
                + " id: 'focus.a-version-with-an-id-of-sixty-characters-and-no-fewer1'}, 'of a fourth generation')");
        aVersionIsSuspendedInTheEvening();
        aVersionIsSuspendedForOneOfTen();
    }

    private static void rulesAndABandit(String family) {
        SERVER.run(
                "CALL metapolicy.create({id: $family, risk_tier: 'SAFE', scope: 'INDIVIDUAL'}, 'good for most')",
                Map.of("family", family));
        for (String id : List.of(family + ".rules", family + ".bandit")) {
            SERVER.run(
                    "CALL metapolicy.registerVersion($family, {id: $id}, 'an idea')",
                    Map.of("family", family, "id", id));
            SERVER.run("CALL metapolicy.promote($id, 'known from elsewhere', {override: true})", Map.of("id", id));
        }
    }

    /** Of 'crowd' the fourth of ten participants overrules nine of ten decisions, nobody else any. */
    private static void aVersionIsSuspendedForOneOfTen() {
        rulesAndABandit("crowd");
        SERVER.run("MATCH (v:PolicyVersion {id: 'crowd.bandit'}) UNWIND range(0, 699) AS i"
                + " CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'c' + i, policy_version_id: v.id,"
                + " timestamp: datetime({epochSeconds: 1767600000 + i}), participant_id: 'crowd-' + i % 10,"
                + " human_override: i % 10 = 3 AND i / 10 % 10 < 9})"
                + " CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'c' + i, episode_id: e.id,"
                + " reward: 0.4 + 0.2 * sin(i), delta_coherence: 0.1})");
        SERVER.run("CALL metapolicy.refreshTrust('crowd')");
    }

    /** Of 'halves' one version is overruled in four of five evenings, and never else; a third is for evenings alone. */
    private static void aVersionIsSuspendedInTheEvening() {
        rulesAndABandit("halves");
        SERVER.run("MATCH (v:PolicyVersion {id: 'halves.bandit'}) UNWIND range(0, 959) AS i"
                + " CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'h' + i, policy_version_id: v.id,"
                + " timestamp: datetime({epochSeconds: 1767600000 + i}),"
                + " context_cluster: CASE i % 8 WHEN 7 THEN 'evening' ELSE 'morning' END,"
                + " human_override: i > 400 AND i % 8 = 7 AND i / 8 % 10 < 8})"
                + " CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'h' + i, episode_id: e.id,"
                + " reward: 0.4 + 0.2 * sin(i), delta_coherence: 0.1})");
        SERVER.run("CALL metapolicy.registerVersion('halves', {id: 'halves.late'}, 'an idea for evenings')");
        SERVER.run("MATCH (v:PolicyVersion {id: 'halves.late'}) UNWIND range(0, 119) AS i"
                + " CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: 'l' + i, policy_version_id: v.id,"
                + " timestamp: datetime({epochSeconds: 1767600000 + i}), human_override: false,"
                + " context_cluster: CASE i % 2 WHEN 1 THEN 'evening' ELSE 'morning' END})"
                + " CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'l' + i, episode_id: e.id,"
                + " reward: 0.4 + 0.2 * sin(i), delta_coherence: 0.1})");
        SERVER.run("CALL metapolicy.refreshTrust('halves')");
        SERVER.run("CALL metapolicy.promote('halves.late', 'for evenings',"
                + " {override: true, context_clusters: ['evening']})");
    }

    @Test
    void theDataAreWhatTheProceduresSay() {
        HttpResponse<String> answer = owner().get("/meta_policy/focus/trust/data");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonObject data = JsonParser.parseString(answer.body()).getAsJsonObject();
        data.getAsJsonArray("versions").forEach(element -> {
            JsonObject version = element.getAsJsonObject();
            assertThat(version.getAsJsonArray("snapshots"))
                    .hasSize(SERVER.run(
                                    "CALL metapolicy.trustHistory($id)",
                                    Map.of("id", version.get("id").getAsString()))
                            .size());
        });
        assertThat(data.getAsJsonArray("versions"))
                .hasSize(SERVER.run("CALL metapolicy.versions('focus')").size());
        assertThat(data.getAsJsonArray("events"))
                .hasSize(SERVER.run("CALL metapolicy.audit('focus')").size());
        assertThat(data.getAsJsonArray("contexts")).isNotEmpty().allSatisfy(element -> {
            JsonObject row = element.getAsJsonObject();
            assertThat(row.get("trust").getAsDouble())
                    .isEqualTo(SERVER.run(
                                    "RETURN metapolicy.trustIn($version, $cluster) AS trust",
                                    Map.of(
                                            "version", row.get("version_id").getAsString(),
                                            "cluster",
                                                    row.get("context_cluster").getAsString()))
                            .get(0)
                            .get("trust")
                            .asDouble());
        });
        assertThat(data.getAsJsonArray("regimes").asList().stream()
                        .mapToLong(row -> row.getAsJsonObject().get("n").getAsLong())
                        .sum())
                .isEqualTo(40);
    }

    @Test
    void thePageMayLoadNothingFromElsewhere() {
        HttpResponse<String> page = owner().get("/meta_policy/focus/trust");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self';");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(owner().get("/meta_policy/page/secrets.js").statusCode()).isEqualTo(404);
        assertThat(new HttpUser(SERVER.server(), null)
                        .get("/meta_policy/focus/trust/data")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void peopleSeeEveryFigureInABrowser() throws IOException, InterruptedException {
        NodeScript.Result seen = NodeScript.inChromium(
                "trust-page.mjs",
                List.of(
                        SERVER.server().browserUri().resolve("/meta_policy/").toString(),
                        LocalServer.USER,
                        RealServer.PASSWORD,
                        RealServer.jar().resolveSibling("screenshots").toString()));
        assertThat(seen.exitValue()).as(seen.output() + seen.errors()).isZero();
    }

    /** As reports name it: what turns the direction of a text would have it read as another. */
    @Test
    void whatTurnsADirectionIsNamed() throws IOException, InterruptedException {
        SERVER.run("CALL metapolicy.create({id: 'turned', name: 'b\\u2066c', risk_tier: 'SAFE'}, 'why\\u200f')");
        SERVER.run("UNWIND ['turned.a', 'turned.b'] AS id CALL metapolicy.registerVersion('turned',"
                + " {id: id, hyperparams: {layers: 'tag\\u202e' + right(id, 1)}}, 'why\\u200f') YIELD seq RETURN seq");
        SERVER.run("MATCH (v:PolicyVersion {id: 'turned.a'}) UNWIND range(0, 59) AS i CREATE (v)-[:EVALUATED_IN]->"
                + "(e:PolicyEpisode {id: 'turned' + i, timestamp: datetime({epochSeconds: 1767600000 + i}),"
                + " human_override: false, context_cluster: 'even\\u202ding'})"
                + " CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'turned' + i, reward: 0.1})");
        SERVER.run("CALL metapolicy.refreshTrust('turned')");
        NodeScript.Result seen = NodeScript.inChromium(
                "steering-names.mjs",
                List.of(
                        SERVER.server().browserUri().resolve("/meta_policy/").toString(),
                        LocalServer.USER,
                        RealServer.PASSWORD));
        assertThat(seen.exitValue()).as(seen.output() + seen.errors()).isZero();
    }

    private static HttpUser owner() {
        return new HttpUser(SERVER.server(), LocalServer.USER);
    }
}
