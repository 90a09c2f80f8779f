package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.testing.HttpAnswers.CONTROL;
import static org.metapolicy.testing.HttpAnswers.JSON;
import static org.metapolicy.testing.HttpAnswers.control;
import static org.metapolicy.testing.HttpAnswers.ok;
import static org.metapolicy.testing.HttpAnswers.problem;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.ApiDescription;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.NodeScript;
import org.metapolicy.testing.RealServer;
import org.metapolicy.testing.Verifier;
import org.neo4j.driver.Record;

/** The pages that act: what would come of a move is told, the move is made by who may, and the others read why not. */
class ActsIT {
    private static final String FAMILY_CONTROL = "/meta_policy/family_control";
    private static final String LONG = "f.a-version-with-an-id-of-sixty-characters-and-not-one-less1";

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeEach
    void aFamilyWithAProposal() {
        SERVER.wipe();
        SERVER.run("CALL metapolicy.grantApprover($user, 'answers for the tests')", Map.of("user", LocalServer.USER));
        SERVER.run(
                "CREATE USER outsider IF NOT EXISTS SET PASSWORD $password CHANGE NOT REQUIRED",
                Map.of("password", RealServer.PASSWORD));
        SERVER.run("CALL metapolicy.create({id: 'f', risk_tier: 'SAFE', scope: 'INDIVIDUAL', pci_critical: 0.01,"
                + " pci_min: 0.02, select_min: 0.03, pci_promote: 0.2, worse_margin: 0.5}, 'a pilot')");
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'f.v1', policy_id: 'p',"
                + " parameters: {alpha: 0.1, actions: {rest: {A: [[1.0]], b: [0.0]}}}, context_dim: 1}, 'the first')");
        SERVER.run("CALL metapolicy.spawn('f.v1', {id: 'f.v2', actions: ['rest', 'walk']}, 'one more action')");
        SERVER.run("CALL metapolicy.registerVersion('f', {id: $id}, 'with a long id')", Map.of("id", LONG));
        SERVER.run("CALL metapolicy.promote('f.v1', 'we must start somewhere', {override: true})");
        SERVER.run("UNWIND ['f.v1', 'f.v2'] AS version UNWIND range(1, 150) AS i"
                + " CALL metapolicy.recordEpisode(version, {id: version + ':' + i, human_override: false,"
                + " context_cluster: toString(i % 3)}) YIELD episodeId"
                + " CALL metapolicy.recordOutcome(episodeId, {reward: 0.9 - 0.1 * (i % 2), delta_coherence: 0.1})"
                + " YIELD outcomeId RETURN count(*)");
        SERVER.run("CALL metapolicy.refreshTrust('f')");
    }

    @Test
    void whatAMoveWouldDoIsToldAndNotDone() {
        long events = events();
        Map<String, JsonObject> moves = moves(owner(), "?version_id=f.v2");
        assertThat(moves.keySet())
                .containsExactlyInAnyOrder("PROMOTE", "ROLLBACK", "PAUSE", "RESUME", "SET_FALLBACK", "DEPRECATE");
        JsonObject promotion = moves.get("PROMOTE");
        assertThat(promotion.get("possible").getAsBoolean()).isTrue();
        assertThat(promotion.get("needs_override").getAsBoolean()).isFalse();
        JsonObject outcome = promotion.getAsJsonObject("outcome");
        assertThat(outcome.get("to_status").getAsString()).isEqualTo("LIVE");
        assertThat(outcome.get("default_before").getAsString()).isEqualTo("f.v1");
        assertThat(outcome.get("default_after").getAsString()).isEqualTo("f.v2");
        assertThat(moves.get("RESUME").get("refusal").getAsString()).contains("CANDIDATE does not lead to");

        JsonObject unproven = moves(owner(), "?version_id=" + LONG).get("PROMOTE");
        assertThat(unproven.get("needs_override").getAsBoolean()).isTrue();
        assertThat(unproven.get("refusal").getAsString()).contains("it has 0 resolved episodes, 50 are needed");

        Map<String, JsonObject> ofFamily = moves(owner(), "");
        assertThat(ofFamily.get("APPROVE").get("version_id").getAsString()).isEqualTo("f.v2");
        assertThat(ofFamily.get("SET_MODE ACTIVE").get("refusal").getAsString()).contains("needs a fallback");
        Map<String, JsonObject> ofOutsider = moves(outsider(), "");
        assertThat(ofOutsider.get("APPROVE").get("possible").getAsBoolean()).isFalse();
        assertThat(ofOutsider.get("APPROVE").get("refusal").getAsString()).contains("'outsider' is none");
        assertThat(ofOutsider.get("SET_STATUS PAUSED").get("possible").getAsBoolean())
                .isTrue();
        problem(owner().get("/meta_policy/f/moves?version_id=g.v1"), 404, "g.v1");
        problem(owner().get("/meta_policy/none/moves"), 404, "none");

        assertThat(events()).isEqualTo(events);
        assertThat(SERVER.run("CALL metapolicy.audit.verify('f') YIELD ok, problem")
                        .get(0)
                        .get("ok")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void whatIsToldIsWhatHappens() {
        for (String action : List.of("PAUSE", "RESUME", "DEPRECATE")) {
            JsonObject told = moves(owner(), "?version_id=" + LONG).get(action).getAsJsonObject("outcome");
            JsonObject done = ok(owner().post(CONTROL, JSON, control(LONG, action, "")));
            for (String key : told.keySet()) {
                assertThat(done.get(key)).as(action + " " + key).isEqualTo(told.get(key));
            }
        }
    }

    @Test
    void aFamilysModeAndStatusAreSetByWhoMay() {
        problem(outsider().post(FAMILY_CONTROL, JSON, family("SET_MODE", "ACTIVE")), 403, "'outsider' is none");
        problem(owner().post(FAMILY_CONTROL, JSON, family("SET_MODE", "SHADOW")), 409, "it is SHADOW already");
        problem(owner().post(FAMILY_CONTROL, JSON, family("SET_MODE", "LOUD")), 400, "mode");
        problem(owner().post(FAMILY_CONTROL, JSON, family("EXPLODE", "ACTIVE")), 400, "SET_MODE or SET_STATUS");
        problem(owner().post(FAMILY_CONTROL, "text/plain", family("SET_MODE", "ACTIVE")), 415, "application/json");
        problem(
                owner().send(owner().request(FAMILY_CONTROL)
                        .header("Content-Type", JSON)
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(HttpRequest.BodyPublishers.ofString(family("SET_STATUS", "PAUSED")))),
                403,
                "cross-site");
        assertThat(ok(outsider().post(FAMILY_CONTROL, JSON, family("SET_STATUS", "PAUSED")))
                        .get("action")
                        .getAsString())
                .isEqualTo("STATUS_SET");
        ok(owner().post(FAMILY_CONTROL, JSON, family("SET_STATUS", "ACTIVE")));
        ok(owner().post(CONTROL, JSON, control("f.v1", "SET_FALLBACK", "")));
        assertThat(ok(owner().post(FAMILY_CONTROL, JSON, family("SET_MODE", "ACTIVE")))
                        .get("action")
                        .getAsString())
                .isEqualTo("MODE_SET");
    }

    @Test
    void theComparisonIsTheProcedures() {
        JsonObject comparison = ok(owner().get("/meta_policy/f/compare?version_id=f.v2&against_id=f.v1"));
        List<Record> rows = SERVER.run("CALL metapolicy.compare('f.v2', 'f.v1') YIELD figure, difference, lower, note");
        assertThat(comparison.getAsJsonArray("figures")).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            JsonObject figure = comparison.getAsJsonArray("figures").get(i).getAsJsonObject();
            Record row = rows.get(i);
            assertThat(figure.get("figure").getAsString())
                    .isEqualTo(row.get("figure").asString());
            for (String key : List.of("difference", "lower")) {
                assertThat(figure.get(key).isJsonNull()).isEqualTo(row.get(key).isNull());
                if (!row.get(key).isNull()) {
                    assertThat(figure.get(key).getAsDouble())
                            .isEqualTo(row.get(key).asDouble());
                }
            }
        }
        JsonObject judged = ok(owner().get("/meta_policy/f/evaluation?version_id=f.v2&against_id=f.v1"));
        assertThat(judged.get("verdict").getAsString())
                .isEqualTo(SERVER.run("CALL metapolicy.evaluate('f.v2', {against: 'f.v1'}) YIELD verdict")
                        .get(0)
                        .get("verdict")
                        .asString());
        problem(owner().get("/meta_policy/f/compare?version_id=f.v2"), 400, "against_id is missing");
        problem(owner().get("/meta_policy/f/compare?version_id=f.v2&against_id=other"), 404, "no version 'other'");
        problem(owner().get("/meta_policy/f/evaluation?version_id=other"), 404, "no version 'other'");
    }

    @Test
    void browsersGetAPageWhereProgramsGetData() {
        HttpResponse<String> page = owner().send(owner().request("/meta_policy/")
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .GET());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self';");
        ApiDescription.read().check(page);
        for (String accept : List.of("*/*", "application/json")) {
            JsonObject family = ok(owner().send(owner().request("/meta_policy/")
                            .header("Accept", accept)
                            .GET()))
                    .getAsJsonArray("families")
                    .get(0)
                    .getAsJsonObject();
            assertThat(family.get("default_verdict").getAsString()).isEqualTo("HEALTHY");
            assertThat(family.get("default_trust_score").getAsDouble()).isPositive();
        }
        assertThat(owner().get("/meta_policy/f/compare.html").statusCode()).isEqualTo(200);
    }

    @Test
    void peopleActInABrowser() throws IOException, InterruptedException {
        SERVER.run("CALL metapolicy.create({id: 'g', risk_tier: 'SAFE', scope: 'INDIVIDUAL'}, 'another')");
        SERVER.run("MATCH (:MetaPolicy {id: 'g'})-[:HAS_EVENT]->(e:GovernanceEvent {seq: 1}) SET e.reason = 'edited'");
        Path folder = RealServer.jar().resolveSibling("screenshots");
        NodeScript.Result seen = NodeScript.inChromium(
                "acts.mjs",
                List.of(
                        SERVER.server().browserUri().resolve("/meta_policy/").toString(),
                        LocalServer.USER,
                        "outsider",
                        RealServer.PASSWORD,
                        folder.toString()));
        assertThat(seen.exitValue()).as(seen.output() + seen.errors()).isZero();
        long approved = JsonParser.parseString(seen.output())
                .getAsJsonObject()
                .get("approved")
                .getAsLong();

        Record event = SERVER.run(
                        "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e:GovernanceEvent {seq: $seq}) RETURN e.actor AS actor,"
                                + " e.reason AS reason, e.evidence AS evidence",
                        Map.of("seq", approved))
                .get(0);
        assertThat(event.get("actor").asString()).isEqualTo(LocalServer.USER);
        assertThat(event.get("reason").asString()).isEqualTo("the board agreed on 3 May");
        assertThat(event.get("evidence").asString()).contains("https://example.org/plots/7");

        String report = Files.readString(folder.resolve("report.json"));
        String changed = report.replace("the board agreed", "the board Agreed");
        for (Verifier verifier : Verifier.values()) {
            assertThat(verifier.says(report, ".json")).startsWith("holds: ");
            assertThat(verifier.says(changed, ".json")).doesNotStartWith("holds");
        }
    }

    @Test
    void whereThereIsNothingThePagesSaySo() throws IOException, InterruptedException {
        String base = SERVER.server().browserUri().resolve("/meta_policy/").toString();
        SERVER.wipe();
        NodeScript.Result none =
                NodeScript.inChromium("empty-pages.mjs", List.of(base, LocalServer.USER, RealServer.PASSWORD));
        assertThat(none.exitValue()).as(none.output() + none.errors()).isZero();
        SERVER.run("CALL metapolicy.grantApprover($user, 'answers for the tests')", Map.of("user", LocalServer.USER));
        SERVER.run("CALL metapolicy.create({id: 'bare'}, 'nothing in it yet')");
        NodeScript.Result bare =
                NodeScript.inChromium("empty-pages.mjs", List.of(base, LocalServer.USER, RealServer.PASSWORD, "bare"));
        assertThat(bare.exitValue()).as(bare.output() + bare.errors()).isZero();
    }

    /** By action, and value where it sets one. */
    private static Map<String, JsonObject> moves(HttpUser who, String query) {
        return ok(who.get("/meta_policy/f/moves" + query)).getAsJsonArray("moves").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .collect(Collectors.toMap(
                        move -> move.get("action").getAsString()
                                + (move.get("value").isJsonNull()
                                        ? ""
                                        : " " + move.get("value").getAsString()),
                        move -> move));
    }

    private static long events() {
        return SERVER.run("MATCH (e:GovernanceEvent) RETURN count(e) AS n")
                .get(0)
                .get("n")
                .asLong();
    }

    private static String family(String action, String value) {
        return "{\"meta_policy_id\": \"f\", \"action\": \"" + action + "\", \"value\": \"" + value
                + "\", \"reason\": \"a test\"}";
    }

    private static HttpUser owner() {
        return new HttpUser(SERVER.server(), LocalServer.USER);
    }

    private static HttpUser outsider() {
        return new HttpUser(SERVER.server(), "outsider");
    }
}
