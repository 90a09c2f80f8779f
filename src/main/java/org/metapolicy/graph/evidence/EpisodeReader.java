package org.metapolicy.graph.evidence;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.metapolicy.evidence.WrittenEpisode;
import org.metapolicy.evidence.WrittenOutcome.Resolution;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Schema;
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
                agreeingSuggestion(episode, version),
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

    /** In shadow the suggestion counts where it would have done what was done (specification, section 4.5). */
    private static Optional<String> agreeingSuggestion(Node episode, Node version) {
        Object served = episode.getProperty(Schema.Episode.CHOSEN_INTERVENTION_ID, null);
        if (served == null || !served.equals(episode.getProperty(Schema.Episode.SUGGESTED_INTERVENTION_ID, null))) {
            return Optional.empty();
        }
        Node suggested = null;
        for (Relationship link : episode.getRelationships(Direction.INCOMING, Types.SUGGESTED_IN)) {
            if (suggested != null) {
                return Optional.empty();
            }
            suggested = link.getStartNode();
        }
        return suggested == null || suggested.equals(version) || !sameFamily(suggested, version)
                ? Optional.empty()
                : Optional.of((String) suggested.getProperty(Schema.ID));
    }

    private static boolean sameFamily(Node one, Node other) {
        List<Node> families = GovernedNodes.starts(one, Types.HAS_VERSION);
        return families.size() == 1
                && families.equals(GovernedNodes.starts(other, Types.HAS_VERSION))
                && one.hasRelationship(Direction.OUTGOING, Types.HAS_EVIDENCE);
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
