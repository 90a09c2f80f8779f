package org.metapolicy.graph.decisions;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.selection.CircumstancesCodec;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Decisions as their adjustments tell of them. */
public final class MadeDecisions {
    private MadeDecisions() {}

    /** How an episode was decided; empty where no adjustment that can be read says so. */
    public static Optional<MadeDecision> of(Transaction tx, Object adjustmentId) {
        Node adjustment = adjustmentId instanceof String id ? Readings.byId(tx, Labels.NoeticAdjustment, id) : null;
        return adjustment == null ? Optional.empty() : of(adjustment);
    }

    /** How it was decided; empty where the adjustment cannot be read. */
    public static Optional<MadeDecision> of(Node adjustment) {
        String considered = Readings.text(adjustment, AdjustmentKeys.CONSIDERED);
        Double propensity = Readings.within(adjustment, Schema.Episode.PROPENSITY, Double.MIN_VALUE, 1);
        if (considered == null || propensity == null) {
            return Optional.empty();
        }
        try {
            return Instants.of(adjustment.getProperty(Schema.Episode.TIMESTAMP, null))
                    .flatMap(at -> MadeDecision.read(
                            at,
                            CircumstancesCodec.readMaps(considered),
                            choices(adjustment),
                            Readings.text(adjustment, AdjustmentKeys.VERSION_ID),
                            Readings.text(adjustment, AdjustmentKeys.INTERVENTION_ID),
                            propensity));
        } catch (Conflict edited) {
            // Evidence of this kind it gives none; metapolicy.explain says what is wrong with it.
            return Optional.empty();
        }
    }

    /** What each version would have done; nothing where that is no pair of lists. */
    public static SortedMap<String, String> choices(Node adjustment) {
        List<String> versions = GovernedNodes.texts(adjustment, AdjustmentKeys.CHOICE_VERSION_IDS);
        List<String> interventions = GovernedNodes.texts(adjustment, AdjustmentKeys.CHOICE_INTERVENTION_IDS);
        SortedMap<String, String> choices = new TreeMap<>();
        for (int i = 0; versions.size() == interventions.size() && i < versions.size(); i++) {
            choices.put(versions.get(i), interventions.get(i));
        }
        return choices;
    }
}
