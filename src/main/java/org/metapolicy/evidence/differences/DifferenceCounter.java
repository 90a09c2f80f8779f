package org.metapolicy.evidence.differences;

import java.util.Optional;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.Variable;

/** Feeds a family's running differences with what counts, in the order in which it counts (specification, section 10.1). */
public final class DifferenceCounter {
    private final RunningDifferences differences;

    /** @param differences as counting left them before */
    public DifferenceCounter(RunningDifferences differences) {
        this.differences = differences;
    }

    /**
     * Takes an outcome that counts; one from before the differences began is not theirs.
     *
     * @param resolved whether its episode's status counted before
     */
    public void outcome(
            long number,
            String versionId,
            Observation observation,
            DecisionRecord decision,
            boolean resolved,
            Settings settings) {
        Optional<MadeDecision> made = decision.read();
        differences.watches().outcome(number, observation, made, settings);
        if (number > differences.counted()) {
            RewardRange range = RewardRange.of(settings);
            if (resolved) {
                differences.found(number, made);
            }
            double unit = (observation.measure(Variable.REWARD) - range.low()) / range.width();
            differences.outcome(versionId, observation.episode().cluster(), Math.min(1, Math.max(0, unit)), made);
        }
    }

    /**
     * Takes a status that counts, likewise.
     *
     * @param withOutcome whether an outcome of its episode counted before
     */
    public void status(
            long number,
            String versionId,
            String cluster,
            boolean overridden,
            DecisionRecord decision,
            boolean withOutcome,
            Settings settings) {
        Optional<MadeDecision> made = decision.read();
        differences.decided(number, versionId, made);
        differences.watches().status(number, overridden, made, settings);
        if (number > differences.counted()) {
            differences.status(versionId, cluster, overridden);
            if (!withOutcome) {
                differences.lacking(number, made);
            }
        }
    }

    public RunningDifferences differences() {
        return differences;
    }
}
