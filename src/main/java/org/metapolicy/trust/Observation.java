package org.metapolicy.trust;

import java.util.Objects;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * One resolved episode as trust counts it (specification, section 4). Values that may be null are absent ones.
 *
 * @param episode the episode's side of it
 * @param withOutcome false for an override that counts alone because its outcome did not come in time
 * @param reward in [-1, 1]; null exactly where there is no outcome
 * @param deltaCoherence in [-1, 1], or null
 * @param deltaAccuracy in [-1, 1], or null
 * @param deltaCalibration in [-1, 1], or null
 * @param safetyFlag whether the outcome carries a safety flag
 */
public record Observation(
        EpisodeFacts episode,
        boolean withOutcome,
        Double reward,
        Double deltaCoherence,
        Double deltaAccuracy,
        Double deltaCalibration,
        boolean safetyFlag) {

    /** @throws InvalidInput if a value is out of range, or the parts contradict each other */
    public Observation {
        Objects.requireNonNull(episode, "episode");
        requireShare("reward", reward);
        requireShare("delta_coherence", deltaCoherence);
        requireShare("delta_accuracy", deltaAccuracy);
        requireShare("delta_calibration", deltaCalibration);
        if (withOutcome != (reward != null)) {
            throw new InvalidInput("an observation has a reward exactly when it has an outcome");
        }
        if (!withOutcome && (!episode.overridden() || safetyFlag)) {
            throw new InvalidInput("only an override counts without an outcome, and then without a flag");
        }
    }

    /** An override whose outcome did not come within {@code outcome_timeout}. */
    public static Observation timedOutOverride(EpisodeFacts episode) {
        return new Observation(episode, false, null, null, null, null, false);
    }

    /** Whether reward, coherence, accuracy and calibration are the version's own and not those of who overrode it. */
    public boolean ownResult() {
        return withOutcome && !episode.overridden();
    }

    private static void requireShare(String name, Double value) {
        if (value != null && !(value >= -1 && value <= 1)) {
            throw new InvalidInput(name + " is " + value + ": it must be from -1 to 1");
        }
    }
}
