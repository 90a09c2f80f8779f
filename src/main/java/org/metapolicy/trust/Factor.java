package org.metapolicy.trust;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.FactorRanges.Range;

/**
 * The factors of the PCI (specification, section 5.1): of each the name, the setting of its weight, the reference range on which it
 * is scaled, and the formula of its raw value, which is NaN where its input is missing. A missing factor scores 0.
 */
public enum Factor {
    /** Least-squares slope of the closed windows' mean rewards over their index in the draw. */
    GROWTH("growth", Setting.WEIGHT_GROWTH, range(0.05), FactorFormulas::growth),
    /** Context coverage times the resolved episodes, at most full evidence; missing while the family knows one cluster. */
    BREADTH(
            "breadth",
            Setting.WEIGHT_BREADTH,
            settings -> new Range(0, settings.integer(Setting.FULL_EVIDENCE)),
            FactorFormulas::breadth),
    /** 1 where the share of episodes that touch high potency reaches the family's; missing where none names a segment. */
    AMPLIFICATION("amplification", Setting.WEIGHT_AMPLIFICATION, range(1), FactorFormulas::amplification),
    /** 1 minus override rate minus flag rate: at most 1, may be negative. */
    SAFETY("safety", Setting.WEIGHT_SAFETY, range(1), FactorFormulas::safety),
    /** 1 minus the sample deviation of the rewards, times the share of full evidence. */
    ROBUSTNESS("robustness", Setting.WEIGHT_ROBUSTNESS, range(1), FactorFormulas::robustness),
    /** Mean delta_coherence, not below 0. */
    COHERENCE("coherence", Setting.WEIGHT_COHERENCE, range(0.2), FactorFormulas::coherence);

    private final String key;
    private final Setting weight;
    private final Function<Settings, Range> reference;
    private final ToDoubleFunction<FactorFormulas> formula;

    Factor(String key, Setting weight, Function<Settings, Range> reference, ToDoubleFunction<FactorFormulas> formula) {
        this.key = key;
        this.weight = weight;
        this.reference = reference;
        this.formula = formula;
    }

    /** Their weights, in this order. */
    static double[] weights(Settings settings) {
        return Stream.of(values())
                .mapToDouble(factor -> settings.number(factor.weight))
                .toArray();
    }

    /** The name in maps and properties. */
    public String key() {
        return key;
    }

    /** The setting that holds its weight. */
    public Setting weight() {
        return weight;
    }

    /** The range on which it is scaled to [0, 1], the same today and tomorrow. */
    public Range reference(Settings settings) {
        return reference.apply(settings);
    }

    /** The raw value over the windows drawn; NaN where its input is missing. */
    double raw(FactorFormulas drawn) {
        return formula.applyAsDouble(drawn);
    }

    private static Function<Settings, Range> range(double high) {
        return settings -> new Range(0, high);
    }
}
