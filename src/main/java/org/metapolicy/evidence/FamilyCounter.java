package org.metapolicy.evidence;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.Shown;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.ObservationReading;

/**
 * Counts a family's evidence, one piece after the other in the order given, and numbers it (specification, section 4).
 *
 * <p>Pure: what it finds is returned, and written by whoever called it. The same calls in the same order give the same
 * numbers, clusters and states.
 */
public final class FamilyCounter {
    private final Settings settings;
    private final ContextClusters clusters;
    private final Function<String, RunningStates> load;
    private final Map<String, VersionTally> tallies = new TreeMap<>();
    private final Set<String> held = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private long counted;

    /**
     * @param settings the family's, in force for everything counted here
     * @param clusters the family's clusters; become known as they are met
     * @param counted the number of the last evidence counted before
     * @param load gives the running states of a version, once for each version met
     */
    public FamilyCounter(
            Settings settings, ContextClusters clusters, long counted, Function<String, RunningStates> load) {
        this.settings = settings;
        this.clusters = clusters;
        this.counted = counted;
        this.load = load;
    }

    /** What became of an outcome. */
    public sealed interface Result {
        /** It counts, as this. */
        record Valid(Counted counted, Observation observation) implements Result {}

        /** It is wrong and left out. */
        record Invalid(String reason) implements Result {}
    }

    /** Counts an outcome, or says why it is left out. */
    public Result count(WrittenOutcome outcome) {
        Optional<String> problem = problemOf(outcome);
        if (problem.isPresent()) {
            return invalid(outcome, problem.get());
        }
        if (read(outcome, Optional.empty()) instanceof ObservationReading.Invalid invalid) {
            return invalid(outcome, invalid.reason());
        }
        // Only now: an outcome that is left out must make no cluster known.
        VersionTally tally = tally(outcome.episode().versionId());
        Optional<String> cluster =
                clusters.assign(outcome.episode(), tally.evidence().contextsMet());
        Observation observation = ((ObservationReading.Valid) read(outcome, cluster)).observation();
        tally.countOutcome(observation, settings);
        outcome.episode()
                .agreeingSuggestion()
                .ifPresent(suggested -> tally(suggested).shadow().countOutcome(observation, settings));
        told.add(outcome.arrival().episode());
        return new Result.Valid(new Counted(++counted, cluster, outcome.resolved()), observation);
    }

    private ObservationReading read(WrittenOutcome outcome, Optional<String> cluster) {
        return ObservationReading.of(
                outcome.episode().facts(cluster, outcome.arrival().at()), outcome.figures(), settings);
    }

    /**
     * Counts a status.
     *
     * @return empty where it is not known, or an earlier one of its version is not: then those behind it wait too
     */
    public Optional<Counted> count(OpenStatus status, Instant now) {
        WrittenEpisode episode = status.episode();
        boolean known = status.isKnown(now, settings) || told.contains(status.elementId());
        if (!known || isHeld(episode.versionId())) {
            held.add(episode.versionId());
            return Optional.empty();
        }
        VersionTally tally = tally(episode.versionId());
        Optional<String> cluster = clusters.assign(episode, tally.evidence().contextsMet());
        EpisodeFacts facts = episode.facts(cluster, status.at());
        tally.countStatus(facts, settings, clusters.contexts());
        episode.agreeingSuggestion().ifPresent(suggested -> tally(suggested)
                .shadow()
                .countStatus(facts, settings, clusters.contexts().ofFamily()));
        return Optional.of(new Counted(++counted, cluster, status.withOutcome() || told.contains(status.elementId())));
    }

    /** Whether a status of the version was not known, so that those behind it wait. */
    public boolean isHeld(String versionId) {
        return held.contains(versionId);
    }

    /** The versions of which a status was not known. */
    public Set<String> held() {
        return Set.copyOf(held);
    }

    /** Statuses of these versions wait: the transaction before met one that was not known. */
    public void hold(Set<String> versionIds) {
        held.addAll(versionIds);
    }

    /** The tally of a version, begun if it was not met before. */
    public VersionTally tally(String versionId) {
        return tallies.computeIfAbsent(versionId, id -> new VersionTally(id, load.apply(id)));
    }

    /** Every version met, by id. */
    public Map<String, VersionTally> tallies() {
        return tallies;
    }

    /** The number of the evidence counted last. */
    public long counted() {
        return counted;
    }

    /** What this counter added, as of {@code now}. */
    public FamilyProgress progress(Instant now) {
        return new FamilyProgress(
                counted,
                tallies.values().stream().mapToLong(VersionTally::newResolved).sum(),
                tallies.values().stream().mapToLong(VersionTally::newOutcomes).sum(),
                tallies.values().stream().mapToLong(VersionTally::newInvalid).sum(),
                now);
    }

    private Result.Invalid invalid(WrittenOutcome outcome, String reason) {
        tally(outcome.episode().versionId()).leaveOut();
        return new Result.Invalid(reason);
    }

    private static Optional<String> problemOf(WrittenOutcome outcome) {
        if (outcome.contradiction().isPresent()) {
            return outcome.contradiction();
        }
        if (outcome.second()) {
            return Optional.of("its episode '" + outcome.episode().id()
                    + "' has an outcome that was counted before: an episode has one outcome");
        }
        Object override = outcome.episode().override();
        return override == null || override instanceof Boolean
                ? Optional.empty()
                : Optional.of(
                        "human_override of its episode is " + Shown.withType(override) + ": it must be true or false");
    }
}
