package org.metapolicy.graph.evidence;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.governance.erasure.Holdings;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** The episodes and outcomes of one person, locked, with what of them each family counted. */
public final class PersonalEvidence {
    /** By any of these a node is an outcome, though somebody took away another; what else HAS_OUTCOME leads to is the application's. */
    private static final List<Labels> OUTCOMES = List.of(
            Labels.PolicyOutcome,
            Labels.CountedOutcome,
            Labels.InvalidOutcome,
            Labels.WaitingOutcome,
            Labels.QueuedOutcome);

    private final Transaction tx;
    private final CountedNumbers numbers;
    private final Attributions attributions;
    private final Resolutions resolutions;
    private final List<Node> episodes;
    private final Set<Node> outcomes = new LinkedHashSet<>();
    private final Map<String, Holdings.Kept> byFamily = new HashMap<>();
    private final Map<String, Long> leftOut = new HashMap<>();

    /**
     * Locks these, and reads what came of the episodes.
     *
     * @param alone outcomes that are theirs whatever episode they belong to
     */
    public PersonalEvidence(Transaction tx, Collection<Node> episodes, Collection<Node> alone) {
        this.tx = tx;
        this.numbers = new CountedNumbers(tx);
        this.attributions = new Attributions(tx);
        this.resolutions = new Resolutions(tx);
        this.episodes = inOrder(episodes);
        this.episodes.forEach(tx::acquireWriteLock);
        Set<Node> own = Set.copyOf(this.episodes);
        this.episodes.forEach(episode -> outcomesOf(episode).stream()
                .filter(outcome -> own.containsAll(EpisodeReader.linkedTo(outcome)))
                .forEach(outcomes::add));
        outcomes.addAll(alone);
        inOrder(outcomes).forEach(tx::acquireWriteLock);
        outcomes.forEach(this::add);
        this.episodes.forEach(this::addEpisode);
    }

    /** The name under which running states know a session. */
    public static Optional<String> sessionName(Node session) {
        return SessionNames.name(session);
    }

    private static List<Node> inOrder(Collection<Node> nodes) {
        return nodes.stream()
                .distinct()
                .sorted(Comparator.comparing(Node::getElementId))
                .toList();
    }

    private Set<Node> outcomesOf(Node episode) {
        Set<Node> found = new LinkedHashSet<>(GovernedNodes.ends(episode, Types.HAS_OUTCOME));
        found.removeIf(node -> OUTCOMES.stream().noneMatch(node::hasLabel));
        Object id = episode.getProperty(Schema.ID, null);
        if (id != null) {
            try (ResourceIterator<Node> named = tx.findNodes(Labels.PolicyOutcome, Schema.Outcome.EPISODE_ID, id)) {
                named.forEachRemaining(found::add);
            }
        }
        return found;
    }

    private void add(Node outcome) {
        boolean counted = outcome.hasLabel(Labels.CountedOutcome) && numbers.isOwn(outcome, Labels.CountedOutcome);
        Optional<String> family =
                counted ? numbers.family(outcome).map(GovernedNodes::id) : owner(attributions.ofOutcome(outcome));
        family.ifPresent(id -> {
            byFamily.merge(id, new Holdings.Kept(0, 1, counted ? 1 : 0, 0, 0, 0, 0), Holdings.Kept::plus);
            if (outcome.hasLabel(Labels.InvalidOutcome)) {
                leftOut.merge(id, 1L, Long::sum);
            }
        });
    }

    private void addEpisode(Node episode) {
        boolean resolved = episode.hasLabel(Labels.ResolvedEpisode) && resolutions.isResolved(episode);
        numbers.family(episode)
                .map(GovernedNodes::id)
                .or(() -> owner(attributions.ofEpisode(episode)))
                .ifPresent(id ->
                        byFamily.merge(id, new Holdings.Kept(1, 0, 0, resolved ? 1 : 0, 0, 0, 0), Holdings.Kept::plus));
    }

    private static Optional<String> owner(Attribution<Node> attribution) {
        return attribution instanceof Attribution.Owned<Node> owned ? Optional.of(owned.familyId()) : Optional.empty();
    }

    public List<Node> episodes() {
        return episodes;
    }

    public Set<Node> outcomes() {
        return outcomes;
    }

    /** By the family's id. */
    public Map<String, Holdings.Kept> byFamily() {
        return byFamily;
    }

    /** Deletes all of it, and takes those that were left out from what the families say of such. */
    public void delete() {
        leftOut.forEach((family, gone) -> {
            Node evidence = new EvidenceNodes(tx, family).evidence();
            long now = GovernedNodes.integer(evidence, Schema.FamilyCount.INVALID);
            evidence.setProperty(Schema.FamilyCount.INVALID, Math.max(0, now - gone));
        });
        outcomes.forEach(PersonalEvidence::delete);
        episodes.forEach(PersonalEvidence::delete);
    }

    private static void delete(Node node) {
        node.getRelationships().forEach(Relationship::delete);
        node.delete();
    }
}
