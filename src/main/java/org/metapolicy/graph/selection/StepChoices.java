package org.metapolicy.graph.selection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.decisions.MadeDecisions;
import org.metapolicy.selection.Regime;
import org.metapolicy.selection.choice.VersionChoices;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * What a step kept with an episode of what its versions would have done.
 *
 * @param interventions by version; empty where no step made the episode, or it kept nothing
 * @param propensity of the intervention, as it was written; null where nothing is written, or where it is only of the
 *     version, which others may have had the intervention in common with
 * @param chances by intervention, how likely each was; empty where the propensity of the intervention is not written
 */
public record StepChoices(Map<String, String> interventions, Object propensity, SortedMap<String, Double> chances) {
    /** What stands with a decision in which nobody acted; where nobody might, every version would have done the same. */
    public static StepChoices ofNobody(Node adjustment, List<String> versions) {
        Map<String, String> interventions = new HashMap<>(MadeDecisions.choices(adjustment));
        if (Regime.NONE.name().equals(Readings.text(adjustment, Schema.Episode.REGIME))) {
            versions.forEach(version -> interventions.put(version, VersionChoices.NOBODY));
        }
        return new StepChoices(
                interventions,
                adjustment.getProperty(AdjustmentNodes.INTERVENTION_PROPENSITY, null),
                chances(adjustment));
    }

    /** The family's decisions in which nobody acted and of which it is known what came. */
    public static List<Node> ofNobody(Transaction tx, String metaPolicyId) {
        try (ResourceIterator<Node> all =
                tx.findNodes(Labels.NoeticAdjustment, AdjustmentNodes.META_POLICY_ID, metaPolicyId)) {
            return all.stream()
                    .filter(one -> one.hasProperty(Schema.Outcome.REWARD))
                    .toList();
        }
    }

    public static StepChoices of(Transaction tx, Node episode) {
        Object propensity = episode.getProperty(Schema.Episode.PROPENSITY, null);
        String id = Readings.text(episode, AdjustmentNodes.ADJUSTMENT_ID);
        Node adjustment = id == null ? null : Readings.byId(tx, Labels.NoeticAdjustment, id);
        if (adjustment == null) {
            return new StepChoices(Map.of(), propensity, new TreeMap<>());
        }
        return new StepChoices(MadeDecisions.choices(adjustment), decided(adjustment, propensity), chances(adjustment));
    }

    /** Where the propensity of an intervention is written, it is known of all that had a chance what they would have done. */
    private static SortedMap<String, Double> chances(Node adjustment) {
        return adjustment.hasProperty(AdjustmentNodes.INTERVENTION_PROPENSITY)
                ? MadeDecisions.of(adjustment)
                        .map(made -> made.likely(made.chances()))
                        .orElseGet(TreeMap::new)
                : new TreeMap<>();
    }

    private static Object decided(Node adjustment, Object ofEpisode) {
        return StoredDecision.propensity(
                ofEpisode,
                adjustment.getProperty(AdjustmentNodes.INTERVENTION_PROPENSITY, null),
                adjustment.getProperty(Schema.Episode.PROPENSITY, null));
    }
}
