package org.metapolicy.trust;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.ValueKind;

/**
 * A Policy Credibility Index with all that it was made of (specification, section 5.2).
 *
 * @param value the weighted sum of the normalised factors, in [0, 1]
 * @param raw the raw factors
 * @param normalised each factor on [0, 1]; 0 where its input is missing
 * @param incomplete keys of the factors whose input is missing, and {@code context_cluster} where some episodes have none
 * @param weights the weights of the factors whose input is there
 */
public record Pci(
        double value,
        RawFactors raw,
        Map<Factor, Double> normalised,
        List<String> incomplete,
        Map<Factor, Double> weights) {
    /** Without them nothing is known of how a version behaves, whatever else is there. */
    private static final List<Factor> ESSENTIAL = List.of(Factor.SAFETY, Factor.ROBUSTNESS);

    /** Named in {@code incomplete} where an episode belongs to no context cluster. */
    public static final String CONTEXT_CLUSTER = "context_cluster";

    public Pci {
        normalised = Collections.unmodifiableMap(new EnumMap<>(normalised));
        incomplete = List.copyOf(incomplete);
        Map<Factor, Double> copy = new EnumMap<>(Factor.class);
        copy.putAll(weights);
        weights = Collections.unmodifiableMap(copy);
    }

    /**
     * The index with the weight of what is missing spread over what is there, in [0, 1]: what is missing then neither
     * lowers nor raises it. NaN unless safety and robustness are known.
     */
    public double known() {
        return spread(value);
    }

    /** A bound of {@link #value} as one of {@link #known}: what is missing counts 0 in every resample too. */
    public double spread(double figure) {
        double present = weights.values().stream().mapToDouble(weight -> weight).sum();
        return weights.keySet().containsAll(ESSENTIAL) && present > 0 ? Math.min(1, figure / present) : Double.NaN;
    }

    /**
     * The PCI of these factors.
     *
     * @param weights in the order of {@link Factor}, as {@link Factor#weights} gives them
     * @param unclustered episodes without a context cluster
     */
    static Pci of(RawFactors raw, FactorRanges ranges, double[] weights, long unclustered) {
        Map<Factor, Double> normalised = new EnumMap<>(Factor.class);
        List<String> incomplete = new ArrayList<>();
        Map<Factor, Double> present = new EnumMap<>(Factor.class);
        for (Factor factor : Factor.values()) {
            normalised.put(factor, ranges.normalise(factor, raw));
            if (raw.missing(factor)) {
                incomplete.add(factor.key());
            } else {
                present.put(factor, weights[factor.ordinal()]);
            }
        }
        if (unclustered > 0) {
            incomplete.add(CONTEXT_CLUSTER);
        }
        return new Pci(value(raw, ranges, weights), raw, normalised, incomplete, present);
    }

    /** The PCI of these factors on the reference ranges. */
    public static Pci of(RawFactors raw, Settings settings) {
        return of(raw, FactorRanges.reference(settings), Factor.weights(settings), 0);
    }

    /** The weighted sum alone, for resampling. */
    static double value(RawFactors raw, FactorRanges ranges, double[] weights) {
        double sum = 0;
        for (Factor factor : Factor.values()) {
            sum += weights[factor.ordinal()] * ranges.normalise(factor, raw);
        }
        // Weights sum to 1 only up to rounding, and a trust beyond 1 would be refused elsewhere.
        return Math.min(1, sum);
    }

    /**
     * The PCI of raw factors given by name, on the reference ranges with full evidence 50; a factor that is absent is
     * missing and scores 0.
     *
     * @param factors raw values by factor key
     * @param weights by factor key; an empty map stands for the default weights, otherwise one that is absent is 0
     * @throws InvalidInput on an unknown key, a value that is not a finite number, or weights that are negative or do
     *     not sum to 1
     */
    public static double of(Input factors, Input weights) {
        double[] raw = numbers("factor", factors, Double.NaN);
        Settings settings = Settings.defaults();
        double[] w = Factor.weights(settings);
        if (!weights.isEmpty()) {
            w = numbers("weight", weights, 0);
            double sum = 0;
            for (double weight : w) {
                if (weight < 0) {
                    throw new InvalidInput("a weight is " + weight + ": weights must not be negative");
                }
                sum += weight;
            }
            if (Math.abs(sum - 1) > Settings.WEIGHT_TOLERANCE) {
                throw new InvalidInput("the weights sum to " + sum + ": they must sum to 1");
            }
        }
        return value(new RawFactors(raw, Double.NaN), FactorRanges.reference(settings), w);
    }

    private static double[] numbers(String what, Input values, double absent) {
        List<String> keys = Stream.of(Factor.values()).map(Factor::key).toList();
        values.only(what, keys);
        return keys.stream()
                .mapToDouble(key -> values.read(key, ValueKind.NUMBER).orElse(absent))
                .toArray();
    }
}
