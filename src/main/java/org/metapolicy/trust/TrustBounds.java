package org.metapolicy.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.unit.EvidenceUnit;
import org.metapolicy.trust.unit.UnitJackknife;

/**
 * A 95 % interval of the PCI (specification, section 5.3): expanded percentile bootstrap over windows, fixed seed, so
 * that the same evidence always gets the same bounds.
 *
 * <p>A plain percentile interval over eight windows is too short where little varies. Three amendments, with their simulated
 * coverage in {@code docs/statistics.md}: the tails are those of Student's t (Hesterberg 2015, "What Teachers Should Know
 * About the Bootstrap", section 5.2); the resampled breadth is shifted to the estimate's, since drawing windows twice
 * makes contexts look less varied; and whether the amplification share is reached enters as the probability that it is.
 * The estimate itself always lies within. What never came shows in no resample: the interval reaches at least as far as
 * {@link #UNSEEN} episodes of a kind that did not come yet would move the estimate. Where people or sessions are known behind the episodes, the interval reaches as
 * far as {@link UnitJackknife} says, at least: windows show nothing of those who are the same in all of them.
 */
public record TrustBounds(double lower, double upper) {
    /** What is known before there are enough windows. */
    public static final TrustBounds UNKNOWN = new TrustBounds(0, 1);

    static final int WINDOWS_NEEDED = 4;
    static final int RESAMPLES = 1000;
    static final double TAIL = 0.025;
    static final long SEED = 20_250_117L;
    /** Of a kind of which so many are expected none comes with a chance of e^-4, less than the tail. */
    static final int UNSEEN = 4;
    /** Tails are tabulated for fewer windows than this; more windows take the last one's. */
    static final int WINDOWS_TOLD_APART = 256;

    private static final double[] TAILS = tails(WINDOWS_TOLD_APART);

    static TrustBounds of(FactorFormulas formulas, FactorRanges ranges, double[] weights) {
        if (formulas.closedWindows() < WINDOWS_NEEDED) {
            return UNKNOWN;
        }
        double[] rest = new double[RESAMPLES];
        double[] breadth = new double[RESAMPLES];
        double breadthWeight = weights[Factor.BREADTH.ordinal()];
        double breadthSum = 0;
        int[] draw = new int[formulas.size()];
        WindowDraws draws = WindowDraws.of(draw.length);
        FactorRanges.Weighted weighted = ranges.weighted(weights);
        for (int i = 0; i < RESAMPLES; i++) {
            draws.next(draw);
            RawFactors raw = formulas.resample(draw);
            breadth[i] = weighted.normalise(Factor.BREADTH, raw);
            breadthSum += breadth[i];
            rest[i] = weighted.value(raw) - breadthWeight * breadth[i];
        }
        RawFactors own = formulas.factors();
        double shift = ranges.normalise(Factor.BREADTH, own) - breadthSum / RESAMPLES;
        double[] values = rest;
        Arrays.setAll(values, i -> rest[i] + breadthWeight * clamp(breadth[i] + shift));
        Arrays.sort(values);
        double tail = TAILS[Math.min(formulas.size(), TAILS.length - 1)];
        double estimate = Pci.value(own, ranges, weights);
        double half = betweenUnits(formulas, ranges, weights);
        double below = half;
        double above = half;
        for (UnseenKind kind : UnseenKind.of(formulas, own)) {
            double fall = weighted.weights()[kind.moved().ordinal()]
                    * (weighted.normalise(kind.moved(), own)
                            - weighted.normalise(kind.moved(), formulas.with(kind.episodes())));
            below = Math.max(below, fall);
            above = Math.max(above, -fall);
        }
        return new TrustBounds(
                clamp(Math.min(estimate - below, quantile(values, tail))),
                clamp(Math.max(estimate + above, quantile(values, 1 - tail))));
    }

