package org.metapolicy.counterfactual;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Period;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.ValueKind;

/**
 * What is asked of a log.
 *
 * @param against a version's id or {@link #NOBODY}; empty for the value itself
 * @param loggedBy the version whose decisions are looked at; empty for all of the family
 * @param from the earliest decision, empty for no bound
 * @param to the first that is too late, empty for no bound
 * @param propensityMin in (0, 1]: whatever is judged was done with at least this probability where it would be done
 * @param coverageMin in [0, 1]: the share of decisions that must be covered
 * @param worseMargin in units of reward, at least 0: by how much less is not yet worse
 * @param rewardLow the least reward there can be; empty for what the family declares
 * @param rewardHigh the largest, likewise
 */
public record EvaluationOptions(
        Optional<String> against,
        Estimator estimator,
        Optional<String> loggedBy,
        Optional<Instant> from,
        Optional<Instant> to,
        double propensityMin,
        double coverageMin,
        double worseMargin,
        Optional<Double> rewardLow,
        Optional<Double> rewardHigh) {
    /** What is done where nobody acts, as {@code chosen_intervention_id} and as {@code against}. */
    public static final String NOBODY = "NO_INTERVENTION";

    private static final String AGAINST = "against";
    private static final String ESTIMATOR = "estimator";
    private static final String LOGGED_BY = "logged_by";
    /** The option of the least propensity that is weighed. */
    public static final String PROPENSITY_MIN = "propensity_min";

    private static final String COVERAGE_MIN = "coverage_min";
    private static final String WORSE_MARGIN = "worse_margin";
    private static final String REWARD_LOW = "reward_low";
    private static final String REWARD_HIGH = "reward_high";
    private static final ValueKind<Double> PROPENSITY = ValueKind.number("a number from 0.000001 to 1", 1e-6, 1);
    private static final ValueKind<Double> SHARE = ValueKind.number("a number from 0 to 1", 0, 1);
    private static final ValueKind<Double> MARGIN = ValueKind.number("a number from 0 to 2", 0, 2);
    private static final ValueKind<Double> REWARD = ValueKind.number("a number from -1 to 1", -1, 1);

    /**
     * Reads a caller's options.
     *
     * @throws InvalidInput on another key, a value that does not fit, a period that ends before it begins
     */
    public static EvaluationOptions of(Input options) {
        options.only(
                AGAINST,
                ESTIMATOR,
                Period.FROM,
                Period.TO,
                LOGGED_BY,
                PROPENSITY_MIN,
                COVERAGE_MIN,
                WORSE_MARGIN,
                REWARD_LOW,
                REWARD_HIGH);
        return read(options);
    }

    /**
     * Reads those of a caller who does not choose what is compared: from, to, propensity_min, coverage_min, worse_margin.
     *
     * @param others keys that somebody else reads
     * @throws InvalidInput likewise
     */
    public static EvaluationOptions ofAll(Input options, String... others) {
        options.only(Stream.concat(
                        Stream.of(Period.FROM, Period.TO, PROPENSITY_MIN, COVERAGE_MIN, WORSE_MARGIN),
                        Stream.of(others))
                .toList());
        return read(options);
    }

    /**
     * Reads propensity_min alone, for a caller who asks about single decisions; other keys are somebody else's.
     *
     * @throws InvalidInput on a value that does not fit
     */
    public static EvaluationOptions ofEach(Input options) {
        return read(options.without(options.keys().stream()
                .filter(key -> !key.equals(PROPENSITY_MIN))
                .toArray(String[]::new)));
    }

    /** The same about something else. */
    public EvaluationOptions with(Optional<String> other, Estimator chosen) {
        return new EvaluationOptions(
                other, chosen, loggedBy, from, to, propensityMin, coverageMin, worseMargin, rewardLow, rewardHigh);
    }

    private static EvaluationOptions read(Input options) {
        Period period = Period.of(options);
        return new EvaluationOptions(
                options.read(AGAINST, ValueKind.ID),
                options.read(ESTIMATOR, ValueKind.choice(Estimator.class)).orElse(Estimator.DR),
                options.read(LOGGED_BY, ValueKind.ID),
                Optional.ofNullable(period.from()),
                Optional.ofNullable(period.to()),
                options.read(PROPENSITY_MIN, PROPENSITY).orElse(0.0001),
                options.read(COVERAGE_MIN, SHARE).orElse(0.9),
                options.read(WORSE_MARGIN, MARGIN).orElse(0.1),
                options.read(REWARD_LOW, REWARD),
                options.read(REWARD_HIGH, REWARD));
    }

    /**
     * Where rewards lie.
     *
     * @throws InvalidInput if reward_low is not below reward_high
     */
    UnitScale scale(Settings family) {
        return new UnitScale(
                rewardLow.orElse(family.number(Setting.REWARD_LOW)),
                rewardHigh.orElse(family.number(Setting.REWARD_HIGH)));
    }

    /** Whether a decision of this time, which may be unknown, is asked about. */
    boolean isAskedAbout(Optional<Instant> at) {
        return from.map(first -> at.isPresent() && !at.get().isBefore(first)).orElse(true)
                && to.map(end -> at.isPresent() && at.get().isBefore(end)).orElse(true);
    }
}
