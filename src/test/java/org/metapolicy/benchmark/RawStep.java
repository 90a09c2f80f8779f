package org.metapolicy.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/**
 * One Cypher query that writes what a {@code step} wrote, nodes, labels, properties and relationships, for another trial, and decides
 * nothing.
 *
 * @param query of $trial, $adjustment and $episode
 * @param adjustment the properties of the one
 * @param episode the properties of the other
 */
record RawStep(String query, Map<String, Object> adjustment, Map<String, Object> episode) {
    /** @param trialId a trial that a step was made for */
    static RawStep of(GraphDatabaseService database, String trialId) {
        try (Transaction tx = database.beginTx()) {
            Node trial = tx.findNode(Label.label("Trial"), "id", trialId);
            Node adjustment = trial.getSingleRelationship(
                            RelationshipType.withName("HAS_ADJUSTMENT"), org.neo4j.graphdb.Direction.OUTGOING)
                    .getEndNode();
            Node episode = trial.getSingleRelationship(
                            RelationshipType.withName("FOR_TRIAL"), org.neo4j.graphdb.Direction.INCOMING)
                    .getStartNode();
            StringBuilder matches = new StringBuilder("CYPHER 5 MATCH (t:Trial {id: $trial})");
            StringBuilder creates = new StringBuilder(
                    " CREATE (a" + labels(adjustment) + ") SET a = $adjustment CREATE (e" + labels(episode)
                            + ") SET e = $episode CREATE (t)-[:HAS_ADJUSTMENT]->(a) CREATE (e)-[:FOR_TRIAL]->(t)");
            int other = 0;
            for (Node written : new Node[] {adjustment, episode}) {
                String name = written.equals(adjustment) ? "a" : "e";
                for (Relationship link : written.getRelationships()) {
                    Node end = link.getOtherNode(written);
                    if (end.equals(trial)) {
                        continue;
                    }
                    String end1 = "n" + other++;
                    matches.append(" MATCH (" + end1 + labels(end) + " {id: '" + end.getProperty("id") + "'})");
                    boolean out = link.getStartNode().equals(written);
                    creates.append(" CREATE (" + (out ? name : end1) + ")-[:"
                            + link.getType().name() + "]->(" + (out ? end1 : name) + ")");
                }
            }
            return new RawStep(
                    matches + creates.toString() + " RETURN e.id AS episodeId",
                    adjustment.getAllProperties(),
                    episode.getAllProperties());
        }
    }

    /** For one trial, with ids that nothing else has. */
    Map<String, Object> parameters(String trialId) {
        return Map.of("trial", trialId, "adjustment", of(adjustment, trialId), "episode", of(episode, trialId));
    }

    private static Map<String, Object> of(Map<String, Object> properties, String trialId) {
        Map<String, Object> own = new HashMap<>(properties);
        own.replaceAll((key, value) -> key.equals("id") || key.equals("adjustment_id") || key.equals("episode_id")
                ? value + "-" + trialId
                : value);
        return own;
    }

    private static String labels(Node node) {
        return StreamSupport.stream(node.getLabels().spliterator(), false)
                .map(label -> ":`" + label.name() + "`")
                .collect(Collectors.joining());
    }
}
