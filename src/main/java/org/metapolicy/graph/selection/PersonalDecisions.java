package org.metapolicy.graph.selection;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.metapolicy.governance.erasure.Redaction;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** What was decided for one person: adjustments, and counts of exploration. */
public final class PersonalDecisions {
    private static final List<String> IDS = List.of(Schema.ID, Schema.Episode.TRIAL_ID, AdjustmentNodes.EPISODE_ID);

    private PersonalDecisions() {}

    /** The adjustments of these trials, and those that these episodes came of. */
    public static Set<Node> adjustments(Transaction tx, Set<Node> trials, List<Node> episodes) {
        Set<Node> found = new HashSet<>();
        trials.forEach(trial -> GovernedNodes.ends(trial, Types.HAS_ADJUSTMENT).stream()
                .filter(node -> node.hasLabel(Labels.NoeticAdjustment))
                .forEach(found::add));
        episodes.forEach(episode -> {
            Node node =
                    Readings.byId(tx, Labels.NoeticAdjustment, Readings.text(episode, AdjustmentNodes.ADJUSTMENT_ID));
            if (node != null) {
                found.add(node);
            }
        });
        return found;
    }

    /** The id of the family in whose name an adjustment or a count of exploration is; null where it names none. */
    public static String familyId(Node node) {
        return GovernedNodes.text(node, AdjustmentNodes.META_POLICY_ID);
    }

    public static List<Node> explorations(Transaction tx, String participantId) {
        try (ResourceIterator<Node> found =
                tx.findNodes(Labels.ExplorationQuota, GraphExplorations.PARTICIPANT_ID, participantId)) {
            return found.stream().toList();
        }
    }

    /** Leaves what was decided, and why, in nobody's name. */
    public static void pseudonymise(Node adjustment, Redaction names) {
        adjustment.getRelationships().forEach(Relationship::delete);
        AdjustmentNodes.OF_NOBODY.forEach(adjustment::removeProperty);
        for (String key : IDS) {
            String id = GovernedNodes.text(adjustment, key);
            if (id != null) {
                adjustment.setProperty(key, names.name(id));
            }
        }
        adjustment.getAllProperties().forEach((key, value) -> {
            if (value instanceof String text && names.meets(text)) {
                adjustment.setProperty(key, names.of(text));
            } else if (value instanceof String[] texts && Arrays.stream(texts).anyMatch(names::meets)) {
                adjustment.setProperty(key, Arrays.stream(texts).map(names::of).toArray(String[]::new));
            }
        });
    }
}
