package org.metapolicy.graph.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.evidence.WrittenEpisode;
import org.metapolicy.graph.CountingKeys;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** What was counted of an episode: its label alone says nothing, since anybody may put it there or take it away. */
final class Resolutions {
    private final Transaction tx;
    private final CountedNumbers numbers;

    Resolutions(Transaction tx) {
        this.tx = tx;
        this.numbers = new CountedNumbers(tx);
    }

    /**
     * What was read of an episode under its lock: nobody else changes it before the transaction ends, so that its status is
     * judged by what was read for its outcome.
     *
     * @param properties all that stood on it, by key
     * @param labels the names of its labels
     * @param counted the outcomes that were counted for it; one that the same transaction counts joins them
     * @param resolved whether its status had been counted
     */
    record TakenEpisode(
            Attribution.Owned<Node> owned,
            Map<String, Object> properties,
            Set<String> labels,
            List<Node> counted,
            boolean resolved,
            WrittenEpisode written) {
        Node node() {
            return owned.episode();
        }

        boolean has(Labels label) {
            return labels.contains(label.name());
        }

        /** Adds one that was counted for it now; of one to which no link of this very episode leads it tells, to be found. */
        void count(Node outcome) {
            counted.add(outcome);
            if (!isLinkedTo(outcome)) {
                Object id = outcome.getProperty(Schema.ID, "an outcome without an id");
                node().setProperty(Schema.Episode.RESOLVED_BY, id.toString());
            }
        }

        private boolean isLinkedTo(Node outcome) {
            for (Relationship link : outcome.getRelationships(Direction.INCOMING, Types.HAS_OUTCOME)) {
                if (link.getStartNode().equals(node())) {
                    return true;
                }
            }
            return false;
        }

        /** Whether what was read for its outcome holds of its status too. */
        boolean serves() {
            return owned.contradiction().isEmpty() && written.timestamp().isPresent();
        }
    }

    /** Reads a locked episode. */
    TakenEpisode take(Attribution.Owned<Node> owned, EpisodeReader reader) {
        Node episode = owned.episode();
        Map<String, Object> properties = episode.getAllProperties();
        List<Node> counted = counted(episode, properties);
        boolean ofItsOwn = Marks.isNumbered(properties) && ofItsOwn(episode);
        // As counted, once that was.
        Object override = properties.get(ofItsOwn ? Schema.Outcome.COUNTED_OVERRIDE : Schema.Episode.HUMAN_OVERRIDE);
        return new TakenEpisode(
                owned,
                properties,
                Marks.labels(episode),
                counted,
                ofItsOwn || isResolvedBy(counted),
                reader.episode(episode, properties, owned.version(), override));
    }

    /** The outcome that was counted for the episode, other than {@code except}. */
    Optional<Node> outcome(Node episode, Node except) {
        return counted(episode, episode.getProperties(Schema.ID, Schema.Episode.RESOLVED_BY)).stream()
                .filter(other -> !other.equals(except))
                .findFirst();
    }

    /**
     * Whether its status was counted: on its own, or with its outcome, as before the two had clocks of their own.
     */
    boolean isResolved(Node episode) {
        return ofItsOwn(episode)
                || isResolvedBy(counted(episode, episode.getProperties(Schema.ID, Schema.Episode.RESOLVED_BY)));
    }

    /** Whether one of the outcomes that were counted for an episode counted with its status. */
    static boolean isResolvedBy(List<Node> counted) {
        return counted.stream().anyMatch(outcome -> !isApart(outcome));
    }

    /** Whether a number on it is that of its status; an episode that merely has the properties of one may be a copy. */
    boolean ofItsOwn(Node episode) {
        return Marks.isNumbered(episode)
                && (episode.hasLabel(Labels.ResolvedEpisode)
                        ? numbers.isGiven(episode)
                        : numbers.isOwn(episode, Labels.ResolvedEpisode));
    }

    /** Whether what counts of an episode beside its status, or its outcome, counted before this number. */
    boolean isOtherCounted(Node episode, boolean status, long number) {
        return status
                ? counted(episode, episode.getProperties(Schema.ID, Schema.Episode.RESOLVED_BY)).stream()
                        .anyMatch(outcome -> Marks.number(outcome) < number)
                : ofItsOwn(episode) && Marks.number(episode) < number;
    }

    /** Whether it was overridden: as counted, once that was; a readable one or not where it was not. */
    Object override(Node episode) {
        return ofItsOwn(episode)
                ? episode.getProperty(Schema.Outcome.COUNTED_OVERRIDE, null)
                : episode.getProperty(Schema.Episode.HUMAN_OVERRIDE, null);
    }

    static boolean isApart(Node evidence) {
        return Boolean.TRUE.equals(evidence.getProperty(CountingKeys.COUNTED_APART, null));
    }

    /**
     * The outcomes that were counted for an episode: of those linked first, then of those that name it by its id, as far as
     * one did when it was counted.
     *
     * @param properties what stands on the episode, its id and resolved_by at least
     */
    List<Node> counted(Node episode, Map<String, Object> properties) {
        List<Node> counted = new ArrayList<>(1);
        for (Relationship link : episode.getRelationships(Direction.OUTGOING, Types.HAS_OUTCOME)) {
            addCounted(counted, link.getEndNode());
        }
        Object id = properties.get(Schema.ID);
        if (id != null && properties.containsKey(Schema.Episode.RESOLVED_BY)) {
            try (ResourceIterator<Node> named = tx.findNodes(Labels.PolicyOutcome, Schema.Outcome.EPISODE_ID, id)) {
                named.forEachRemaining(outcome -> addCounted(counted, outcome));
            }
        }
        return counted;
    }

    private static void addCounted(List<Node> counted, Node outcome) {
        if (outcome.hasLabel(Labels.CountedOutcome) && Marks.isNumbered(outcome)) {
            counted.add(outcome);
        }
    }
}
