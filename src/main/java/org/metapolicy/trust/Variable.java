package org.metapolicy.trust;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.metapolicy.policy.RewardRange;

/**
 * What is counted of statuses and outcomes and may be watched by a guardrail (specification, sections 4 and 6): a rate, or a
 * measure, which is a property of the outcome from -1 to 1 whose mean is looked at. A measure is declared here alone:
 * reading an outcome, windows, snapshots and stored states go through {@link #measures()}.
 */
public enum Variable {
    OVERRIDES(
            "overrides",
            observation -> flag(observation.episode().overridden()),
            window -> window.overrideRate(),
            Sort.RATE),
    /** Whether an override that timed out was flagged is known when its outcome comes, if ever. */
    SAFETY_FLAGS(
            "safety_flags",
            observation -> observation.withOutcome() ? flag(observation.safetyFlag()) : null,
            window -> window.flagRate(),
            Sort.RATE),
    REWARD("reward"),
    DELTA_COHERENCE("delta_coherence"),
    DELTA_ACCURACY("delta_accuracy"),
    DELTA_CALIBRATION("delta_calibration");

    private enum Sort {
        RATE,
        MEASURE
    }

    private static final List<Variable> MEASURES = Arrays.stream(values())
            .filter(variable -> variable.sort == Sort.MEASURE)
            .toList();

    private final String key;
    private final Function<Observation, Double> value;
    private final Function<WindowStatistics, OptionalDouble> mean;
    private final Sort sort;

    Variable(
            String key,
            Function<Observation, Double> value,
            Function<WindowStatistics, OptionalDouble> mean,
            Sort sort) {
        this.key = key;
        this.value = value;
        this.mean = mean;
        this.sort = sort;
    }

    /** A measure, which counts where the result is the version's own and not that of who overrode it. */
    Variable(String property) {
        this.key = property;
        this.value = observation -> observation.ownResult() ? observation.measure(this) : null;
        this.mean = window -> window.measure(this).average();
        this.sort = Sort.MEASURE;
    }

    /** The variables that are properties of an outcome, under their {@link #key}. */
    public static List<Variable> measures() {
        return MEASURES;
    }

    /** The name in stored states; of a measure, the outcome's property. */
    public String key() {
        return key;
    }

    /** The name of its mean in a snapshot. */
    public String meanKey() {
        return key + "_mean";
    }

    /** What an episode gives, in the variable's own unit; null where it gives nothing. */
    Double of(Observation observation) {
        return value.apply(observation);
    }

    /** The mean over these episodes, in the variable's own unit; absent where none gave any. */
    OptionalDouble of(WindowStatistics window) {
        return mean.apply(window);
    }

    /** Whether its limit is one from above, of a rate; otherwise it is the floor of a mean. */
    public boolean upper() {
        return sort == Sort.RATE;
    }

    /** The value mapped to x in [0, 1] so that more is worse. */
    double badness(double ownUnit, RewardRange rewards) {
        return upper() ? ownUnit : range(rewards).badness(ownUnit);
    }

    /** The value of which this is the badness. */
    double ownUnit(double badness, RewardRange rewards) {
        return upper() ? badness : range(rewards).value(badness);
    }

    /** What a measure's values lie in, where rewards lie in these. */
    public RewardRange range(RewardRange rewards) {
        return this == REWARD ? rewards : RewardRange.WHOLE;
    }

    static Double flag(boolean raised) {
        return raised ? 1.0 : 0.0;
    }
}
