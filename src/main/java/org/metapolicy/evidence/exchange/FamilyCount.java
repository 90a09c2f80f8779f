package org.metapolicy.evidence.exchange;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.differences.DecisionRecord;
import org.metapolicy.evidence.differences.DifferenceCounter;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.VersionEvidence;

/**
 * Counts what a family's versions have in common, from what was handed out: which contexts they met, how they compare, and what counts for one
 * because another, in whose place it was suggested, did the same. Each piece that counted for its version is taken in the order of {@link
 * FamilyPlace}, by the code that a refresh counts with. Its memory does not grow with what it counts.
 */
public final class FamilyCount {
    private final HandedOut from;
    private final Settings settings;
    private final int most;
    private final Set<String> frozen;
    private final Set<String> known;
    private final FamilyContexts contexts;
    private final SortedMap<String, VersionEvidence> shadows = new TreeMap<>();
    private final DifferenceCounter differences;
    private long counted;

    /** @throws InvalidInput if the centroids handed out cannot be read */
    public FamilyCount(HandedOut from) {
        this.from = from;
        this.settings = from.settings();
        this.most = settings.integer(Setting.CLUSTERS_MAX);
        this.frozen = ContextClusters.namesOfCentroids(from.centroidVectors().size());
        this.known = new LinkedHashSet<>(from.clusters());
        this.contexts = new FamilyContexts(frozen, known);
        this.counted = from.counted();
        // What cannot be read begins anew, as in a refresh.
        this.differences = new DifferenceCounter(RunningDifferences.goOn(from.differences(), from.counted()));
    }

    /**
     * Counts an outcome that counted for its version.
     *
     * @param suggested another version that was suggested in shadow, and recommends what was served
     * @param resolved whether its episode's status counted before
     */
    public void outcome(
            String versionId,
            Observation observation,
            Optional<String> suggested,
            DecisionRecord decision,
            boolean resolved) {
        meet(observation.episode());
        shadow(suggested).ifPresent(shadow -> shadow.countOutcome(observation, settings));
        differences.outcome(++counted, versionId, observation, decision, resolved, settings);
    }

    /**
     * Counts a status that counted for its version.
     *
     * @param suggested another version that was suggested in shadow, and recommends what was served
     * @param withOutcome whether an outcome of its episode counted before
     */
    public void status(
            String versionId,
            EpisodeFacts episode,
            Optional<String> suggested,
            DecisionRecord decision,
            boolean withOutcome) {
        meet(episode);
        shadow(suggested).ifPresent(shadow -> shadow.countStatus(episode, settings, contexts.ofFamily()));
        differences.status(
                ++counted, versionId, episode.cluster(), episode.overridden(), decision, withOutcome, settings);
    }

    private void meet(EpisodeFacts episode) {
        if (episode.cluster() != null) {
            ContextClusters.know(known, frozen, episode.cluster(), most);
        }
    }

    /** None of a version that is none of the family's. */
    private Optional<VersionEvidence> shadow(Optional<String> suggested) {
        return suggested
                .filter(from.states()::containsKey)
                .map(id -> shadows.computeIfAbsent(
                        id, one -> RunningStates.of(one, from.states().get(one)).shadow()));
    }

    /** What came of it so far; of a version that was suggested the live state is the one handed out. */
    public CountedElsewhere result() {
        List<CountedVersion> suggested = shadows.entrySet().stream()
                .map(shadow -> new CountedVersion(
                        shadow.getKey(), states(shadow.getKey(), shadow.getValue()), 0, 0, 0, List.of()))
                .toList();
        return new CountedElsewhere(
                List.copyOf(known), suggested, differences.differences().text());
    }

    private SavedStates states(String versionId, VersionEvidence shadow) {
        return new SavedStates(
                from.states().get(versionId).live(),
                new RunningStates(VersionEvidence.empty(), shadow).saved().shadow());
    }
}
