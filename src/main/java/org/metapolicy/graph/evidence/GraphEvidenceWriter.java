package org.metapolicy.graph.evidence;

import java.util.Map;
import java.util.Optional;
import org.metapolicy.evidence.EvidenceWriter;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** Writes episodes and outcomes with the relationships of docs/properties.md. */
public final class GraphEvidenceWriter implements EvidenceWriter {
    private final Transaction tx;

    public GraphEvidenceWriter(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public boolean episode(String versionId, Map<String, Object> properties) {
        Node version = require(Labels.PolicyVersion, "policy version", versionId);
        Node episode = merge(Labels.PolicyEpisode, properties.get(Schema.ID));
        if (!isNew(episode)) {
            Object owner = owner(episode, Types.EVALUATED_IN)
                    .map(node -> node.getProperty(Schema.ID))
                    .orElseGet(() -> episode.getProperty(Schema.Episode.POLICY_VERSION_ID, null));
            if (!versionId.equals(owner)) {
                throw new Conflict("episode '" + properties.get(Schema.ID) + "' belongs to version '" + owner
                        + "', not to '" + versionId + "'");
            }
            return false;
        }
        properties.forEach(episode::setProperty);
        episode.setProperty(Schema.Episode.POLICY_VERSION_ID, versionId);
        version.createRelationshipTo(episode, Types.EVALUATED_IN);
        Object policyId = version.getProperty(Schema.Version.POLICY_ID, null);
        if (policyId != null) {
            episode.setProperty(Schema.Episode.POLICY_ID, policyId);
        }
        link(Labels.Policy, policyId).ifPresent(policy -> policy.createRelationshipTo(episode, Types.HAS_EPISODE));
        link(Labels.Trial, properties.get(Schema.Episode.TRIAL_ID))
                .ifPresent(trial -> episode.createRelationshipTo(trial, Types.FOR_TRIAL));
        link(Labels.InterventionType, properties.get(Schema.Episode.CHOSEN_INTERVENTION_ID))
                .ifPresent(intervention -> episode.createRelationshipTo(intervention, Types.APPLIED_INTERVENTION));
        return true;
    }

    @Override
    public boolean outcome(String episodeId, Map<String, Object> properties) {
        Node episode = require(Labels.PolicyEpisode, "episode", episodeId);
        // Two outcomes of one episode at once must see each other.
        tx.acquireWriteLock(episode);
        Object id = properties.get(Schema.ID);
        for (Relationship link : episode.getRelationships(Direction.OUTGOING, Types.HAS_OUTCOME)) {
            Object existing = link.getEndNode().getProperty(Schema.ID, null);
            if (id.equals(existing)) {
                return false;
            }
            throw new Conflict(
                    "episode '" + episodeId + "' has outcome '" + existing + "': an episode has one outcome");
        }
        Node outcome = merge(Labels.PolicyOutcome, id);
        if (!isNew(outcome)) {
            throw new Conflict("outcome '" + id + "' stands already, and not as that of episode '" + episodeId + "'");
        }
        properties.forEach(outcome::setProperty);
        outcome.setProperty(Schema.Outcome.EPISODE_ID, episodeId);
        episode.createRelationshipTo(outcome, Types.HAS_OUTCOME);
        return true;
    }

    /** MERGE holds the unique index's lock, so that of two calls at once one finds what the other made. */
    private Node merge(Labels label, Object id) {
        return (Node) tx.execute("CYPHER 5 MERGE (n:" + label.name() + " {id: $id}) RETURN n", Map.of("id", id))
                .next()
                .get("n");
    }

    private static boolean isNew(Node node) {
        return node.getAllProperties().size() == 1 && !node.hasRelationship();
    }

    private Node require(Labels label, String what, String id) {
        Node node = id == null ? null : tx.findNode(label, Schema.ID, id);
        if (node == null) {
            throw new NotFound("there is no " + what + " '" + id + "'");
        }
        return node;
    }

    private static Optional<Node> owner(Node node, Types type) {
        return Optional.ofNullable(node.getSingleRelationship(type, Direction.INCOMING))
                .map(Relationship::getStartNode);
    }

    /** What is known only by its id is linked where it stands in the graph; the id alone says as much where not. */
    private Optional<Node> link(Labels label, Object id) {
        return id == null ? Optional.empty() : Optional.ofNullable(tx.findNode(label, Schema.ID, id));
    }
}
