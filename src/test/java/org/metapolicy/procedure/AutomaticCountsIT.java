package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.app.report.FamilyMetrics;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Values;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.wiring.ReportWiring;
import org.neo4j.graphdb.Node;

/** A scrape tells the same of what refreshes did by themselves, whichever version of the plugin wrote the trail. */
class AutomaticCountsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final String CONSTRAINT = "metapolicy_governance_event_id";

    @BeforeEach
    void aFamilyOfWhichARefreshStoppedAVersion() {
        NEO4J.run("CREATE CONSTRAINT " + CONSTRAINT + " IF NOT EXISTS FOR (n:GovernanceEvent) REQUIRE n.id IS UNIQUE");
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        for (String id : List.of("baseline", "v", "w")) {
            NEO4J.run("CALL metapolicy.registerVersion('f', {id: $id}, 'an idea')", Map.of("id", id));
            NEO4J.run("CALL metapolicy.promote($id, 'looks good', {override: true})", Map.of("id", id));
        }
        stopped("w");
        assertThat(told()).isEqualTo(counted()).containsEntry("ROLLED_BACK", 1L);
    }

    @AfterEach
    void asBefore() {
        NEO4J.run("DROP CONSTRAINT " + CONSTRAINT);
    }

    @Test
    void anOldTrailIsToldAsItWasAndGoesOn() {
        Map<String, Long> before = told();
        assertThat(events()).allMatch(event -> event.containsKey(EventKey.AUTOMATIC_COUNTS));
        asAnEarlierVersionWroteIt();
        assertThat(events()).noneMatch(event -> event.containsKey(EventKey.AUTOMATIC_COUNTS));
        assertThat(told()).isEqualTo(before);
        assertThat(problem()).isNull();

        NEO4J.run("CALL metapolicy.annotate('f#1', 'how it began')");
        assertThat(events())
                .filteredOn(event -> event.containsKey(EventKey.AUTOMATIC_COUNTS))
                .hasSize(1);
        assertThat(told()).isEqualTo(before);
        stopped("v");
        assertThat(told()).isEqualTo(counted()).containsEntry("PAUSED", 1L);
        assertThat(problem()).isNull();
    }

    @Test
    void anOlderEventIsNotBelievedForALinkThatWasMoved() {
        Map<String, Long> before = told();
        NEO4J.run("MATCH (f:MetaPolicy {id: 'f'})-[last:LAST_EVENT]->(), (e:GovernanceEvent {id: 'f#1'})"
                + " CREATE (f)-[:LAST_EVENT]->(e) DELETE last");
        assertThat(told()).isEqualTo(before);
        NEO4J.run("MATCH (f:MetaPolicy {id: 'f'}) SET f.events = 1");
        assertThat(told()).isEqualTo(before);
    }

    @Test
    void otherCountsAreFoundThoughTheirHashesHold() {
        rewritten(event -> {
            if (GovernedNodes.text(event, EventKey.ID).equals("f#3")) {
                event.setProperty(EventKey.AUTOMATIC_COUNTS, "{\"PAUSED\":1}");
            }
        });
        assertThat(problem()).isEqualTo("event 3: it notes the AUTOMATIC events {\"PAUSED\":1}, its trail leads to {}");
    }

    private static void stopped(String version) {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: $version}) UNWIND range(1, 120) AS i"
                        + " WITH v, i, $version + i AS id CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: id,"
                        + " policy_version_id: $version, timestamp: datetime(), human_override: false})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + id, episode_id: id,"
                        + " reward: 0.05 * (i % 2) - 0.9, delta_coherence: 0.1, recorded_at: datetime()})",
                Map.of("version", version));
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
    }

    private static void asAnEarlierVersionWroteIt() {
        rewritten(event -> event.removeProperty(EventKey.AUTOMATIC_COUNTS));
    }

    /** Edits each event, the first one first, and gives it the hash that it then has to carry. */
    private static void rewritten(Consumer<Node> edit) {
        NEO4J.inTransaction(tx -> {
            String previous = GovernanceEvent.NO_HASH;
            List<Node> events = GovernedNodes.ends(tx.findNode(Labels.MetaPolicy, "id", "f"), Types.HAS_EVENT).stream()
                    .sorted(Comparator.comparingLong(event -> GovernedNodes.integer(event, EventKey.SEQ)))
                    .toList();
            for (Node event : events) {
                edit.accept(event);
                event.setProperty(EventKey.PREV_HASH, previous);
                previous = GovernanceEvent.hash(Values.ofDomain(event));
                event.setProperty(EventKey.HASH, previous);
            }
        });
    }

    /** What a scrape tells of the actions that happened. */
    private static Map<String, Long> told() {
        Map<String, Long> counts = new TreeMap<>(
                NEO4J
                        .inTransactionAs(SharedNeo4j.OWNER, tx -> ReportWiring.reportMetrics(tx)
                                .run(500))
                        .stream()
                        .findFirst()
                        .map(FamilyMetrics::automaticEvents)
                        .orElseThrow());
        counts.values().removeIf(n -> n == 0);
        return counts;
    }

    /** The same, by Cypher. */
    private static Map<String, Long> counted() {
        Map<String, Long> counts = new TreeMap<>();
        NEO4J.run("MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e {actor_kind: 'AUTOMATIC'})"
                        + " RETURN e.action AS action, count(*) AS n")
                .forEach(row -> counts.put((String) row.get("action"), (Long) row.get("n")));
        return counts;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> events() {
        return NEO4J.run("MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e) RETURN properties(e) AS event").stream()
                .map(row -> (Map<String, Object>) row.get("event"))
                .toList();
    }

    private static String problem() {
        return Optional.ofNullable(NEO4J.run("CALL metapolicy.audit.verify('f', {recount: true})")
                        .get(0)
                        .get("problem"))
                .map(String::valueOf)
                .orElse(null);
    }
}
