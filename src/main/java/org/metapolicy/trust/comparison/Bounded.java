package org.metapolicy.trust.comparison;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.Moments;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.WindowStatistics;
import org.metapolicy.trust.unit.EvidenceUnit;
import org.metapolicy.trust.unit.UnitJackknife;

/**
 * A figure of one version with its 95 % interval. Where people or sessions are known behind the episodes, the interval reaches as
 * far as {@link UnitJackknife} says, at least.
 *
 * @param value NaN where nothing was counted
 * @param lower NaN where there is too little for an interval
 * @param upper NaN where there is too little for an interval
 * @param byUnits whether units are known
 */
public record Bounded(double value, double lower, double upper, boolean byUnits) {
    private static final double TAIL = 0.025;

    /**
     * The mean of a measure, by Student's t, and at least as far as what {@link Unseen} says may not have come yet; within the
     * range.
     *
     * @param rewards what the family declares its rewards to lie in
     */
    public static Bounded mean(WindowStatistics windows, Variable measure, RewardRange rewards) {
        Moments moments = windows.measure(measure);
        if (moments.count() < 2) {
            return new Bounded(moments.average().orElse(Double.NaN), Double.NaN, Double.NaN, false);
        }
        long n = moments.count();
        double t = new TDistribution(n - 1.0).inverseCumulativeProbability(1 - TAIL);
        double mean = moments.mean();
        double half = t * moments.standardError().orElseThrow();
        RewardRange range = measure.range(rewards);
        double below = Unseen.upTo(mean - range.low(), n, moments.m2() / n).half(t);
        double above = Unseen.upTo(range.high() - mean, n, moments.m2() / n).half(t);
        return new Bounded(mean, mean - Math.max(half, below), mean + Math.max(half, above), false)
                .reaching(
                        windows,
                        unit -> unit.measure(measure).count(),
                        unit -> unit.measure(measure).count()
                                * unit.measure(measure).mean())
                .within(range);
    }

    /** No further than there are values; what was counted under another range stays within its own interval. */
    private Bounded within(RewardRange range) {
        return new Bounded(
                value,
                Math.min(value, Math.max(range.low(), lower)),
                Math.max(value, Math.min(range.high(), upper)),
                byUnits);
    }

    /** The overridden share of the statuses, by Wilson's score. */
    public static Bounded overrideRate(WindowStatistics windows) {
        return rate(windows, WindowStatistics::overrides, WindowStatistics::n);
    }

    /** The flagged share of the outcomes, by Wilson's score. */
    public static Bounded flagRate(WindowStatistics windows) {
        return rate(windows, WindowStatistics::flags, WindowStatistics::outcomes);
    }

    private static Bounded rate(
            WindowStatistics windows,
            ToDoubleFunction<WindowStatistics> part,
            ToDoubleFunction<WindowStatistics> whole) {
        long trials = (long) whole.applyAsDouble(windows);
        if (trials == 0) {
            return new Bounded(Double.NaN, Double.NaN, Double.NaN, false);
        }
        long successes = (long) part.applyAsDouble(windows);
        WilsonInterval wilson = WilsonInterval.of(successes, trials);
        return new Bounded((double) successes / trials, wilson.lower(), wilson.upper(), false)
                .reaching(windows, whole, part);
    }

    private Bounded reaching(
            WindowStatistics windows,
            ToDoubleFunction<WindowStatistics> count,
            ToDoubleFunction<WindowStatistics> total) {
        boolean known = windows.units().keySet().stream().anyMatch(unit -> unit != EvidenceUnit.UNKNOWN);
        if (!known) {
            return this;
        }
        List<WindowStatistics> units = List.copyOf(windows.units().values());
        double[] sizes = units.stream().mapToDouble(count).toArray();
        double n = units.stream().mapToDouble(count).sum();
        double sum = units.stream().mapToDouble(total).sum();
        double half = UnitJackknife.halfWidth(
                sizes, value, unit -> (sum - total.applyAsDouble(units.get(unit))) / (n - sizes[unit]), TAIL);
        return Double.isFinite(half)
                ? new Bounded(value, Math.min(lower, value - half), Math.max(upper, value + half), true)
                : new Bounded(value, Double.NaN, Double.NaN, true);
    }
}
