package org.metapolicy.counterfactual.running;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.OffPolicyWatch;

/**
 * The guardrails of each version but the default by what it would have done at the decisions whose record tells it, in the order of counting;
 * at most {@link RunningDifferences#VERSIONS_MAX} versions.
 */
public final class OffPolicyWatches {
    private final long after;
    private final TreeMap<String, OffPolicyWatch> versions = new TreeMap<>();

    /**
     * What it is made of.
     *
     * @param after the number of the last evidence before all of it
     * @param versions by id
     */
    record State(long after, TreeMap<String, OffPolicyWatch.Stored> versions) {
        boolean isWhole() {
            return versions != null
                    && versions.values().stream().allMatch(version -> version != null && version.isWhole());
        }
    }

    OffPolicyWatches(State state) {
        after = state.after;
        state.versions.forEach((id, stored) -> versions.put(id, new OffPolicyWatch(stored)));
    }

    /** Begins after the evidence of this number. */
    static OffPolicyWatches after(long number) {
        return new OffPolicyWatches(new State(number, new TreeMap<>()));
    }

    State state() {
        TreeMap<String, OffPolicyWatch.Stored> stored = new TreeMap<>();
        versions.forEach((id, watch) -> stored.put(id, watch.state()));
        return new State(after, stored);
    }

    /** The number of the last evidence that it does not know. */
    long counted() {
        return after;
    }

    /**
     * Takes the outcome of a decision.
     *
     * @param number of the outcome
     * @param decision empty where no readable record tells of it
     */
    public void outcome(long number, Observation observation, Optional<MadeDecision> decision, Settings settings) {
        take(number, decision, (watch, same, chance) -> watch.outcome(observation, same, chance, settings));
    }

    /** Takes the status of a decision, likewise. */
    public void status(long number, boolean overridden, Optional<MadeDecision> decision, Settings settings) {
        take(number, decision, (watch, same, chance) -> watch.status(overridden, same, chance, settings));
    }

    private interface Taking {
        void take(OffPolicyWatch watch, boolean same, double chance);
    }

    private void take(long number, Optional<MadeDecision> decision, Taking taking) {
        if (number > after && decision.isPresent()) {
            MadeDecision made = decision.get();
            for (Map.Entry<String, MadeDecision.Arm> arm : made.arms().entrySet()) {
                String id = arm.getKey();
                if (!id.equals(made.standard())
                        && (versions.containsKey(id) || versions.size() < RunningDifferences.VERSIONS_MAX)) {
                    MadeDecision.Arm would = arm.getValue();
                    taking.take(
                            versions.computeIfAbsent(id, one -> new OffPolicyWatch()),
                            made.done().equals(would.does()),
                            would.propensity());
                }
            }
        }
    }

    /** The version was resumed: its watch begins anew. */
    public void resumed(String versionId) {
        versions.remove(versionId);
    }

    /** What is known of a version; empty where no decision tells what it would have done. */
    public Optional<OffPolicyWatch> of(String versionId) {
        return Optional.ofNullable(versions.get(versionId));
    }

    /** Why versions are to be stopped, by id; only of those that gave alarm. */
    public Map<String, OffPolicyWatch.Alarm> alarms(Settings settings) {
        Map<String, OffPolicyWatch.Alarm> alarms = new TreeMap<>();
        versions.forEach((id, watch) -> watch.alarm(settings).ifPresent(alarm -> alarms.put(id, alarm)));
        return alarms;
    }
}
