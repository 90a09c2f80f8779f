package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.testing.HttpAnswers.CONTROL;
import static org.metapolicy.testing.HttpAnswers.JSON;
import static org.metapolicy.testing.HttpAnswers.control;
import static org.metapolicy.testing.HttpAnswers.ok;
import static org.metapolicy.testing.HttpAnswers.problem;
import static org.metapolicy.testing.HttpAnswers.promote;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.RealServer;

/** What the HTTP interface refuses, and how. */
class HttpRefusalsIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void aFamily() {
        SERVER.run("CALL metapolicy.grantApprover($user, 'answers for the tests')", Map.of("user", LocalServer.USER));
        SERVER.run(
                "CREATE USER newcomer IF NOT EXISTS SET PASSWORD $password CHANGE REQUIRED",
                Map.of("password", RealServer.PASSWORD));
        SERVER.run("CREATE (:Participant {id: 'p'})");
        SERVER.run("CALL metapolicy.create({id: 'f', participants: ['p']}, 'test')");
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'f.v6'}, 'test')");
    }

    @Test
    void wrongBodiesAreRefusedAndSayWhatWouldBeRight() {
        Map<String, String> wrong = Map.of(
                "",
                "empty",
                "{",
                "no JSON object",
                "[]",
                "no JSON object",
                "{\"a\":".repeat(5000),
                "no JSON object",
                promote("f.v6", ", \"colour\": 1"),
                "colour",
                promote("f.v6", "").replace("PROMOTE", "EXPLODE"),
                "PROMOTE, ROLLBACK, PAUSE, RESUME, SET_FALLBACK or DEPRECATE",
                promote("f.v6", "").replace("\"f.v6\"", "7"),
                "version_id is 7: it must be a text",
                promote("f.v6", "").replace("\"override\": true", "\"override\": \"yes\""),
                "override",
                control("f.v6", "PAUSE", ", \"override\": true"),
                "PAUSE takes evidence and no other option",
                "{\"meta_policy_id\": \"f\", \"version_id\": \"f.v6\", \"action\": \"PAUSE\"}",
                "reason");
        wrong.forEach((body, expected) -> problem(owner().post(CONTROL, JSON, body), 400, expected));
        problem(owner().post(CONTROL, JSON, " ".repeat(65 * 1024)), 413, "65536");
        problem(
                owner().post(
                                CONTROL,
                                JSON,
                                control("f.v6", "PAUSE", ", \"evidence\": {\"n\": 1000000000000000000001}")),
                400,
                "the body has the whole number 1000000000000000000001");
        for (String type : List.of("text/plain", "*/*", "application/*")) {
            problem(owner().post(CONTROL, type, promote("f.v6", "")), 415, "application/json");
        }
        problem(owner().post(CONTROL, "application/x-www-form-urlencoded", "a=b"), 415, "application/json");
        assertThat(statusOf("f.v6")).isEqualTo("CANDIDATE");
    }

    @Test
    void pagesOfAnotherOriginMoveNothing() {
        String own = SERVER.server().browserUri().getAuthority();
        problem(owner().send(controlling(null)), 415, "Content-Type");
        for (String site : List.of("cross-site", "same-site")) {
            problem(owner().send(controlling(JSON).header("Sec-Fetch-Site", site)), 403, site);
        }
        for (String origin : List.of("http://elsewhere.example", "null", "http://localhost:1", "a b")) {
            problem(owner().send(controlling(JSON).header("Origin", origin)), 403, "Origin is " + origin);
        }
        problem(
                owner().send(controlling(JSON)
                        .header("Sec-Fetch-Site", "same-site")
                        .header("Origin", "http://" + own)),
                403,
                "same-site");
        assertThat(statusOf("f.v6")).isEqualTo("CANDIDATE");
        problem(
                owner().send(controlling(JSON)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Origin", "http://" + own)),
                404,
                "f.absent");
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        byte[] latin1 = promote("f.v6", "").replace("override", "\u00fcber").getBytes(StandardCharsets.ISO_8859_1);
        problem(
                owner().send(owner().request(CONTROL)
                        .header("Content-Type", JSON)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(latin1))),
                400,
                "not UTF-8");
    }

    private static HttpRequest.Builder controlling(String contentType) {
        HttpRequest.Builder request =
                owner().request(CONTROL).POST(HttpRequest.BodyPublishers.ofString(promote("f.absent", "")));
        return contentType == null ? request : request.header("Content-Type", contentType);
    }

    @Test
    void wrongIdsNeverReachAQuery() {
        for (String id :
                List.of("f'", "f%22", "%7B%7D", "f%27%7D)%20DETACH%20DELETE%20n%20//", "%00", "x".repeat(129))) {
            for (String what : List.of("status", "versions", "episodes", "audit", "lineage", "trust/data")) {
                assertThat(owner().get("/meta_policy/" + id + "/" + what).statusCode())
                        .as(id + "/" + what)
                        .isEqualTo(400);
            }
            assertThat(owner().get("/meta_policy/active?participant_id=" + id).statusCode())
                    .as(id)
                    .isIn(400, 404);
        }
        assertThat(owner().get("/meta_policy/a%2Fb/status").statusCode()).isIn(400, 404);
        problem(owner().post(CONTROL, JSON, promote("f.v6' OR 1=1", "")), 400, "not an id");
        assertThat(ok(owner().get("/meta_policy/f/versions")).getAsJsonArray("versions"))
                .isNotEmpty();
    }

    @Test
    void wrongParametersAreRefused() {
        problem(owner().get("/meta_policy/f/versions?limt=3"), 400, "limt");
        problem(owner().get("/meta_policy/f/versions?limit=3&limit=4"), 400, "more than once");
        for (String limit : List.of("0", "1001", "ten", "99999999999999999999")) {
            problem(owner().get("/meta_policy/f/episodes?limit=" + limit), 400, "1 to 1000");
            problem(owner().get("/meta_policy/f/audit?limit=" + limit), 400, "1 to 1000");
        }
        problem(owner().get("/meta_policy/f/audit?from=yesterday"), 400, "ISO 8601");
        problem(owner().get("/meta_policy/f/audit?version_id=absent"), 404, "there is no version 'absent'");
        String notAnId = "version_id 'a b' is not an id";
        for (String about : List.of("audit", "moves", "evaluation", "compare")) {
            String query = about + "?version_id=a%20b" + (about.equals("compare") ? "&against_id=f.v6" : "");
            problem(owner().get("/meta_policy/f/" + query), 400, notAnId);
        }
        problem(owner().get("/meta_policy/f/episodes?after=nothing"), 404, "nothing");
        problem(owner().get("/meta_policy/f/versions?after=nothing"), 404, "nothing");
        problem(owner().get("/meta_policy/f/versions?database=nowhere"), 404, "nowhere");
    }

    @Test
    void whatIsNotThereIsAProblem() {
        problem(owner().get("/meta_policy/nobody/status"), 404, "'nobody'");
        problem(owner().get("/meta_policy/nobody/versions"), 404, "'nobody'");
        problem(owner().get("/meta_policy/nobody/episodes"), 404, "'nobody'");
        problem(owner().get("/meta_policy/nobody/audit"), 404, "'nobody'");
        problem(owner().get("/meta_policy/f/no/such/path"), 404, "openapi.json");
        problem(owner().get(CONTROL), 405, "Allow");
        assertThat(owner().get(CONTROL).headers().firstValue("Allow").orElse(""))
                .contains("POST");
        problem(owner().post("/meta_policy/f/status", JSON, "{}"), 405, "Allow");
    }

    @Test
    void nobodyIsAskedToLogInAndLearnsNothing() {
        HttpUser nobody = new HttpUser(SERVER.server(), null);
        for (String path : List.of(
                "f/status",
                "f/versions",
                "f/episodes",
                "f/audit",
                "f/trust",
                "f/trust/data",
                "active",
                "nobody/status")) {
            HttpResponse<String> answer = nobody.get("/meta_policy/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(answer.body()).contains("Neo.ClientError.Security.Unauthorized");
        }
        assertThat(nobody.post(CONTROL, JSON, control("f.v6", "PAUSE", "")).statusCode())
                .isEqualTo(401);
        assertThat(statusOf("f.v6")).isEqualTo("CANDIDATE");
    }

    @Test
    void whoMustChangeTheirPasswordIsToldSo() {
        HttpResponse<String> answer = new HttpUser(SERVER.server(), "newcomer").get("/meta_policy/f/status");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.body()).contains("password");
    }

    @Test
    void everyAnswerIsTypedAndNotKept() {
        HttpRequest.Builder head =
                owner().request("/meta_policy/f/status").method("HEAD", HttpRequest.BodyPublishers.noBody());
        for (HttpResponse<String> answer : List.of(
                owner().get("/meta_policy/f/status"), owner().get("/meta_policy/x/status"), owner().send(head))) {
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    private static String statusOf(String version) {
        return SERVER.run("MATCH (v:PolicyVersion {id: $id}) RETURN v.status AS status", Map.of("id", version))
                .get(0)
                .get("status")
                .asString();
    }

    private static HttpUser owner() {
        return new HttpUser(SERVER.server(), LocalServer.USER);
    }
}
