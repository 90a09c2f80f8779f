package org.metapolicy.app.refresh;

import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.VersionTally;
import org.metapolicy.governance.comparable.Comparisons;
import org.metapolicy.governance.comparable.HistoryComparisons;
import org.metapolicy.governance.comparable.RunningComparisons;
import org.metapolicy.policy.EvidenceSource;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.context.ContextHistory;

/**
 * How versions compare by what a refresh knows: by running differences; of what was counted elsewhere without any, by the last outcomes of
 * each.
 */
final class KnownComparisons {
    private KnownComparisons() {}

    static Comparisons of(Map<String, VersionTally> tallies, RunningDifferences differences, Settings settings) {
        if (EvidenceSource.of(settings) != EvidenceSource.EXTERNAL || !differences.isEmpty()) {
            return new RunningComparisons(differences);
        }
        Map<String, ContextHistory> histories = new TreeMap<>();
        tallies.forEach((id, tally) -> histories.put(id, tally.evidence().history()));
        return new HistoryComparisons(histories, RewardRange.of(settings));
    }
}
