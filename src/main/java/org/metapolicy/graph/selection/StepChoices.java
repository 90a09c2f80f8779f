package org.metapolicy.graph.selection;

import java.util.Map;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * What a step kept with an episode of what its versions would have done.
 *
 * @param interventions by version; empty where no step made the episode, or it kept nothing
 * @param propensity of the intervention, as it was written; null where nothing is written, or where it is only of the
 *     version, which others may have had the intervention in common with
 */
public record StepChoices(Map<String, String> interventions, Object propensity) {
    public static StepChoices of(Transaction tx, Node episode) {
        Object propensity = episode.getProperty(Schema.Episode.PROPENSITY, null);
        String id = Readings.text(episode, AdjustmentNodes.ADJUSTMENT_ID);
        Node adjustment = id == null ? null : Readings.byId(tx, Labels.NoeticAdjustment, id);
        if (adjustment == null) {
            return new StepChoices(Map.of(), propensity);
        }
        // Nobody else had a chance where it is 1: that is then the intervention's too.
        boolean ofTheIntervention = adjustment.hasProperty(AdjustmentNodes.INTERVENTION_PROPENSITY)
                || propensity instanceof Number number && number.doubleValue() == 1;
        return new StepChoices(AdjustmentNodes.choices(adjustment), ofTheIntervention ? propensity : null);
    }
}
