package org.metapolicy.trust;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.context.ContextHistory;

/**
 * One resolved episode as trust counts it (specification, section 4).
 *
 * @param episode the episode's side of it
 * @param withOutcome false for an override that counts alone because its outcome did not come in time
 * @param measures the outcome's, each in [-1, 1]; what it does not have is absent, the reward exactly where there is no
 *     outcome
 * @param safetyFlag whether the outcome carries a safety flag
 */
public record Observation(
        EpisodeFacts episode, boolean withOutcome, Map<Variable, Double> measures, boolean safetyFlag) {

    /** @throws InvalidInput if a value is out of range, or the parts contradict each other */
    public Observation {
        Objects.requireNonNull(episode, "episode");
        Map<Variable, Double> copy = new EnumMap<>(Variable.class);
        copy.putAll(measures);
        copy.forEach(Observation::requireShare);
        measures = Collections.unmodifiableMap(copy);
        if (withOutcome != measures.containsKey(Variable.REWARD)) {
            throw new InvalidInput("an observation has a reward exactly when it has an outcome");
        }
        if (!withOutcome && (!episode.overridden() || safetyFlag)) {
            throw new InvalidInput("only an override counts without an outcome, and then without a flag");
        }
    }

    /** An override whose outcome did not come within {@code outcome_timeout}. */
    public static Observation timedOutOverride(EpisodeFacts episode) {
        return new Observation(episode, false, Map.of(), false);
    }

    /** What the outcome has of this measure, or null. */
    public Double measure(Variable measure) {
        return measures.get(measure);
    }

    /** The same with these measures alone, where it has them; the reward must be among them. */
    Observation only(Set<Variable> kept) {
        Map<Variable, Double> fewer = new EnumMap<>(Variable.class);
        fewer.putAll(measures);
        fewer.keySet().retainAll(kept);
        return new Observation(episode, withOutcome, fewer, safetyFlag);
    }

    /** Whether its measures are the version's own and not those of who overrode it. */
    public boolean ownResult() {
        return withOutcome && !episode.overridden();
    }

    /** Adds its outcome, if it has one, to a version's last outcomes. */
    void remember(ContextHistory history, Settings settings) {
        if (withOutcome) {
            history.outcome(
                    episode.cluster(),
                    safetyFlag,
                    ownResult() ? measure(Variable.REWARD) : null,
                    ownResult() ? measure(Variable.DELTA_COHERENCE) : null,
                    settings.integer(Setting.VALUE_HISTORY));
        }
    }

    private static void requireShare(Variable measure, double value) {
        if (!Variable.measures().contains(measure)) {
            throw new IllegalArgumentException(measure + " is no measure of an outcome");
        }
        if (!(value >= -1 && value <= 1)) {
            throw new InvalidInput(measure.key() + " is " + value + ": it must be from -1 to 1");
        }
    }
}
