package org.metapolicy.trust;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.metapolicy.policy.Settings;

/**
 * The range on which each raw factor is scaled to [0, 1]; values beyond it are clamped (specification, section 5.1).
 *
 * <p>{@link #reference} ranges mean the same today and tomorrow. {@link #minMax} ranges are those of the versions at
 * hand: a lone version, or an equal factor, scores 0.
 */
public record FactorRanges(Map<Factor, Range> ranges) {
    /** A closed range of raw values. */
    public record Range(double low, double high) {
        double normalise(double raw) {
            return high > low ? Math.min(1, Math.max(0, (raw - low) / (high - low))) : 0;
        }
    }

    public FactorRanges {
        ranges = Collections.unmodifiableMap(new EnumMap<>(ranges));
    }

    /** The fixed ranges of the factors, with the family's {@code full_evidence}. */
    public static FactorRanges reference(Settings settings) {
        Map<Factor, Range> ranges = new EnumMap<>(Factor.class);
        for (Factor factor : Factor.values()) {
            ranges.put(factor, factor.reference(settings));
        }
        return new FactorRanges(ranges);
    }

    /** The smallest and the largest raw value of each factor among these versions, missing ones aside. */
    public static FactorRanges minMax(Collection<RawFactors> versions) {
        Map<Factor, Range> ranges = new EnumMap<>(Factor.class);
        for (Factor factor : Factor.values()) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (RawFactors raw : versions) {
                if (!raw.missing(factor)) {
                    low = Math.min(low, raw.get(factor));
                    high = Math.max(high, raw.get(factor));
                }
            }
            ranges.put(factor, new Range(low, high));
        }
        return new FactorRanges(ranges);
    }

    /** The factor on [0, 1]; 0 where it is missing. */
    public double normalise(Factor factor, RawFactors raw) {
        return raw.missing(factor) ? 0 : ranges.get(factor).normalise(raw.get(factor));
    }

    /** These with weights, side by side for indices by the thousand: the same figures to the last bit. */
    Weighted weighted(double[] weights) {
        return new Weighted(ranges.values().toArray(Range[]::new), weights);
    }

    /** Ranges and weights in the order of {@link Factor}. */
    record Weighted(Range[] ranges, double[] weights) {
        private static final Factor[] FACTORS = Factor.values();

        /** The factor on [0, 1]; 0 where it is missing. */
        double normalise(Factor factor, RawFactors raw) {
            double value = raw.get(factor);
            return Double.isNaN(value) ? 0 : ranges[factor.ordinal()].normalise(value);
        }

        /** The weighted sum of the factors, as {@link Pci#value} has it. */
        double value(RawFactors raw) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * normalise(FACTORS[i], raw);
            }
            return Math.min(1, sum);
        }
    }
}
