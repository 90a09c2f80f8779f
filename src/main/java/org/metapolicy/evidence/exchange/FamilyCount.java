package org.metapolicy.evidence.exchange;

import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.differences.DecisionRecord;
import org.metapolicy.evidence.differences.DifferenceCounter;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Observation;

/**
 * Counts what a family's versions have in common, how they compare, from what was handed out: each piece that counted for its version, in the
 * order of {@link FamilyPlace}, by the code that a refresh counts with. Its memory does not grow with what it counts.
 */
public final class FamilyCount {
    private final Settings settings;
    private final DifferenceCounter differences;
    private long counted;

    public FamilyCount(HandedOut from) {
        this.settings = from.settings();
        this.counted = from.counted();
        // What cannot be read begins anew, as in a refresh.
        this.differences = new DifferenceCounter(RunningDifferences.goOn(from.differences(), from.counted()));
    }

    /** Counts an outcome that counted for its version. */
    public void outcome(String versionId, Observation observation, DecisionRecord decision) {
        differences.outcome(++counted, versionId, observation, decision, settings);
    }

    /**
     * Counts a status that counted for its version.
     *
     * @param cluster in which it counted; null for none
     */
    public void status(String versionId, String cluster, boolean overridden, DecisionRecord decision) {
        differences.status(++counted, versionId, cluster, overridden, decision, settings);
    }

    /** How versions compare by now, as a text. */
    public String differences() {
        return differences.differences().text();
    }
}
