package org.metapolicy.graph.evidence;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.evidence.recording.EvidenceWriter;
import org.metapolicy.evidence.recording.OverrideReport;
import org.metapolicy.evidence.recording.Report;
import org.metapolicy.graph.FamilySettings;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.evidence.UniqueNodes.Unique;
import org.metapolicy.graph.evidence.unserved.UnservedOutcomes;
import org.metapolicy.policy.EvidenceSource;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Setting;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Writes episodes and outcomes with the relationships of docs/properties.md. */
public final class GraphEvidenceWriter implements EvidenceWriter {
    private final Transaction tx;
    private final UniqueNodes nodes;
    private final NodesById known;
    private final UnservedOutcomes unserved;
    private final Map<String, Owner> owners = new HashMap<>();
    private final Set<Node> countedHere = new HashSet<>();
    private final EpisodesNamed named = new EpisodesNamed();
    private Latest latest;

    public GraphEvidenceWriter(Transaction tx) {
        this.tx = tx;
        this.nodes = new UniqueNodes(tx);
        this.known = new NodesById(tx);
        this.unserved = new UnservedOutcomes(tx);
    }

    /** @param policyId what the version names as its policy, null where nothing */
    private record Owner(Node version, Object policyId, Optional<Node> policy) {}

    /**
     * The episode that was told last, whose outcome mostly comes next.
     *
     * @param fresh whether this made it, so that no other transaction sees it yet, and gave it no outcome
     */
    private record Latest(String id, Node episode, boolean fresh) {}

    @Override
    public void expect(Collection<String> episodeIds) {
        named.look(tx, episodeIds);
    }

    @Override
    public boolean episode(String versionId, Report report) {
        Owner owner = owners.computeIfAbsent(versionId, this::owner);
        Unique unique = nodes.make(Labels.PolicyEpisode, report.id(), node -> {
            report.each(node::setProperty);
            node.setProperty(Schema.Episode.POLICY_VERSION_ID, versionId);
            if (owner.policyId != null) {
                node.setProperty(Schema.Episode.POLICY_ID, owner.policyId);
            }
        });
        Node episode = unique.node();
        latest = new Latest(report.id(), episode, unique.made());
        if (!unique.made()) {
            requireOwner(episode, versionId);
            report.requireRepeats("episode", key -> told(episode, key));
            return false;
        }
        owner.version.createRelationshipTo(episode, Types.EVALUATED_IN);
        owner.policy.ifPresent(policy -> policy.createRelationshipTo(episode, Types.HAS_EPISODE));
        known.one(Labels.Trial, report.told().get(Schema.Episode.TRIAL_ID))
                .ifPresent(trial -> episode.createRelationshipTo(trial, Types.FOR_TRIAL));
        applied(episode, report.told().get(Schema.Episode.CHOSEN_INTERVENTION_ID));
        return true;
    }

    private Owner owner(String versionId) {
        Node version = known.require(Labels.PolicyVersion, "policy version", versionId);
        requireCountedHere(version);
        Object policyId = version.getProperty(Schema.Version.POLICY_ID, null);
        return new Owner(version, policyId, known.one(Labels.Policy, policyId));
    }

    /** What a family counts elsewhere would stand in the graph for nothing. */
    private void requireCountedHere(Node version) {
        if (countedHere.contains(version)) {
            return;
        }
        GovernedNodes.starts(version, Types.HAS_VERSION).stream()
                .filter(family ->
                        EvidenceSource.EXTERNAL.name().equals(family.getProperty(Setting.EVIDENCE_SOURCE.key(), null)))
                .forEach(family -> EvidenceSource.GRAPH.require(GovernedNodes.id(family), FamilySettings.of(family)));
        countedHere.add(version);
    }

    private Node episode(String id) {
        return latest != null && latest.id.equals(id)
                ? latest.episode
                : known.require(Labels.PolicyEpisode, "episode", id);
    }

    /** What was told of a decision when it was recorded: an override that was told later replaced what was done. */
    private static Object told(Node episode, String key) {
        Object now = episode.getProperty(key, null);
        return key.equals(Schema.Episode.CHOSEN_INTERVENTION_ID)
                ? episode.getProperty(Schema.Episode.OVERRIDDEN_INTERVENTION_ID, now)
                : now;
    }

