package org.metapolicy.trust;

import java.util.Arrays;
import java.util.Map;

/** The raw value of each factor (specification, section 5.1), and the context coverage inside breadth. Immutable. */
public final class RawFactors {
    /** Before any evidence every factor is missing. */
    public static final RawFactors NOTHING = of(Map.of(), Double.NaN);

    private final double[] values;
    private final double contextCoverage;

    /** @param values in the order of {@link Factor}; the caller does not touch them any more */
    RawFactors(double[] values, double contextCoverage) {
        this.values = values;
        this.contextCoverage = contextCoverage;
    }

    /**
     * Raw values from elsewhere.
     *
     * @param known by factor; what is absent is missing
     * @param contextCoverage in [0, 1], or NaN
     */
    public static RawFactors of(Map<Factor, Double> known, double contextCoverage) {
        double[] values = new double[Factor.values().length];
        for (Factor factor : Factor.values()) {
            values[factor.ordinal()] = known.getOrDefault(factor, Double.NaN);
        }
        return new RawFactors(values, contextCoverage);
    }

    /** The raw value, NaN where it is missing. */
    public double get(Factor factor) {
        return values[factor.ordinal()];
    }

    public boolean missing(Factor factor) {
        return Double.isNaN(get(factor));
    }

    /** In [0, 1]; NaN where no episode has a context cluster. */
    public double contextCoverage() {
        return contextCoverage;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawFactors that
                && Arrays.equals(values, that.values)
                && Double.compare(contextCoverage, that.contextCoverage) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Double.hashCode(contextCoverage);
    }

    @Override
    public String toString() {
        return Arrays.toString(values) + ", context coverage " + contextCoverage;
    }
}
