package org.metapolicy.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.PromotionBaseline;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.WindowClosing;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.local.ContextTrust;

/** What one run of counting did to one version. */
public final class VersionTally {
    private final String versionId;
    private final RunningStates states;
    private final List<WindowClosing> closings = new ArrayList<>();
    private long newOutcomes;
    private long newStatuses;
    private long newInvalid;

    VersionTally(String versionId, RunningStates states) {
        this.versionId = versionId;
        this.states = states;
    }

    /** Counts an outcome with its status, as before each had a clock of its own. */
    void count(Observation observation, Settings settings, FamilyContexts contexts) {
        meet(observation.episode());
        states.live().count(observation, settings, contexts.of(states.live())).ifPresent(closings::add);
        newOutcomes++;
        newStatuses++;
    }

    /** Counts an outcome on its own. */
    void countOutcome(Observation observation, Settings settings) {
        meet(observation.episode());
        states.live().countOutcome(observation, settings);
        newOutcomes++;
    }

    /** Counts a status on its own. */
    void countStatus(EpisodeFacts episode, Settings settings, FamilyContexts contexts) {
        meet(episode);
        states.live().countStatus(episode, settings, contexts.of(states.live())).ifPresent(closings::add);
        newStatuses++;
    }

    /** Counts an episode of another version in which this one was suggested and would have done the same. */
    void countShadow(Observation observation, Settings settings, FamilyContexts contexts) {
        states.shadow().count(observation, settings, contexts.ofFamily());
    }

    void countOverride(Observation observation, Settings settings, FamilyContexts contexts) {
        meet(observation.episode());
        states.live().count(observation, settings, contexts.of(states.live())).ifPresent(closings::add);
        newStatuses++;
    }

    private void meet(EpisodeFacts episode) {
        if (episode.cluster() != null) {
            states.live().contextsMet().add(episode.cluster());
        }
    }

    void addLateFlag(Observation observation, Settings settings) {
        states.live().addLateFlag(observation.safetyFlag(), observation.episode(), settings);
        newOutcomes++;
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

    /** Outcomes counted. */
    public long newOutcomes() {
        return newOutcomes;
    }

    /** Statuses counted. */
    public long newResolved() {
        return newStatuses;
    }

    /** Outcomes left out. */
    public long newInvalid() {
        return newInvalid;
    }

    /** Whether the version's state differs from what was loaded. */
    public boolean changed() {
        return newOutcomes + newStatuses > 0;
    }

    /** Its trust in each context, from what was counted until now. */
    Map<String, InContext> trustInContexts(Settings settings, FamilyContexts contexts) {
        VersionEvidence own = evidence();
        return ContextTrust.of(own.estimate(settings, contexts.of(own)), own.history(), settings);
    }
}