    @Override
    public boolean outcome(String episodeId, Report report) {
        if (isOfNobody(episodeId)) {
            return unserved.write(episodeId, report);
        }
        Node episode = episode(episodeId);
        if (latest == null || latest.episode != episode) {
            deciders(episode).forEach(this::requireCountedHere);
        }
        Set<Node> existing = outcomes(episode, episodeId);
        for (Node outcome : existing) {
            if (report.id().equals(outcome.getProperty(Schema.ID, null))) {
                report.requireRepeats("outcome", key -> outcome.getProperty(key, null));
                return false;
            }
        }
        if (!existing.isEmpty()) {
            throw new Conflict("episode '" + episodeId + "' has outcome '"
                    + existing.iterator().next().getProperty(Schema.ID, null) + "': an episode has one outcome");
        }
        Unique unique = nodes.make(Labels.PolicyOutcome, report.id(), node -> {
            report.each(node::setProperty);
            node.setProperty(Schema.Outcome.EPISODE_ID, episodeId);
        });
        if (!unique.made()) {
            throw new Conflict(
                    "outcome '" + report.id() + "' stands already, and not as that of episode '" + episodeId + "'");
        }
        episode.createRelationshipTo(unique.node(), Types.HAS_OUTCOME);
        return true;
    }

    @Override
    public boolean override(String episodeId, OverrideReport override) {
        if (isOfNobody(episodeId)) {
            return UnservedOutcomes.refuseOverride(episodeId);
        }
        Node episode = episode(episodeId);
        // A refresh locks it too, before it reads the status.
        hold(episode, episodeId);
        Map<String, Object> changes = override.changes(
                episodeId, key -> episode.getProperty(key, null), () -> new Resolutions(tx).isResolved(episode));
        changes.forEach(episode::setProperty);
        if (changes.containsKey(Schema.Episode.CHOSEN_INTERVENTION_ID)) {
            episode.getRelationships(Direction.OUTGOING, Types.APPLIED_INTERVENTION)
                    .forEach(Relationship::delete);
            applied(episode, changes.get(Schema.Episode.CHOSEN_INTERVENTION_ID));
        }
        return !changes.isEmpty();
    }

    /** What was told last is an episode, and mostly comes next. */
    private boolean isOfNobody(String id) {
        return (latest == null || !latest.id.equals(id)) && unserved.has(id);
    }

    private void hold(Node episode, String id) {
        tx.acquireWriteLock(episode);
        if (!episode.hasLabel(Labels.PolicyEpisode)) {
            // It was erased while this waited.
            throw NodesById.missing("episode", id);
        }
    }

    private void applied(Node episode, Object interventionId) {
        known.one(Labels.InterventionType, interventionId)
                .ifPresent(intervention -> episode.createRelationshipTo(intervention, Types.APPLIED_INTERVENTION));
    }

    /** What else EVALUATED_IN leads from, as an application's own nodes, decided nothing. */
    private static List<Node> deciders(Node episode) {
        return GovernedNodes.starts(episode, Types.EVALUATED_IN, Labels.PolicyVersion);
    }

    /** Links that stand twice are one link; an id alone says as much as a link. */
    private static void requireOwner(Node episode, String versionId) {
        Set<String> owners = new TreeSet<>();
        deciders(episode).forEach(version -> owners.add(String.valueOf(version.getProperty(Schema.ID, null))));
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
        if (latest != null && latest.fresh && latest.id.equals(episodeId)) {
            latest = new Latest(episodeId, episode, false);
            return named.none(episodeId) ? Set.of() : naming(episodeId);
        }
        // Two outcomes of one episode at once must see each other.
        hold(episode, episodeId);
        Set<Node> outcomes = new LinkedHashSet<>(GovernedNodes.ends(episode, Types.HAS_OUTCOME));
        outcomes.removeIf(node -> !node.hasLabel(Labels.PolicyOutcome));
        outcomes.addAll(naming(episodeId));
        return outcomes;
    }

    private Set<Node> naming(String episodeId) {
        Set<Node> outcomes = new LinkedHashSet<>();
        try (ResourceIterator<Node> named = tx.findNodes(Labels.PolicyOutcome, Schema.Outcome.EPISODE_ID, episodeId)) {
            named.forEachRemaining(outcomes::add);
        }
        return outcomes;
    }
}
