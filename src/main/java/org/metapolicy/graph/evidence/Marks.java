package org.metapolicy.graph.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metapolicy.evidence.Counted;
import org.metapolicy.evidence.WrittenEpisode;
import org.metapolicy.graph.CountingKeys;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;

/** The labels and properties that counting leaves on outcomes and episodes. */
final class Marks {
    static final List<Labels> OF_OUTCOMES =
            List.of(Labels.CountedOutcome, Labels.InvalidOutcome, Labels.WaitingOutcome, Labels.QueuedOutcome);
    static final List<Labels> OF_EPISODES =
            List.of(Labels.OpenEpisode, Labels.ResolvedEpisode, Labels.UnindexedEpisode);

    private static final List<String> NUMBERED = List.of(
            Schema.Outcome.COUNTED_NUMBER,
            Schema.Outcome.COUNTED_VERSION_ID,
            Schema.Outcome.COUNTED_SHADOW_VERSION_ID,
            Schema.Outcome.COUNTED_CLUSTER,
            Schema.Outcome.COUNTED_HIGH_POTENCY,
            Schema.Outcome.COUNTED_UNIT,
            Schema.Outcome.COUNTED_OVERRIDE,
            CountingKeys.COUNTED_APART);

    private Marks() {}

    /** Whether the node holds all that a recount needs of it, in its types. */
    static boolean isNumbered(Node evidence) {
        return isNumbered(evidence.getProperties(
                Schema.Outcome.COUNTED_NUMBER,
                Schema.Outcome.COUNTED_VERSION_ID,
                Schema.Outcome.COUNTED_OVERRIDE,
                Schema.Outcome.COUNTED_HIGH_POTENCY));
    }

    /** @param properties what stands on the node, by key */
    static boolean isNumbered(Map<String, Object> properties) {
        return properties.get(Schema.Outcome.COUNTED_NUMBER) instanceof Long number
                && number > 0
                && properties.get(Schema.Outcome.COUNTED_VERSION_ID) instanceof String
                && properties.get(Schema.Outcome.COUNTED_OVERRIDE) instanceof Boolean
                && properties.get(Schema.Outcome.COUNTED_HIGH_POTENCY) instanceof Boolean;
    }

    /** The names of a node's labels, in one look. */
    static Set<String> labels(Node node) {
        Set<String> labels = new HashSet<>();
        node.getLabels().forEach(label -> labels.add(label.name()));
        return labels;
    }

    /** Whether there is anything for {@link #clearOthers} to take away. */
    static boolean areOthers(Set<String> labels, Map<String, Object> properties) {
        return labels.contains(Labels.InvalidOutcome.name())
                || labels.contains(Labels.WaitingOutcome.name())
                || labels.contains(Labels.QueuedOutcome.name())
                || properties.containsKey(Schema.Outcome.INVALID_REASON)
                || properties.containsKey(Schema.Outcome.WAITING_REASON)
                || properties.containsKey(Schema.Outcome.QUEUED_FOR);
    }

    static long number(Node evidence) {
        return (Long) evidence.getProperty(Schema.Outcome.COUNTED_NUMBER);
    }

    static String versionId(Node evidence) {
        return (String) evidence.getProperty(Schema.Outcome.COUNTED_VERSION_ID);
    }

    /** Whether a mark other than CountedOutcome has the property that goes with it; true where there is no such mark. */
    static boolean areExplained(Node outcome) {
        return (!outcome.hasLabel(Labels.InvalidOutcome) || isText(outcome, Schema.Outcome.INVALID_REASON))
                && (!outcome.hasLabel(Labels.WaitingOutcome) || isText(outcome, Schema.Outcome.WAITING_REASON))
                && (!outcome.hasLabel(Labels.QueuedOutcome) || isText(outcome, Schema.Outcome.QUEUED_FOR));
    }

    /** Takes every mark away but that of being counted. */
    static void clearOthers(Node outcome) {
        remove(outcome, Labels.InvalidOutcome);
        remove(outcome, Labels.WaitingOutcome);
        remove(outcome, Labels.QueuedOutcome);
        outcome.removeProperty(Schema.Outcome.INVALID_REASON);
        outcome.removeProperty(Schema.Outcome.WAITING_REASON);
        outcome.removeProperty(Schema.Outcome.QUEUED_FOR);
    }

    /** The same where there are any, as {@link #areOthers} told. */
    static void clearOthers(Node outcome, boolean any) {
        if (any) {
            clearOthers(outcome);
        }
    }

    /** Leaves on an outcome, or on an episode for its status, what a recount reads. */
    static void count(Node evidence, WrittenEpisode episode, Counted counted) {
        evidence.setProperty(Schema.Outcome.COUNTED_NUMBER, counted.number());
        evidence.setProperty(Schema.Outcome.COUNTED_VERSION_ID, episode.versionId());
        counted.cluster().ifPresent(cluster -> evidence.setProperty(Schema.Outcome.COUNTED_CLUSTER, cluster));
        evidence.setProperty(Schema.Outcome.COUNTED_HIGH_POTENCY, Boolean.TRUE.equals(episode.highPotency()));
        if (episode.unit() != null) {
            evidence.setProperty(Schema.Outcome.COUNTED_UNIT, (long) episode.unit());
        }
        evidence.setProperty(Schema.Outcome.COUNTED_OVERRIDE, Boolean.TRUE.equals(episode.override()));
        evidence.setProperty(CountingKeys.COUNTED_APART, true);
        episode.agreeingSuggestion()
                .ifPresent(suggested -> evidence.setProperty(Schema.Outcome.COUNTED_SHADOW_VERSION_ID, suggested));
    }

    /** Takes away what a recount would read. */
    static void clearNumber(Node evidence) {
        NUMBERED.forEach(evidence::removeProperty);
    }

    /** @param properties what stands on the node, by key */
    static void clearNumber(Node evidence, Map<String, Object> properties) {
        NUMBERED.stream().filter(properties::containsKey).forEach(evidence::removeProperty);
    }

    /**
     * Leaves an episode resolved. What stands for the number of its status and cannot be one goes: an index may not hold it.
     *
     * @param labels the names of the episode's labels
     */
    static void resolve(Node episode, Set<String> labels) {
        for (Labels mark : List.of(Labels.OpenEpisode, Labels.UnindexedEpisode)) {
            if (labels.contains(mark.name())) {
                episode.removeLabel(mark);
            }
        }
        if (!(episode.getProperty(Schema.Outcome.COUNTED_NUMBER, 0L) instanceof Long)) {
            episode.removeProperty(Schema.Outcome.COUNTED_NUMBER);
        }
        episode.addLabel(Labels.ResolvedEpisode);
    }

    static void remove(Node node, Label label) {
        if (node.hasLabel(label)) {
            node.removeLabel(label);
        }
    }

    private static boolean isText(Node node, String key) {
        return node.getProperty(key, null) instanceof String;
    }
}
