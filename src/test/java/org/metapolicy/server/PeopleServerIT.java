package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** Who may do what on a real server with authentication: the same over Bolt, the Query API and APOC's jobs. */
class PeopleServerIT {
    private static final String FORBIDDEN = "Neo.ClientError.Security.Forbidden";

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    /** The owner and the approver approve; the author made the version 'v'; the family has four eyes. */
    @BeforeEach
    void fourUsersAndAFamily() {
        SERVER.wipe();
        List.of("owner", "approver", "author", "outsider").forEach(SERVER::ensureUser);
        bolt("owner", "CALL metapolicy.grantApprover('owner', 'first')");
        bolt("owner", "CALL metapolicy.grantApprover('approver', 'second')");
        bolt("owner", "CALL metapolicy.create({id: 'f', four_eyes: true}, 'a pilot')");
        bolt("owner", "CALL metapolicy.registerVersion('f', {id: 'mine'}, 'by the owner')");
        bolt("author", "CALL metapolicy.registerVersion('f', {id: 'v'}, 'by the author')");
    }

    static Stream<Arguments> rights() {
        return Stream.of(
                Arguments.of("outsider", "CALL metapolicy.promote('v', 'x', {override: true})", false),
                Arguments.of("author", "CALL metapolicy.promote('v', 'x', {override: true})", false),
                Arguments.of("owner", "CALL metapolicy.promote('mine', 'x', {override: true})", false),
                Arguments.of("owner", "CALL metapolicy.promote('v', 'x', {override: true})", true),
                Arguments.of("approver", "CALL metapolicy.promote('mine', 'x', {override: true})", true),
                Arguments.of("outsider", "CALL metapolicy.create({id: 'g', owner: 'owner'}, 'x')", false),
                Arguments.of("outsider", "CALL metapolicy.configure('f', {pci_promote: 0.4}, 'x')", false),
                Arguments.of("outsider", "CALL metapolicy.grantApprover('outsider', 'owner says so')", false),
                Arguments.of(
                        "outsider",
                        "CALL metapolicy.promote('v', 'owner', {override: true, evidence: {actor: 'owner', approver: 'owner'}})",
                        false),
                Arguments.of("outsider", "CALL metapolicy.pause('v', 'x')", true),
                Arguments.of("outsider", "CALL metapolicy.registerVersion('f', {id: 'w'}, 'x')", true));
    }

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @MethodSource("rights")
    void overBolt(String user, String call, boolean may) {
        if (may) {
            assertThat(bolt(user, call))
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("actor").asString()).isEqualTo(user));
        } else {
            assertThatThrownBy(() -> bolt(user, call))
                    .isInstanceOfSatisfying(Neo4jException.class, refused -> assertThat(refused.code())
                            .isEqualTo(FORBIDDEN));
        }
    }

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @MethodSource("rights")
    void overTheQueryApi(String user, String call, boolean may) throws Exception {
        String answer = http(user, call);
        if (may) {
            assertThat(answer).contains("\"" + user + "\"").doesNotContain("\"errors\"");
        } else {
            assertThat(answer).contains(FORBIDDEN);
        }
    }

    @Test
    @Tag("apoc")
    void aJobApprovesAsWhoeverSubmittedIt() throws IOException {
        String submit =
                "CALL apoc.periodic.submit($name, \"CALL metapolicy.promote('v', 'by a job', {override: true})\")";
        bolt("outsider", submit.replace("$name", "'theirs'"));
        awaitEndOf("theirs");
        assertThat(status()).as("after the outsider's job").isEqualTo("CANDIDATE");
        assertThat(logged("Error while executing task theirs")).contains("'outsider' is none");
        bolt("owner", submit.replace("$name", "'ours'"));
        awaitEndOf("ours");
        assertThat(status()).as("after the owner's job").isEqualTo("LIVE");
        assertThat(bolt("owner", "CALL metapolicy.audit('f', {limit: 1}) YIELD actor, action")
                        .get(0)
                        .asMap())
                .isEqualTo(Map.of("actor", "owner", "action", "PROMOTED"));
    }

    /** A job that ended leaves the list of jobs some seconds later. */
    private static void awaitEndOf(String job) {
        Patience.until("the end of the job " + job, () -> SERVER.run("CALL apoc.periodic.list()").stream()
                .noneMatch(row -> row.get("name").asString().equals(job)
                        && !row.get("done").asBoolean()));
    }

    /** What the server's log says after this, once. */
    private static String logged(String what) throws IOException {
        String log = Files.readString(SERVER.server().configuration().home().resolve("logs/neo4j.log"));
        assertThat(log).containsOnlyOnce(what);
        return log.substring(log.indexOf(what)).lines().limit(2).collect(Collectors.joining(" "));
    }

    private static String status() {
        return SERVER.run("MATCH (v:PolicyVersion {id: 'v'}) RETURN v.status AS status")
                .get(0)
                .get("status")
                .asString();
    }

    private static List<Record> bolt(String user, String query) {
        try (Driver driver = SERVER.driver(user);
                var session = driver.session()) {
            return session.run(query).list();
        }
    }

    private static String http(String user, String query) throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + RealServer.PASSWORD).getBytes(StandardCharsets.UTF_8));
        URI uri = SERVER.server().browserUri().resolve("/db/neo4j/query/v2");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"statement\": \"" + query + "\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
