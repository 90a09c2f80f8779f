package org.metapolicy.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.PromotionBaseline;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.WindowClosing;

/** What one run of counting did to one version. */
public final class VersionTally {
    private final String versionId;
    private final RunningStates states;
    private final List<WindowClosing> closings = new ArrayList<>();
    private long newOutcomes;
    private long newOverrides;
    private long lateFlags;
    private long newInvalid;

    VersionTally(String versionId, RunningStates states) {
        this.versionId = versionId;
        this.states = states;
    }

    void count(Observation observation, Settings settings, int knownClusters) {
        states.live().count(observation, settings, knownClusters).ifPresent(closings::add);
        newOutcomes++;
    }

    /** Counts an episode of another version in which this one was suggested and would have done the same. */
    void countShadow(Observation observation, Settings settings, int knownClusters) {
        states.shadow().count(observation, settings, knownClusters);
    }

    void countOverride(Observation observation, Settings settings, int knownClusters) {
        states.live().count(observation, settings, knownClusters).ifPresent(closings::add);
        newOverrides++;
    }

    void addLateFlag(Observation observation, Settings settings) {
        states.live()
                .addLateFlag(
                        observation.safetyFlag(),
                        observation.episode().session(),
                        observation.episode().time(),
                        settings);
        newOutcomes++;
        lateFlags++;
    }

    void leaveOut() {
        newInvalid++;
    }

    /** The version's running states, as they are by now. */
    public RunningStates states() {
        return states;
    }

    public String versionId() {
        return versionId;
    }

    public VersionEvidence evidence() {
        return states.live();
    }

    /** The same formulas over shadow evidence, apart from live trust; empty where there is none. */
    public VersionEvidence shadow() {
        return states.shadow();
    }

    /** The limits relative to its promotion that froze in this run, on what came after it. */
    public Optional<PromotionBaseline> limitsFrozen() {
        return states.live().frozenByItself();
    }

    /** The windows that closed, in order. */
    public List<WindowClosing> closings() {
        return closings;
    }

    /** Outcomes counted, late ones of overrides included. */
    public long newOutcomes() {
        return newOutcomes;
    }

    /** Episodes that became resolved. */
    public long newResolved() {
        return newOutcomes - lateFlags + newOverrides;
    }

    /** Outcomes left out. */
    public long newInvalid() {
        return newInvalid;
    }

    /** Whether the version's state differs from what was loaded. */
    public boolean changed() {
        return newOutcomes + newOverrides > 0;
    }
}
