package org.metapolicy.trust;

/**
 * The six raw factors of the specification's section 5.1, and the context coverage inside breadth. NaN stands for a
 * factor whose input is missing.
 *
 * @param growth slope of mean reward per window
 * @param breadth 0 .. full evidence, in episodes
 * @param amplification 0 or 1
 * @param safety 1 minus override rate minus flag rate: at most 1, may be negative
 * @param robustness at most 1
 * @param coherence mean delta_coherence, not below 0
 * @param contextCoverage 0 .. 1
 */
public record RawFactors(
        double growth,
        double breadth,
        double amplification,
        double safety,
        double robustness,
        double coherence,
        double contextCoverage) {

    /** Before any evidence every factor is missing. */
    public static final RawFactors NOTHING =
            new RawFactors(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The raw value, NaN where it is missing. */
    public double get(Factor factor) {
        return switch (factor) {
            case GROWTH -> growth;
            case BREADTH -> breadth;
            case AMPLIFICATION -> amplification;
            case SAFETY -> safety;
            case ROBUSTNESS -> robustness;
            case COHERENCE -> coherence;
        };
    }

    public boolean missing(Factor factor) {
        return Double.isNaN(get(factor));
    }
}
