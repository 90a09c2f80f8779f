package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.testing.HttpAnswers.CONTROL;
import static org.metapolicy.testing.HttpAnswers.JSON;
import static org.metapolicy.testing.HttpAnswers.control;
import static org.metapolicy.testing.HttpAnswers.ok;
import static org.metapolicy.testing.HttpAnswers.problem;
import static org.metapolicy.testing.HttpAnswers.promote;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.RealServer;

/** The endpoints of the extension on a real server, with a real client. */
class HttpIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void aFamily() {
        SERVER.run("CALL metapolicy.grantApprover($user, 'answers for the tests')", Map.of("user", LocalServer.USER));
        SERVER.run(
                "CREATE USER outsider IF NOT EXISTS SET PASSWORD $password CHANGE NOT REQUIRED",
                Map.of("password", RealServer.PASSWORD));
        SERVER.run("CREATE (:Participant {id: 'p'}), (:Participant {id: 'q'})");
        SERVER.run("CALL metapolicy.create({id: 'f', name: 'F', task: 'triage', participants: ['p']}, 'test')");
        SERVER.run("CALL metapolicy.create({id: 'g', participants: ['q']}, 'test')");
        SERVER.run("CALL metapolicy.configure('g', {risk_tier: 'RESTRICTED'}, 'first')");
        SERVER.run("CALL metapolicy.configure('g', {risk_tier: 'SAFE'}, 'second')");
        for (int i = 1; i <= 6; i++) {
            SERVER.run("CALL metapolicy.registerVersion('f', {id: $id}, 'test')", Map.of("id", "f.v" + i));
        }
        SERVER.run("CALL metapolicy.promote('f.v1', 'known from elsewhere', {override: true})");
        SERVER.run("CALL metapolicy.setFallback('f.v1', 'the baseline')");
        SERVER.run("""
                UNWIND range(1, 5) AS i
                CALL metapolicy.recordEpisode('f.v1', {id: 'e' + i, timestamp: datetime('2026-01-0' + i + 'T12:00:00Z'),
                  context_cluster: 'c', human_override: false}) YIELD episodeId
                WITH i, episodeId WHERE i < 5
                CALL metapolicy.recordOutcome(episodeId, {id: 'o' + i, reward: i / 10.0}) YIELD outcomeId
                RETURN count(*)""");
        SERVER.run("CALL metapolicy.refreshTrust('f')");
    }

    @Test
    void theStatusGivesDefaultFallbackAndTrust() {
        JsonObject status = ok(owner().get("/meta_policy/f/status"));
        assertThat(status.get("meta_policy_id").getAsString()).isEqualTo("f");
        assertThat(status.get("default_version_id").getAsString())
                .isEqualTo(SERVER.run("MATCH (:MetaPolicy {id: 'f'})-[:DEFAULT_POLICY]->(v) RETURN v.id AS id")
                        .get(0)
                        .get("id")
                        .asString());
        assertThat(status.get("fallback_version_id").getAsString()).isEqualTo("f.v1");
        // The fifth has no outcome, and timed out long ago: nobody overruled it.
        assertThat(status.get("resolved_episodes").getAsLong()).isEqualTo(5);
        JsonObject version = status.getAsJsonArray("versions").get(0).getAsJsonObject();
        assertThat(version.get("trust_score").getAsDouble()).isBetween(0.0, 1.0);
        assertThat(version.getAsJsonArray("guardrails")).hasSizeGreaterThan(5);
    }

    @Test
    void versionsComePageByPage() {
        assertThat(pages("/meta_policy/f/versions", "versions", "version_id", 4))
                .hasSizeGreaterThanOrEqualTo(6)
                .doesNotHaveDuplicates()
                .contains("f.v1", "f.v6");
    }

    @Test
    void episodesComePageByPageTheNewestFirst() {
        assertThat(pages("/meta_policy/f/episodes", "episodes", "episode_id", 2))
                .containsExactly("e5", "e4", "e3", "e2", "e1");
        JsonObject first = ok(owner().get("/meta_policy/f/episodes?limit=2"));
        assertThat(first.getAsJsonArray("episodes")
                        .get(0)
                        .getAsJsonObject()
                        .get("outcome")
                        .isJsonNull())
                .isTrue();
        JsonObject outcome = first.getAsJsonArray("episodes")
                .get(1)
                .getAsJsonObject()
                .get("outcome")
                .getAsJsonObject();
        assertThat(outcome.get("reward").getAsDouble()).isEqualTo(0.4);
        assertThat(outcome.get("counted").getAsBoolean()).isTrue();
        assertThat(ok(owner().get("/meta_policy/g/episodes")).getAsJsonArray("episodes"))
                .isEmpty();
    }

    @Test
    void theAuditTrailIsFilteredAndNamesItsPeople() {
        JsonObject audit = ok(owner().get("/meta_policy/f/audit?version_id=f.v1&limit=1"));
        JsonObject event = audit.getAsJsonArray("events").get(0).getAsJsonObject();
        assertThat(audit.getAsJsonArray("events")).hasSize(1);
        assertThat(event.get("action").getAsString()).isEqualTo("FALLBACK_SET");
        assertThat(event.get("actor").getAsString()).isEqualTo(LocalServer.USER);
        assertThat(event.get("evidence").isJsonObject()).isTrue();
        assertThat(ok(owner().get("/meta_policy/f/audit?to=2020-01-01T00:00:00Z"))
                        .getAsJsonArray("events"))
                .isEmpty();
    }

    @Test
    void theAuditTrailComesPageByPageTheNewestFirst() {
        List<String> whole = SERVER.run("CALL metapolicy.audit('g') YIELD seq RETURN toString(seq) AS seq").stream()
                .map(row -> row.get("seq").asString())
                .toList();
        assertThat(whole).hasSizeGreaterThanOrEqualTo(3);
        assertThat(pages("/meta_policy/g/audit", "events", "seq", 2)).isEqualTo(whole);
        assertThat(SERVER.run("CALL metapolicy.audit('g', {after: 3, limit: 1}) YIELD seq RETURN seq"))
                .extracting(row -> row.get("seq").asLong())
                .containsExactly(2L);
        problem(owner().get("/meta_policy/g/audit?after=last"), 400, "'last'");
    }

    @Test
    void theActiveFamilyIsFoundForAParticipant() {
        JsonObject active = ok(owner().get("/meta_policy/active?participant_id=p&task=triage"));
        assertThat(active.get("meta_policy_id").getAsString()).isEqualTo("f");
        problem(owner().get("/meta_policy/active?participant_id=stranger"), 404, "participant 'stranger'");
        problem(owner().get("/meta_policy/active"), 400, "participant_id");
        problem(owner().get("/meta_policy/active?participant_id=%20"), 400, "not blank");
        SERVER.run(
                "CREATE (:Participant {id: 'user@example.org'}), (:Participant {id: 'P 01'}), (:Participant {id: 'Zoë'})");
        SERVER.run("CALL metapolicy.create({id: 'named', participants: ['user@example.org', 'P 01', 'Zoë']}, 'test')");
        for (String id : List.of("user@example.org", "P%2001", "Zo%C3%AB")) {
            assertThat(ok(owner().get("/meta_policy/active?participant_id=" + id))
                            .get("meta_policy_id")
                            .getAsString())
                    .as(id)
                    .isEqualTo("named");
        }
        SERVER.run("CALL metapolicy.create({id: 'anybody', task: 'sorting'}, 'test')");
        assertThat(ok(owner().get("/meta_policy/active?task=sorting"))
                        .get("meta_policy_id")
                        .getAsString())
                .isEqualTo("anybody");
    }

    @Test
    void onlyAnApproverPromotesAndAnyoneWhoMayWriteStops() {
        problem(outsider().post(CONTROL, JSON, promote("f.v2", "")), 403, "outsider");
        JsonObject promoted = ok(owner().post(CONTROL, JSON, promote("f.v2", ", \"evidence\": {\"plot\": [1, 2.5]}")));
        assertThat(promoted.get("to_status").getAsString()).isEqualTo("LIVE");
        assertThat(promoted.get("actor").getAsString()).isEqualTo(LocalServer.USER);
        assertThat(promoted.getAsJsonObject("evidence").getAsJsonObject("caller"))
                .hasToString("{\"plot\":[1,2.5]}");
        JsonObject back = ok(outsider().post(CONTROL, JSON, control("f.v2", "ROLLBACK", "")));
        assertThat(back.get("to_status").getAsString()).isEqualTo("ROLLED_BACK");
        assertThat(back.get("actor").getAsString()).isEqualTo("outsider");
        problem(owner().post(CONTROL, JSON, promote("f.v2", "")), 409, "ROLLED_BACK");
        assertThat(ok(outsider().post(CONTROL, JSON, control("f.v3", "PAUSE", "")))
                        .get("to_status")
                        .getAsString())
                .isEqualTo("PAUSED");
    }

    @Test
    void ofTwoPromotesAtOnceOneIsRefused() {
        String before = ok(owner().get("/meta_policy/f/status"))
                .get("default_version_id")
                .getAsString();
        List<CompletableFuture<HttpResponse<String>>> both = Stream.of("f.v4", "f.v5")
                .map(id -> CompletableFuture.supplyAsync(
                        () -> owner().post(CONTROL, JSON, promote(id, ", \"expected_default\": \"" + before + "\""))))
                .toList();
        assertThat(both.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                .containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void aVersionOfAnotherFamilyIsNotMoved() {
        String body = promote("f.v6", "").replace("\"f\"", "\"g\"");
        problem(owner().post(CONTROL, JSON, body), 404, "'g' has no version 'f.v6'");
        problem(owner().post(CONTROL, JSON, promote("f.v99", "")), 404, "f.v99");
    }

    @Test
    void aFamilyMayBeNamedAsAPathIs() {
        for (String id : List.of("guide", "guidelines", "page")) {
            SERVER.run("CALL metapolicy.create({id: $id, participants: ['q']}, 'test')", Map.of("id", id));
            assertThat(ok(owner().get("/meta_policy/" + id + "/status"))
                            .get("meta_policy_id")
                            .getAsString())
                    .isEqualTo(id);
            assertThat(new HttpUser(SERVER.server(), null)
                            .get("/meta_policy/" + id + "/status")
                            .statusCode())
                    .as(id)
                    .isEqualTo(401);
        }
    }

    @Test
    void anOutsiderReadsWhatTheyMayReadOverBolt() {
        for (String path :
                List.of("f/status", "f/versions", "f/episodes", "f/audit", "active?participant_id=p&task=triage")) {
            ok(outsider().get("/meta_policy/" + path));
        }
        for (String path : List.of("metrics", "openapi.json", "f/trust", "f/trust/data")) {
            assertThat(outsider().get("/meta_policy/" + path).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    private static List<String> pages(String path, String list, String id, int limit) {
        List<String> ids = new ArrayList<>();
        String after = "";
        JsonElement next;
        do {
            JsonObject page = ok(owner().get(path + "?limit=" + limit + after));
            assertThat(page.getAsJsonArray(list).size()).isLessThanOrEqualTo(limit);
            page.getAsJsonArray(list)
                    .forEach(row -> ids.add(row.getAsJsonObject().get(id).getAsString()));
            assertThat(ids).as("a page never begins again").doesNotHaveDuplicates();
            next = page.get("next");
            after = "&after=" + (next.isJsonNull() ? "" : next.getAsString());
        } while (!next.isJsonNull());
        return ids;
    }

    private static HttpUser owner() {
        return new HttpUser(SERVER.server(), LocalServer.USER);
    }

    private static HttpUser outsider() {
        return new HttpUser(SERVER.server(), "outsider");
    }
}
