package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.testing.HttpAnswers.CONTROL;
import static org.metapolicy.testing.HttpAnswers.JSON;
import static org.metapolicy.testing.HttpAnswers.control;
import static org.metapolicy.testing.HttpAnswers.ok;
import static org.metapolicy.testing.HttpAnswers.problem;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.ApiDescription;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.NodeScript;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.RealServer;
import org.metapolicy.testing.Verifier;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

/** Proposals, resuming and lineage over HTTP, and who may not ask for them. */
class HttpGovernanceIT {
    private static final String DECIDE = "/meta_policy/proposal_control";

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void aFamilyWithAProposal() {
        SERVER.run("CALL metapolicy.grantApprover($user, 'answers for the tests')", Map.of("user", LocalServer.USER));
        SERVER.run(
                "CREATE USER outsider IF NOT EXISTS SET PASSWORD $password CHANGE NOT REQUIRED",
                Map.of("password", RealServer.PASSWORD));
        SERVER.run("CALL metapolicy.create({id: 'f', pci_critical: 0.01, pci_min: 0.02, select_min: 0.03,"
                + " pci_promote: 0.2}, 'a pilot')");
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'f.v1', policy_id: 'p', hyperparams: {rate: 0.5},"
                + " parameters: {alpha: 0.1, actions: {rest: {A: [[1.0]], b: [0.0]}}}, context_dim: 1}, 'the first')");
        SERVER.run("CALL metapolicy.spawn('f.v1', {id: 'f.v2', actions: ['rest', 'walk']}, 'one more action')");
        SERVER.run("CALL metapolicy.promote('f.v1', 'we must start somewhere', {override: true})");
        SERVER.run(
                "UNWIND range(1, 150) AS i CALL metapolicy.recordEpisode('f.v2', {id: 'e' + i, human_override: false,"
                        + " context_cluster: toString(i % 3)}) YIELD episodeId CALL metapolicy.recordOutcome(episodeId,"
                        + " {reward: 0.9 - 0.1 * (i % 2), delta_coherence: 0.1}) YIELD outcomeId RETURN count(*)");
        SERVER.run("CALL metapolicy.refreshTrust('f')");
    }

    @Test
    void aProposalIsListedAndDecidedByAnApproverAlone() {
        JsonObject proposal = ok(owner().get("/meta_policy/f/proposals"))
                .getAsJsonArray("proposals")
                .get(0)
                .getAsJsonObject();
        assertThat(proposal.get("version_id").getAsString()).isEqualTo("f.v2");
        assertThat(proposal.get("state").getAsString()).isEqualTo("OPEN");
        assertThat(proposal.get("evidence").isJsonObject()).isTrue();
        String id = proposal.get("proposal_id").getAsString();
        JsonObject family = byId(ok(outsider().get("/meta_policy/")), "families", "meta_policy_id")
                .get("f");
        assertThat(family.get("default_version_id").getAsString()).isEqualTo("f.v1");
        assertThat(family.get("open_proposals").getAsLong()).isEqualTo(1);
        assertThat(family.get("problem").isJsonNull()).isTrue();
        assertThat(byId(ok(outsider().get("/meta_policy/proposals")), "proposals", "proposal_id"))
                .containsKey(id);
        problem(outsider().post(DECIDE, JSON, decide(id, "APPROVE")), 403, "outsider");
        problem(owner().post(DECIDE, JSON, decide(id, "EXPLODE")), 400, "APPROVE or REJECT");
        problem(owner().post(DECIDE, JSON, decide("nothing", "REJECT")), 404, "nothing");
        problem(owner().post(DECIDE, "text/plain", decide(id, "REJECT")), 415, "application/json");
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString(decide(id, "APPROVE"));
        problem(owner().send(owner().request(DECIDE).POST(body)), 415, "Content-Type");
        problem(
                owner().send(owner().request(DECIDE)
                        .header("Content-Type", JSON)
                        .header("Sec-Fetch-Site", "same-site")
                        .POST(body)),
                403,
                "same-site");
        assertThat(ok(owner().post(DECIDE, JSON, decide(id, "REJECT")))
                        .get("action")
                        .getAsString())
                .isEqualTo("REJECTED");
        problem(owner().post(DECIDE, JSON, decide(id, "APPROVE")), 409, "REJECTED");
    }

    @Test
    void aReportAndATrailAreFilesThatHoldByThemselves() {
        SERVER.run("CALL metapolicy.annotate('f#1', 'the plots', {links: ['https://example.org/plots/7']})");
        JsonObject report = ok(outsider().get("/meta_policy/f/report?seq=1"));
        assertThat(report.getAsJsonObject("event").get("action").getAsString()).isEqualTo("CREATED");
        assertThat(report.getAsJsonArray("links")).hasSize(1);
        HttpResponse<String> page = outsider().get("/meta_policy/f/report.html?seq=1");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'");
        assertThat(page.headers().firstValue("Content-Disposition")).hasValue("inline; filename=\"f-1.html\"");
        HttpResponse<String> trail = outsider().get("/meta_policy/f/trail?since=2");
        ApiDescription.read().check(page);
        ApiDescription.read().check(trail);
        for (Verifier verifier : Verifier.values()) {
            assertThat(verifier.says(page.body(), ".html")).startsWith("holds: events 1 to ");
            assertThat(verifier.says(trail.body(), ".ndjson")).startsWith("holds: events 3 to ");
        }
        problem(outsider().get("/meta_policy/f/report?seq=999"), 404, "f#999");
        problem(outsider().get("/meta_policy/f/report?seq=x"), 400, "seq");
        problem(outsider().get("/meta_policy/f/trail?since=-1"), 400, "since is -1");
        problem(outsider().get("/meta_policy/none/trail"), 404, "none");
    }

    @Test
    void aPausedVersionIsResumedByAnApproverAlone() {
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'f.r'}, 'to be paused')");
        ok(outsider().post(CONTROL, JSON, control("f.r", "PAUSE", "")));
        problem(outsider().post(CONTROL, JSON, control("f.r", "RESUME", "")), 403, "outsider");
        problem(
                owner().post(CONTROL, JSON, control("f.r", "RESUME", ", \"override\": true")),
                400,
                "RESUME takes evidence and no other option");
        assertThat(ok(owner().post(CONTROL, JSON, control("f.r", "RESUME", "")))
                        .get("to_status")
                        .getAsString())
                .isEqualTo("CANDIDATE");
    }

    @Test
    void versionsAndTheirTreeSayWhatTheyAreMadeOf() {
        SERVER.run(
                "MATCH (m:MetaPolicy {id: 'f'}) CREATE (m)-[:HAS_VERSION]->(:PolicyVersion {id: 7, status: 'LIVE'})");
        Map<String, JsonObject> versions = byId(ok(owner().get("/meta_policy/f/versions")), "versions");
        assertThat(versions.get("f.v1").get("policy_id").getAsString()).isEqualTo("p");
        assertThat(versions.get("f.v1").get("hyperparams")).hasToString("{\"rate\":0.5}");
        assertThat(versions.get("f.v2").get("reasoning").getAsString()).isEqualTo("one more action");
        assertThat(versions).containsKey("7");
        JsonObject child =
                byId(ok(owner().get("/meta_policy/f/lineage")), "lineage").get("f.v2");
        assertThat(child.get("depth").getAsInt()).isEqualTo(1);
        assertThat(child.getAsJsonObject("changes").get("actions"))
                .hasToString("{\"from\":[\"rest\"],\"to\":[\"rest\",\"walk\"]}");
        assertThat(SERVER.run("CALL metapolicy.defaultAt('f', datetime()) YIELD actorKind")
                        .get(0)
                        .get("actorKind")
                        .asString())
                .isEqualTo("HUMAN");
        ok(owner().get("/meta_policy/f/status"));
        SERVER.run("MATCH (v:PolicyVersion {id: 7}) DETACH DELETE v");
    }

    @Test
    void whatSomebodyEndedIsForTheClientToRepeat() {
        SERVER.run("CALL metapolicy.create({id: 'held'}, 'its lock is held')");
        SERVER.run("CALL metapolicy.registerVersion('held', {id: 'held.v'}, 'to be paused')");
        String pause = control("held.v", "PAUSE", "").replace("\"f\"", "\"held\"");
        try (Session session = SERVER.driver().session();
                Transaction holder = session.beginTransaction()) {
            holder.run("CALL metapolicy.configure('held', {patience: 3}, 'never committed')")
                    .consume();
            CompletableFuture<HttpResponse<String>> waiting =
                    CompletableFuture.supplyAsync(() -> outsider().post(CONTROL, JSON, pause));
            Patience.until("a request waits", () -> !SERVER.run(
                            "SHOW TRANSACTIONS YIELD username, transactionId WHERE username = 'outsider'"
                                    + " RETURN transactionId")
                    .isEmpty());
            SERVER.run(
                            "SHOW TRANSACTIONS YIELD username, transactionId WHERE username = 'outsider' RETURN transactionId")
                    .forEach(row -> SERVER.run(
                            "TERMINATE TRANSACTION '" + row.get("transactionId").asString() + "'"));
            HttpResponse<String> answer = waiting.join();
            problem(answer, 503, "nothing was written");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            holder.rollback();
        }
    }

    @Test
    void theGuideNamesNoHostThatARequestMadeUp() {
        HttpUser nobody = new HttpUser(SERVER.server(), null);
        HttpResponse<String> guide = nobody.send(nobody.request("/meta_policy/guide/trust.html")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .GET());
        assertThat(guide.statusCode()).as(guide.body()).isEqualTo(200);
        assertThat(guide.body())
                .doesNotContain("evil.example")
                .contains(SERVER.server()
                        .browserUri()
                        .resolve("/meta_policy/guide/metapolicy.grass")
                        .toString());
    }

    @Test
    void aPageOfAnotherPortMovesNothingThoughTheBrowserIsLoggedIn() throws IOException, InterruptedException {
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'f.x'}, 'to be left alone')");
        NodeScript.Result seen = NodeScript.inChromium(
                "cross-origin.mjs",
                List.of(
                        SERVER.server().browserUri().resolve("/meta_policy/").toString(),
                        LocalServer.USER,
                        RealServer.PASSWORD,
                        "f",
                        control("f.x", "PAUSE", "")));
        assertThat(seen.exitValue()).as(seen.output() + seen.errors()).isZero();
        assertThat(SERVER.run("MATCH (v:PolicyVersion {id: 'f.x'}) RETURN v.status AS status")
                        .get(0)
                        .get("status")
                        .asString())
                .isEqualTo("CANDIDATE");
    }

    private static Map<String, JsonObject> byId(JsonObject page, String list) {
        return byId(page, list, "version_id");
    }

    private static Map<String, JsonObject> byId(JsonObject page, String list, String id) {
        return page.getAsJsonArray(list).asList().stream()
                .map(row -> row.getAsJsonObject())
                .collect(Collectors.toMap(row -> row.get(id).getAsString(), row -> row));
    }

    private static String decide(String proposal, String action) {
        return "{\"proposal_id\": \"" + proposal + "\", \"action\": \"" + action + "\", \"reason\": \"a test\"}";
    }

    private static HttpUser owner() {
        return new HttpUser(SERVER.server(), LocalServer.USER);
    }

    private static HttpUser outsider() {
        return new HttpUser(SERVER.server(), "outsider");
    }
}
