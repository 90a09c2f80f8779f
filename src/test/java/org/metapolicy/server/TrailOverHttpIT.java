package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.testing.HttpAnswers.JSON;
import static org.metapolicy.testing.HttpAnswers.ok;
import static org.metapolicy.testing.HttpAnswers.problem;

import com.google.gson.JsonObject;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;

/** What is said about a trail over HTTP: notes on its events, and whether it holds. */
class TrailOverHttpIT {
    private static final String ANNOTATION = "/meta_policy/annotation";

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeEach
    void aFamilyWithAVersion() {
        SERVER.wipe();
        SERVER.run(
                "CREATE USER outsider IF NOT EXISTS SET PASSWORD $password CHANGE NOT REQUIRED",
                Map.of("password", RealServer.PASSWORD));
        SERVER.run("CALL metapolicy.grantApprover($user, 'answers for the tests')", Map.of("user", LocalServer.USER));
        SERVER.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'f.v1'}, 'the first')");
    }

    @Test
    void anybodyWhoMayWriteSaysMoreAboutAnEvent() {
        JsonObject event = ok(outsider()
                .post(
                        ANNOTATION,
                        JSON,
                        "{\"event_id\": \"f#1\", \"note\": \"the minutes\", \"links\": [\"https://example.org/1\"],"
                                + " \"version_id\": \"f.v1\"}"));
        assertThat(event.get("action").getAsString()).isEqualTo("ANNOTATED");
        assertThat(event.get("actor").getAsString()).isEqualTo("outsider");
        assertThat(event.get("version_id").getAsString()).isEqualTo("f.v1");
        assertThat(event.get("evidence").toString()).contains("https://example.org/1");
        problem(outsider().post(ANNOTATION, JSON, "{\"event_id\": \"f#99\", \"note\": \"n\"}"), 404, "f#99");
        problem(outsider().post(ANNOTATION, JSON, "{\"event_id\": \"f#1\"}"), 400, "note is missing");
        problem(
                outsider().post(ANNOTATION, JSON, "{\"event_id\": \"f#1\", \"note\": \"n\", \"link\": \"x\"}"),
                400,
                "link");
        problem(outsider().post(ANNOTATION, "text/plain", "{}"), 415, "application/json");
        problem(
                owner().send(owner().request(ANNOTATION)
                        .header("Content-Type", JSON)
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"event_id\": \"f#1\", \"note\": \"n\"}"))),
                403,
                "cross-site");
    }

    @Test
    void whetherATrailHoldsIsWhatTheProcedureSays() {
        JsonObject holds = ok(outsider().get("/meta_policy/f/verify"));
        assertThat(holds.get("ok").getAsBoolean()).isTrue();
        assertThat(holds.get("events").getAsLong()).isEqualTo(eventsOf("f"));
        assertThat(holds.get("first_bad_seq").isJsonNull()).isTrue();
        SERVER.run("MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e:GovernanceEvent {seq: 2}) SET e.reason = 'edited'");
        JsonObject broken = ok(outsider().get("/meta_policy/f/verify"));
        Record told = SERVER.run("CALL metapolicy.audit.verify('f')").get(0);
        assertThat(broken.get("ok").getAsBoolean()).isFalse();
        assertThat(broken.get("first_bad_seq").getAsLong()).isEqualTo(2);
        assertThat(broken.get("problem").getAsString())
                .isEqualTo(told.get("problem").asString());
        problem(outsider().get("/meta_policy/none/verify"), 404, "none");
        problem(outsider().get("/meta_policy/f/verify?recount=true"), 400, "recount");
    }

    private static long eventsOf(String family) {
        return SERVER.run(
                        "MATCH (:MetaPolicy {id: $id})-[:HAS_EVENT]->(e:GovernanceEvent) RETURN count(e) AS n",
                        Map.of("id", family))
                .get(0)
                .get("n")
                .asLong();
    }

    private static HttpUser owner() {
        return new HttpUser(SERVER.server(), LocalServer.USER);
    }

    private static HttpUser outsider() {
        return new HttpUser(SERVER.server(), "outsider");
    }
}
