package org.metapolicy.graph.evidence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.evidence.EvidenceWriter;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
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
            requireOwner(episode, versionId);
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
        Set<Node> existing = outcomes(episode, episodeId);
        if (existing.stream().anyMatch(outcome -> id.equals(outcome.getProperty(Schema.ID, null)))) {
            return false;
        }
        if (!existing.isEmpty()) {
            throw new Conflict("episode '" + episodeId + "' has outcome '"
                    + existing.iterator().next().getProperty(Schema.ID, null) + "': an episode has one outcome");
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

    /** Links that stand twice are one link; an id alone says as much as a link. */
    private static void requireOwner(Node episode, String versionId) {
        Set<String> owners = new TreeSet<>();
        GovernedNodes.starts(episode, Types.EVALUATED_IN)
                .forEach(version -> owners.add(String.valueOf(version.getProperty(Schema.ID, null))));
        if (owners.isEmpty()) {
            owners.add(String.valueOf(episode.getProperty(Schema.Episode.POLICY_VERSION_ID, null)));
        }
        Object id = episode.getProperty(Schema.ID);
        if (owners.size() > 1) {
            throw new Conflict("episode '" + id + "' belongs to several versions: '" + String.join("', '", owners)
                    + "'; its EVALUATED_IN must lead from one");
        }
        if (!owners.contains(versionId)) {
            throw new Conflict("episode '" + id + "' belongs to version '"
                    + owners.iterator().next() + "', not to '" + versionId + "'");
        }
    }

    /** Its outcomes, by HAS_OUTCOME or by the episode_id that they name. */
    private Set<Node> outcomes(Node episode, String episodeId) {
        Set<Node> outcomes = new LinkedHashSet<>(GovernedNodes.ends(episode, Types.HAS_OUTCOME));
        try (ResourceIterator<Node> named = tx.findNodes(Labels.PolicyOutcome, Schema.Outcome.EPISODE_ID, episodeId)) {
            named.forEachRemaining(outcomes::add);
        }
        return outcomes;
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

    /**
     * What is known only by its id is linked where it stands in the graph; the id alone says as much where not, and where
     * several nodes share it, as trials that are numbered per participant do, a link to any of them would be a guess.
     */
    private Optional<Node> link(Labels label, Object id) {
        if (id == null) {
            return Optional.empty();
        }
        try (ResourceIterator<Node> named = tx.findNodes(label, Schema.ID, id)) {
            List<Node> nodes = named.stream().limit(2).toList();
            return nodes.size() == 1 ? Optional.of(nodes.get(0)) : Optional.empty();
        }
    }
}
