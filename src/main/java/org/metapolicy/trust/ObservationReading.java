package org.metapolicy.trust;

import java.util.EnumMap;
import java.util.Map;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.Shown;

/** What became of reading an outcome: an observation to count, or the reason why it must be left out. */
public sealed interface ObservationReading {
    /** The outcome counts. */
    record Valid(Observation observation) implements ObservationReading {}

    /** The outcome is wrong, is reported and left out, never clipped (specification, section 4.2). */
    record Invalid(String reason) implements ObservationReading {}

    /**
     * Reads an outcome with its episode.
     *
     * <p>The safety flag is {@code safety_flag = true}, or a drop of coherence through {@code coherence_floor}:
     * coherence_after &lt; floor &le; coherence_after &minus; delta_coherence (specification, section 4.2).
     */
    static ObservationReading of(EpisodeFacts episode, OutcomeFigures outcome, Settings settings) {
        try {
            Map<Variable, Double> measures = new EnumMap<>(Variable.class);
            RewardRange rewards = RewardRange.of(settings);
            for (Variable measure : Variable.measures()) {
                Double value = within(
                        measure.range(rewards),
                        measure.key(),
                        outcome.measures().get(measure));
                if (value != null) {
                    measures.put(measure, value);
                } else if (measure == Variable.REWARD) {
                    return new Invalid("reward is missing: it must be a number " + words(rewards));
                }
            }
            boolean flag =
                    flag(outcome, measures.get(Variable.DELTA_COHERENCE), settings.number(Setting.COHERENCE_FLOOR));
            return new Valid(new Observation(episode, true, measures, flag));
        } catch (WrongFigure wrong) {
            return new Invalid(wrong.getMessage());
        }
    }

    private static boolean flag(OutcomeFigures outcome, Double deltaCoherence, double floor) throws WrongFigure {
        if (outcome.safetyFlag() != null && !(outcome.safetyFlag() instanceof Boolean)) {
            throw new WrongFigure(
                    "safety_flag is " + Shown.withType(outcome.safetyFlag()) + ": it must be true or false");
        }
        Double after = number("coherence_after", outcome.coherenceAfter());
        boolean dropped = after != null && deltaCoherence != null && after < floor && floor <= after - deltaCoherence;
        return Boolean.TRUE.equals(outcome.safetyFlag()) || dropped;
    }

    private static Double within(RewardRange range, String name, Object value) throws WrongFigure {
        Double number = number(name, value);
        if (number != null && !range.holds(number)) {
            throw new WrongFigure(name + " is " + number + ": it must be " + words(range));
        }
        return number;
    }

    private static String words(RewardRange range) {
        return range.equals(RewardRange.WHOLE)
                ? "from -1 to 1"
                : "from " + range.low() + " to " + range.high() + ", the family's reward_low and reward_high";
    }

    private static Double number(String name, Object value) throws WrongFigure {
        if (value == null) {
            return null;
        }
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            throw new WrongFigure(name + " is " + Shown.withType(value) + ": it must be a finite number");
        }
        return number.doubleValue();
    }

    /** A figure that cannot be counted; never leaves this file. */
    final class WrongFigure extends Exception {
        private static final long serialVersionUID = 1L;

        WrongFigure(String message) {
            super(message);
        }
    }
}
