package org.metapolicy.graph.evidence;

import java.util.Optional;
import java.util.function.Predicate;
import org.metapolicy.graph.CountingKeys;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Node;
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

    /** The outcome that was counted for the episode, other than {@code except}. */
    Optional<Node> outcome(Node episode, Node except) {
        return find(
                episode,
                other -> !other.equals(except) && other.hasLabel(Labels.CountedOutcome) && Marks.isNumbered(other));
    }

    /**
     * Whether its status was counted: on its own, or with its outcome, as before the two had clocks of their own.
     */
    boolean isResolved(Node episode) {
        return ofItsOwn(episode)
                || find(
                                episode,
                                outcome -> outcome.hasLabel(Labels.CountedOutcome)
                                        && Marks.isNumbered(outcome)
                                        && !isApart(outcome))
                        .isPresent();
    }

    /** Whether a number on it is that of its status; an episode that merely has the properties of one may be a copy. */
    boolean ofItsOwn(Node episode) {
        return episode.hasLabel(Labels.ResolvedEpisode)
                ? numbers.isGiven(episode)
                : Marks.isNumbered(episode) && numbers.isOwn(episode, Labels.ResolvedEpisode);
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

    /** Among those linked, and those that name the episode by its id, as far as one did when it was counted. */
    private Optional<Node> find(Node episode, Predicate<Node> condition) {
        for (Node linked : GovernedNodes.ends(episode, Types.HAS_OUTCOME)) {
            if (condition.test(linked)) {
                return Optional.of(linked);
            }
        }
        Object id = episode.getProperty(Schema.ID, null);
        if (id == null || !episode.hasProperty(Schema.Episode.RESOLVED_BY)) {
            return Optional.empty();
        }
        try (ResourceIterator<Node> named = tx.findNodes(Labels.PolicyOutcome, Schema.Outcome.EPISODE_ID, id)) {
            return named.stream().filter(condition).findFirst();
        }
    }
}
