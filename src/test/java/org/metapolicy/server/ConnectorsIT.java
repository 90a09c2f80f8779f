package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.MarkdownPage;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;

/**
 * What docs/scale.md gives the Neo4j connectors for Kafka and Spark to run: with the page's own messages, in the wrong order
 * and twice, it leaves evidence that counts once.
 *
 * <p>The connectors are not here. How they wrap a statement is from their sources and manuals: CypherHandler.kt of
 * neo4j/neo4j-kafka-connector; "Write with a Cypher query" of the Spark connector's manual.
 */
class ConnectorsIT {
    private static final UnaryOperator<String> KAFKA = statement -> "UNWIND $events AS message"
            + " WITH message.value AS event, message.header AS __header, message.key AS __key, message.value AS __value"
            + " CALL {WITH * " + statement + "}";
    private static final UnaryOperator<String> SPARK = statement -> "UNWIND $events AS event\n" + statement;

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    private final List<String> json =
            MarkdownPage.read(RealServer.basedir().resolve("docs/scale.md")).blocks("json");
    private final Map<?, ?> messages = new Gson().fromJson(json.get(0), Map.class);
    private final JsonObject sink =
            new Gson().fromJson(json.get(1), JsonObject.class).getAsJsonObject("config");

    @BeforeEach
    void aFamily() {
        SERVER.wipe();
        SERVER.run("CALL metapolicy.grantApprover('neo4j', 'test')");
        SERVER.run("CALL metapolicy.create({id: 'focus'}, 'test')");
        SERVER.run(
                "CALL metapolicy.registerVersion('focus', {id: 'focus.baseline', policy_id: 'focus-rules'}, 'test')");
    }

    @Test
    void everyTopicHasItsStatement() {
        assertThat(sink.get("topics").getAsString().split(","))
                .allMatch(topic -> sink.has("neo4j.cypher.topic." + topic))
                .containsExactlyInAnyOrderElementsOf(
                        messages.keySet().stream().map(Object::toString).toList());
    }

    @Test
    void theKafkaSinkLeavesEvidenceThatCountsOnce() {
        arriveInDisorder(topic -> Map.of("value", messages.get(topic), "key", "shop-1", "header", Map.of()), KAFKA);
    }

    @Test
    void theSparkQueryLeavesEvidenceThatCountsOnce() {
        arriveInDisorder(messages::get, SPARK);
    }

    private void arriveInDisorder(Function<String, Object> event, UnaryOperator<String> wrap) {
        send("outcomes", event, wrap);
        assertThat(refresh().get(0).get("newOutcomes").asLong()).isZero();
        send("decisions", event, wrap);
        send("outcomes", event, wrap);
        send("decisions", event, wrap);
        assertThat(keys("PolicyEpisode"))
                .isEqualTo(Set.of(
                        "id",
                        "policy_id",
                        "trial_id",
                        "timestamp",
                        "context_hash",
                        "rv_segment_ids",
                        "collective_segment_ids",
                        "chosen_intervention_id",
                        "parameters",
                        "human_override"));
        assertThat(keys("PolicyOutcome"))
                .contains("id", "episode_id", "reward", "delta_coherence", "delta_accuracy", "delta_rt", "notes");
        assertThat(refresh().get(0).get("newOutcomes").asLong()).isOne();
        Record figures = SERVER.run("CALL metapolicy.computePCI('focus.baseline') YIELD nTotal, raw RETURN nTotal, raw")
                .get(0);
        assertThat(figures.get("nTotal").asLong()).isOne();
        assertThat(figures.get("raw").get("coherence").asDouble()).isEqualTo(0.1);
        assertThat(SERVER.run(
                        "MATCH (:PolicyVersion)-[r:EVALUATED_IN]->(:PolicyEpisode)-[s:HAS_OUTCOME]->() RETURN r, s"))
                .hasSize(1);
        send("decisions", event, wrap);
        send("outcomes", event, wrap);
        assertThat(refresh().get(0).get("newOutcomes").asLong()).isZero();
    }

    private void send(String topic, Function<String, Object> event, UnaryOperator<String> wrap) {
        String statement = sink.get("neo4j.cypher.topic." + topic).getAsString();
        SERVER.run(wrap.apply(statement), Map.of("events", List.of(event.apply(topic))));
    }

    private static List<Record> refresh() {
        return SERVER.run("CALL metapolicy.refreshTrust('focus')");
    }

    private static Set<String> keys(String label) {
        return Set.copyOf(SERVER.run("MATCH (n:" + label + ") RETURN keys(n) AS keys")
                .get(0)
                .get("keys")
                .asList(value -> value.asString()));
    }
}
