package org.metapolicy.graph;

import java.util.Arrays;
import java.util.Optional;
import org.metapolicy.evidence.WrittenEpisode;
import org.metapolicy.evidence.WrittenOutcome.Resolution;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.OutcomeFigures;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reads episodes and outcomes as any program may have written them. */
final class EpisodeReader {
    private final Transaction tx;
    private final Potencies potencies;
    private final boolean sessions;

    /** For counting: the path to the session costs two hops, so it is walked only where sessions are what is watched. */
    EpisodeReader(Transaction tx, Settings settings) {
        this(tx, settings, settings.choice(Setting.GUARDRAIL_UNIT).equals("SESSION"));
    }

    private EpisodeReader(Transaction tx, Settings settings, boolean sessions) {
        this.tx = tx;
        this.potencies = new Potencies(tx, settings.number(Setting.POTENCY_HIGH));
        this.sessions = sessions;
    }

    /** For a recount: its settings change on the way, so that sessions may be watched where they are not now. */
    static EpisodeReader withSessions(Transaction tx, Settings settings) {
        return new EpisodeReader(tx, settings, true);
    }

    WrittenEpisode episode(Node episode, Node version) {
        return new WrittenEpisode(
                episode.getProperty(Schema.ID, "").toString(),
                (String) version.getProperty(Schema.ID),
                episode.getProperty(Schema.Episode.HUMAN_OVERRIDE, null),
                Instants.of(episode.getProperty(Schema.Episode.TIMESTAMP, null)),
                text(episode, Schema.Episode.CONTEXT_CLUSTER),
                Arrays.stream(vector(episode.getProperty(Schema.Episode.CONTEXT, null)))
                        .boxed()
                        .toList(),
                text(episode, Schema.Episode.CONTEXT_HASH),
                potencies.touchedHigh(episode),
                sessions ? session(episode) : Optional.empty());
    }

    static OutcomeFigures figures(Node outcome) {
        return new OutcomeFigures(
                outcome.getProperty(Schema.Outcome.REWARD, null),
                outcome.getProperty(Schema.Outcome.DELTA_COHERENCE, null),
                outcome.getProperty(Schema.Outcome.DELTA_ACCURACY, null),
                outcome.getProperty(Schema.Outcome.DELTA_CALIBRATION, null),
                outcome.getProperty(Schema.Outcome.SAFETY_FLAG, null),
                outcome.getProperty(Schema.Outcome.COHERENCE_AFTER, null));
    }

    /** What was counted for the episode, other than through {@code outcome} itself. */
    static Resolution resolution(Node episode, Node outcome) {
        if (!episode.hasLabel(Labels.ResolvedEpisode)) {
            return Resolution.NOTHING;
        }
        if (episode.hasProperty(Schema.Episode.RESOLVED_BY)) {
            return Resolution.OUTCOME;
        }
        for (Relationship link : episode.getRelationships(Direction.OUTGOING, Types.HAS_OUTCOME)) {
            Node other = link.getEndNode();
            if (other.hasLabel(Labels.CountedOutcome) && !other.equals(outcome)) {
                return Resolution.OUTCOME;
            }
        }
        return episode.hasProperty(Schema.Outcome.COUNTED_NUMBER) ? Resolution.OVERRIDE : Resolution.NOTHING;
    }

    private Optional<String> session(Node episode) {
        for (Relationship link : episode.getRelationships(Direction.OUTGOING, Types.FOR_TRIAL)) {
            return sessionOf(link.getEndNode());
        }
        Optional<String> trialId = text(episode, Schema.Episode.TRIAL_ID);
        if (trialId.isEmpty()) {
            return Optional.empty();
        }
        try (ResourceIterator<Node> trials = tx.findNodes(Labels.Trial, Schema.ID, trialId.get())) {
            return trials.hasNext() ? sessionOf(trials.next()) : Optional.empty();
        }
    }

    private static Optional<String> sessionOf(Node trial) {
        for (Relationship link : trial.getRelationships(Direction.INCOMING, Types.HAS_TRIAL)) {
            Node session = link.getStartNode();
            return Optional.of(
                    session.getProperty(Schema.ID, session.getElementId()).toString());
        }
        return Optional.empty();
    }

    private static Optional<String> text(Node node, String key) {
        Object value = node.getProperty(key, null);
        return value instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.ofNullable(value instanceof Number number ? number.toString() : null);
    }

    /** A list of numbers as the database returns it; empty for anything else. */
    static double[] vector(Object value) {
        if (value instanceof double[] doubles) {
            return doubles;
        }
        return value instanceof long[] longs
                ? Arrays.stream(longs).asDoubleStream().toArray()
                : new double[0];
    }
}