    /**
     * A kind of episodes that may come and did not, as bad or as good as they can be in one respect and nothing in others: each kind
     * has one chance of staying away, so the farthest of them is taken and not their sum.
     *
     * @param moved the factor that they move
     */
    private record UnseenKind(Factor moved, WindowStatistics episodes) {
        static List<UnseenKind> of(FactorFormulas formulas, RawFactors own) {
            Map<String, Long> cluster = formulas.allClustersCame() ? Map.of() : Map.of("", (long) UNSEEN);
            RewardRange rewards = formulas.rewardRange();
            return Stream.of(
                            measured(Factor.ROBUSTNESS, Variable.REWARD, rewards.low()),
                            measured(Factor.ROBUSTNESS, Variable.REWARD, rewards.high()),
                            measured(Factor.COHERENCE, Variable.DELTA_COHERENCE, RewardRange.WHOLE.low()),
                            measured(Factor.COHERENCE, Variable.DELTA_COHERENCE, RewardRange.WHOLE.high()),
                            statuses(Factor.SAFETY, UNSEEN, Map.of()),
                            statuses(Factor.SAFETY, 0, Map.of()),
                            outcomes(UNSEEN),
                            outcomes(0),
                            statuses(Factor.BREADTH, 0, cluster))
                    .filter(kind -> !own.missing(kind.moved()))
                    .filter(kind -> kind.moved() != Factor.BREADTH || !cluster.isEmpty())
                    .toList();
        }

        private static UnseenKind measured(Factor moved, Variable measure, double value) {
            return new UnseenKind(
                    moved,
                    new WindowStatistics(
                            0, 0, 0, Map.of(measure, new Moments(UNSEEN, value, 0)), Map.of(), 0, 0, 0, 0, Map.of()));
        }

        private static UnseenKind statuses(Factor moved, int overrides, Map<String, Long> clusters) {
            return new UnseenKind(
                    moved, new WindowStatistics(UNSEEN, overrides, 0, Map.of(), clusters, 0, 0, 0, 0, Map.of()));
        }

        private static UnseenKind outcomes(int flags) {
            return new UnseenKind(
                    Factor.SAFETY, new WindowStatistics(0, 0, flags, Map.of(), Map.of(), 0, 0, 0, UNSEEN, Map.of()));
        }
    }

    /**
     * How far the PCI may lie from that of other people or sessions; 0 where nobody is known. Growth is left out: it is about
     * windows, not about whose they are. What is nobody's is a unit in each window.
     */
    private static double betweenUnits(FactorFormulas formulas, FactorRanges ranges, double[] weights) {
        List<WindowStatistics> windows = formulas.windows();
        if (windows.stream().allMatch(window -> window.units().isEmpty())) {
            return 0;
        }
        boolean grouped = windows.stream()
                .flatMap(window -> window.units().keySet().stream())
                .anyMatch(EvidenceUnit::isGroup);
        List<WindowStatistics> parts = new ArrayList<>();
        Map<Integer, List<Integer>> partsOf = new TreeMap<>();
        for (int w = 0; w < windows.size(); w++) {
            int nobody = EvidenceUnit.UNKNOWN - w;
            windows.get(w).byUnit().forEach((unit, part) -> {
                int name = unit == EvidenceUnit.UNKNOWN ? nobody : grouped ? EvidenceUnit.group(unit) : unit;
                partsOf.computeIfAbsent(name, any -> new ArrayList<>()).add(parts.size());
                parts.add(part);
            });
        }
        List<List<Integer>> units = List.copyOf(partsOf.values());
        FactorFormulas overParts = formulas.over(parts);
        int[] all = IntStream.range(0, parts.size()).toArray();
        return UnitJackknife.halfWidth(
                units.stream()
                        .mapToDouble(unit -> unit.stream()
                                .mapToLong(part -> parts.get(part).n())
                                .sum())
                        .toArray(),
                withoutGrowth(overParts.resample(all), ranges, weights),
                u -> withoutGrowth(
                        overParts.resample(Arrays.stream(all)
                                .filter(part -> !units.get(u).contains(part))
                                .toArray()),
                        ranges,
                        weights),
                TAIL);
    }

    private static double withoutGrowth(RawFactors raw, FactorRanges ranges, double[] weights) {
        return Pci.value(raw, ranges, weights)
                - weights[Factor.GROWTH.ordinal()] * ranges.normalise(Factor.GROWTH, raw);
    }

    /** Linear interpolation between order statistics (type 7 of Hyndman &amp; Fan 1996). */
    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** By number of windows k: the normal tail beyond sqrt(k / (k - 1)) times the t quantile with k - 1 degrees. */
    private static double[] tails(int most) {
        NormalDistribution normal = new NormalDistribution();
        double[] tails = new double[most];
        for (int k = WINDOWS_NEEDED; k < most; k++) {
            double t = new TDistribution(k - 1).inverseCumulativeProbability(1 - TAIL);
            tails[k] = normal.cumulativeProbability(-Math.sqrt(k / (k - 1.0)) * t);
        }
        return tails;
    }

    private static double clamp(double value) {
        return Math.min(1, Math.max(0, value));
    }
}
