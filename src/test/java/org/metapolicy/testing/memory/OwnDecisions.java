package org.metapolicy.testing.memory;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.RunningDifferences;

/** Running differences of versions that decided in turn in one context, never overridden and always paid the same. */
public final class OwnDecisions {
    private OwnDecisions() {}

    /**
     * After so many decisions of each.
     *
     * @param rewards what each is paid, in [-1, 1], by the version's id
     */
    public static RunningDifferences of(Map<String, Double> rewards, int each) {
        RunningDifferences differences = RunningDifferences.after(0);
        Map<String, Double> inOrder = new TreeMap<>(rewards);
        for (int i = 0; i < each; i++) {
            inOrder.forEach((id, reward) -> {
                differences.outcome(id, "somewhere", (reward + 1) / 2, Optional.empty());
                differences.status(id, "somewhere", false);
            });
        }
        return differences;
    }
}
