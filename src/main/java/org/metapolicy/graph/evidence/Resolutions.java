package org.metapolicy.graph.evidence;

import org.metapolicy.evidence.WrittenOutcome.Resolution;
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

    /** What was counted for the episode, other than through {@code outcome} itself. */
    Resolution of(Node episode, Node outcome) {
        for (Node other : GovernedNodes.ends(episode, Types.HAS_OUTCOME)) {
            if (!other.equals(outcome) && other.hasLabel(Labels.CountedOutcome) && Marks.isNumbered(other)) {
                return Resolution.OUTCOME;
            }
        }
        if (byUnlinked(episode, outcome)) {
            return Resolution.OUTCOME;
        }
        return alone(episode) ? Resolution.OVERRIDE : Resolution.NOTHING;
    }

    boolean isResolved(Node episode) {
        return of(episode, null) != Resolution.NOTHING;
    }

    /** By an outcome that named the episode by its id, as far as that one is still counted. */
    private boolean byUnlinked(Node episode, Node outcome) {
        Object id = episode.getProperty(Schema.ID, null);
        if (id == null || !episode.hasProperty(Schema.Episode.RESOLVED_BY)) {
            return false;
        }
        try (ResourceIterator<Node> named = tx.findNodes(Labels.PolicyOutcome, Schema.Outcome.EPISODE_ID, id)) {
            return named.stream()
                    .anyMatch(other ->
                            !other.equals(outcome) && other.hasLabel(Labels.CountedOutcome) && Marks.isNumbered(other));
        }
    }

    /** As an override without an outcome; an episode that merely has the properties of one may be a copy. */
    private boolean alone(Node episode) {
        return episode.hasLabel(Labels.ResolvedEpisode)
                ? numbers.isGiven(episode)
                : Marks.isNumbered(episode) && numbers.isOwn(episode, Labels.ResolvedEpisode);
    }
}
