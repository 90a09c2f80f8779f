package org.metapolicy.graph.evidence;

import java.util.List;
import org.metapolicy.graph.CountingKeys;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;

/** The labels and properties that counting leaves on outcomes and episodes. */
final class Marks {
    static final List<Labels> OF_OUTCOMES =
            List.of(Labels.CountedOutcome, Labels.InvalidOutcome, Labels.WaitingOutcome, Labels.QueuedOutcome);
    static final List<Labels> OF_EPISODES = List.of(Labels.OpenEpisode, Labels.ResolvedEpisode);

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
        return evidence.getProperty(Schema.Outcome.COUNTED_NUMBER, null) instanceof Long number
                && number > 0
                && evidence.getProperty(Schema.Outcome.COUNTED_VERSION_ID, null) instanceof String
                && evidence.getProperty(Schema.Outcome.COUNTED_OVERRIDE, null) instanceof Boolean
                && evidence.getProperty(Schema.Outcome.COUNTED_HIGH_POTENCY, null) instanceof Boolean;
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

    /** Takes away what a recount would read. */
    static void clearNumber(Node evidence) {
        NUMBERED.forEach(evidence::removeProperty);
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
