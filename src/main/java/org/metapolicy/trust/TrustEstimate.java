package org.metapolicy.trust;

import java.util.List;
import org.metapolicy.policy.Settings;

/**
 * How far a version may be relied on, from its trust windows.
 *
 * @param pci the index and its factors
 * @param bounds its 95 % interval
 * @param windows the evidence of all trust windows together
 * @param closedWindows how many of them are closed
 */
public record TrustEstimate(Pci pci, TrustBounds bounds, WindowStatistics windows, int closedWindows) {
    /** The lower bound of {@link Pci#known}, in [0, 1]; NaN where that is. */
    public double knownLower() {
        return pci.spread(bounds.lower());
    }

    /** On the reference ranges. */
    static TrustEstimate of(
            List<WindowStatistics> closed, WindowStatistics open, int knownClusters, Settings settings) {
        return of(closed, open, knownClusters, settings, FactorRanges.reference(settings));
    }

    static TrustEstimate of(
            List<WindowStatistics> closed,
            WindowStatistics open,
            int knownClusters,
            Settings settings,
            FactorRanges ranges) {
        FactorFormulas formulas = new FactorFormulas(closed, open, knownClusters, settings);
        WindowStatistics all = closed.stream()
                .reduce(WindowStatistics.EMPTY, WindowStatistics::merge)
                .merge(open);
        double[] weights = Factor.weights(settings);
        return new TrustEstimate(
                Pci.of(formulas.factors(), ranges, weights, all.unclustered()),
                TrustBounds.of(formulas, ranges, weights),
                all,
                closed.size());
    }
}
