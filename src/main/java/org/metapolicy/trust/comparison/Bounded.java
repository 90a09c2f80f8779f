package org.metapolicy.trust.comparison;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
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

    /** The mean of a measure, by Student's t. */
    public static Bounded mean(WindowStatistics windows, Variable measure) {
        Moments moments = windows.measure(measure);
        if (moments.count() < 2) {
            return new Bounded(moments.average().orElse(Double.NaN), Double.NaN, Double.NaN, false);
        }
        double half = new TDistribution(moments.count() - 1.0).inverseCumulativeProbability(1 - TAIL)
                * moments.standardError().orElseThrow();
        return new Bounded(moments.mean(), moments.mean() - half, moments.mean() + half, false)
                .reaching(
                        windows,
                        unit -> unit.measure(measure).count(),
                        unit -> unit.measure(measure).count()
                                * unit.measure(measure).mean());
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
