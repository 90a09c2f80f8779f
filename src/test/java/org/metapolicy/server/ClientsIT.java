package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.neo4j.driver.exceptions.Neo4jException;

/** The same decision from two languages, in read transactions, as a service calls it. */
class ClientsIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void aFamilyThatServesItsFallback() {
        SERVER.run("CALL metapolicy.grantApprover($user, 'answers for the tests')", Map.of("user", LocalServer.USER));
        SERVER.run(
                "CALL metapolicy.create({id: 'clients', name: 'Clients', scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'test')");
        SERVER.run(
                "CALL metapolicy.registerVersion('clients', {id: 'clients.v1', policy_id: 'rules', version_tag: 'v1'}, 'test')");
        SERVER.run("CALL metapolicy.promote('clients.v1', 'test', {override: true})");
        SERVER.run("CALL metapolicy.setFallback('clients.v1', 'test')");
    }

    @Test
    void fromJavaInAReadTransaction() {
        try (Session session = SERVER.driver().session()) {
            Record row = session.executeRead(
                    tx -> tx.run("CALL metapolicy.select('clients', {seed: 7})").single());
            assertThat(row.get("decision").asString()).isEqualTo("FALLBACK");
            assertThat(row.get("versionId").asString()).isEqualTo("clients.v1");
        }
    }

    @Test
    void writingInAReadTransactionIsRefused() {
        try (Session session = SERVER.driver().session()) {
            assertThatThrownBy(() -> session.executeRead(tx -> tx.run("CALL metapolicy.pause('clients.v1', 'not here')")
                            .list()))
                    .isInstanceOf(Neo4jException.class);
        }
    }

    @Test
    void fromJavaScriptInAReadTransaction() throws IOException, InterruptedException {
        NodeScript.Result answered = NodeScript.run(
                "client.mjs",
                List.of(NodeScript.NEO4J_DRIVER),
                List.of(SERVER.server().boltUri().toString(), LocalServer.USER, RealServer.PASSWORD, "clients"));

        assertThat(answered.exitValue()).as(answered.errors()).isZero();
        JsonObject answer = JsonParser.parseString(answered.output()).getAsJsonObject();
        assertThat(answer.getAsJsonObject("decision").get("decision").getAsString())
                .isEqualTo("FALLBACK");
        assertThat(answer.getAsJsonObject("decision").get("versionId").getAsString())
                .isEqualTo("clients.v1");
        assertThat(answer.getAsJsonObject("refusal").get("code").getAsString())
                .isEqualTo("Neo.ClientError.Statement.EntityNotFound");
        assertThat(answer.getAsJsonObject("refusal").get("message").getAsString())
                .contains("nobody");
    }

    @Test
    void theExampleInJavaScriptIsTypedAndRuns() throws IOException, InterruptedException {
        Path folder = NodeScript.folder(
                "example",
                List.of(NodeScript.NEO4J_DRIVER, "typescript@5.9.3", "@types/node@20.19.25"),
                List.of("src/javascript/record_all.mjs", "src/javascript/metapolicy.d.ts"));

        NodeScript.Result ran = NodeScript.node(
                folder,
                "record_all.mjs",
                List.of(SERVER.server().boltUri().toString(), LocalServer.USER, RealServer.PASSWORD, "clients", "20"));
        assertThat(ran.exitValue()).as(ran.errors()).isZero();
        JsonObject answer = JsonParser.parseString(ran.output()).getAsJsonObject();
        assertThat(answer.getAsJsonArray("served")).containsExactly(new JsonPrimitive("clients.v1"));
        assertThat(answer.getAsJsonObject("recorded").get("created").getAsInt()).isEqualTo(40);
        assertThat(answer.getAsJsonObject("again").get("repeated").getAsInt()).isEqualTo(40);
        assertThat(answer.get("counted").getAsInt()).isEqualTo(20);
        assertThat(answer.getAsJsonObject("refusal").get("message").getAsString())
                .contains("outcome.reward is 7");

        assertThat(typesOf(folder, "record_all.mjs").output()).isEmpty();
        String wrong =
                Files.readString(folder.resolve("record_all.mjs")).replace("choice.versionId", "choice.version_id");
        Files.writeString(folder.resolve("wrong.mjs"), wrong);
        assertThat(typesOf(folder, "wrong.mjs").output())
                .contains("Property 'version_id' does not exist on type 'DecisionRow'");
    }

    private static NodeScript.Result typesOf(Path folder, String script) throws IOException, InterruptedException {
        return NodeScript.node(
                folder,
                "node_modules/typescript/bin/tsc",
                List.of(
                        "--noEmit",
                        "--strict",
                        "--checkJs",
                        "--skipLibCheck",
                        "--target",
                        "es2022",
                        "--module",
                        "nodenext",
                        script));
    }
}
