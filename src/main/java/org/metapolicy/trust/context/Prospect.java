package org.metapolicy.trust.context;

/**
 * What may be expected of a version in a context, or in all, as the last refresh tabulated it.
 *
 * @param best the probability that it is the most valuable of the family's versions, in [0, 1]; null where it could not be
 *     reckoned with them
 * @param value expected reward
 * @param valueDeviation standard deviation of that
 * @param safety expected 1 − override rate − flag rate
 * @param safetyDeviation standard deviation of that
 * @param n statuses or outcomes in this context that it rests on, whichever are fewer
 */
public record Prospect(
        Double best, double value, double valueDeviation, double safety, double safetyDeviation, long n) {
    /** How much less safe than the default another may be. */
    public static final double SAFETY_MARGIN = 0.05;

    /** The probability that it is more valuable than another. */
    public double beats(Prospect other) {
        return exceeds(value - other.value, valueDeviation, other.valueDeviation);
    }

    /** The probability that it is as safe as another, but for the margin. */
    public double asSafeAs(Prospect other) {
        return exceeds(safety - other.safety + SAFETY_MARGIN, safetyDeviation, other.safetyDeviation);
    }

    private static double exceeds(double difference, double one, double two) {
        return Gauss.cdf(difference / Math.sqrt(one * one + two * two));
    }
}
