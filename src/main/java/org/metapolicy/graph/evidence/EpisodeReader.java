package org.metapolicy.graph.evidence;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.WrittenEpisode;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.NumberArrays;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.decisions.AdjustmentKeys;
import org.metapolicy.graph.decisions.RecentDecisions;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.OutcomeFigures;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reads episodes and outcomes as any program may have written them. */
final class EpisodeReader {
    private final Potencies potencies;
    private final SessionNames names;
    private final ParticipantNames participants;
    private final boolean sessions;
    private final RecentDecisions decisions;
    private final Map<Node, String> versionIds = new HashMap<>();

    /** For counting: the path to the session costs two hops, so it is walked only where sessions are what is watched. */
    EpisodeReader(Transaction tx, Settings settings) {
        this(tx, settings, settings.choice(Setting.GUARDRAIL_UNIT).equals("SESSION"));
    }

    private EpisodeReader(Transaction tx, Settings settings, boolean sessions) {
        this.names = new SessionNames(tx);
        this.participants = new ParticipantNames(tx);
        this.potencies = new Potencies(tx, settings.number(Setting.POTENCY_HIGH));
        this.sessions = sessions;
        this.decisions = new RecentDecisions(tx);
    }

    /** For a recount: its settings change on the way, so that sessions may be watched where they are not now. */
    static EpisodeReader withSessions(Transaction tx, Settings settings) {
        return new EpisodeReader(tx, settings, true);
    }

    WrittenEpisode episode(Node episode, Node version) {
        Map<String, Object> properties = episode.getAllProperties();
        return episode(episode, properties, version, properties.get(Schema.Episode.HUMAN_OVERRIDE));
    }

    /** @param override whether it was overridden, where that is not what stands there now */
    WrittenEpisode episode(Node episode, Node version, Object override) {
        return episode(episode, episode.getAllProperties(), version, override);
    }

    /** @param properties all that stands on the episode, by key */
    WrittenEpisode episode(Node episode, Map<String, Object> properties, Node version, Object override) {
        return new WrittenEpisode(
                properties.getOrDefault(Schema.ID, "").toString(),
                versionIds.computeIfAbsent(version, one -> (String) one.getProperty(Schema.ID)),
                agreeingSuggestion(episode, properties, version),
                override,
                Instants.of(properties.get(Schema.Episode.TIMESTAMP)),
                text(properties.get(Schema.Episode.CONTEXT_CLUSTER)),
                context(properties.get(Schema.Episode.CONTEXT)),
                text(properties.get(Schema.Episode.CONTEXT_HASH)),
                potencies.touchedHigh(properties),
                sessions ? names.of(episode, properties) : Optional.empty(),
                participants.of(episode, properties),
                () -> decisions.read(properties.get(AdjustmentKeys.ADJUSTMENT_ID)));
    }

    private static List<Double> context(Object value) {
        return value == null
                ? List.of()
                : Arrays.stream(NumberArrays.read(value)).boxed().toList();
    }

    /** In shadow the suggestion counts where it would have done what was done (specification, section 4.5). */
    private static Optional<String> agreeingSuggestion(Node episode, Map<String, Object> properties, Node version) {
        // What the version decided, whatever a person did then.
        Object served = properties.getOrDefault(
                Schema.Episode.OVERRIDDEN_INTERVENTION_ID, properties.get(Schema.Episode.CHOSEN_INTERVENTION_ID));
        if (served == null || !served.equals(properties.get(Schema.Episode.SUGGESTED_INTERVENTION_ID))) {
            return Optional.empty();
        }
        Set<Node> suggested = new HashSet<>(GovernedNodes.starts(episode, Types.SUGGESTED_IN));
        if (suggested.size() > 1) {
            suggested.removeIf(one -> !one.hasLabel(Labels.PolicyVersion));
        }
        return suggested.size() != 1 || suggested.contains(version)
                ? Optional.empty()
                : suggested.stream()
                        .filter(one -> sameFamily(one, version))
                        .findFirst()
                        .map(GovernedNodes::id);
    }

    private static boolean sameFamily(Node one, Node other) {
        Set<Node> families = Set.copyOf(GovernedNodes.starts(one, Types.HAS_VERSION));
        return families.size() == 1
                && families.equals(Set.copyOf(GovernedNodes.starts(other, Types.HAS_VERSION)))
                && one.hasRelationship(Direction.OUTGOING, Types.HAS_EVIDENCE);
    }

    static OutcomeFigures figures(Node outcome) {
        return OutcomeFigures.of(outcome.getAllProperties()::get);
    }

    /** The episodes from which HAS_OUTCOME leads to an outcome; what else it leads from is no evidence. */
    static List<Node> linkedTo(Node outcome) {
        return GovernedNodes.starts(outcome, Types.HAS_OUTCOME, Labels.PolicyEpisode);
    }

    /** The episode of an outcome that was counted, as a recount finds it again. */
    static Optional<Node> episodeOf(Transaction tx, Node outcome) {
        List<Node> linked = linkedTo(outcome);
        Object id = outcome.getProperty(Schema.Outcome.EPISODE_ID, null);
        if (!linked.isEmpty() || id == null) {
            return linked.stream().findFirst();
        }
        try (ResourceIterator<Node> named = tx.findNodes(Labels.PolicyEpisode, Schema.ID, id)) {
            return named.stream().findFirst();
        }
    }

    private static Optional<String> text(Object value) {
        return value instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.ofNullable(value instanceof Number number ? number.toString() : null);
    }
}
