package org.metapolicy.evidence.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.Counted;
import org.metapolicy.evidence.FamilyCounter;
import org.metapolicy.evidence.OpenStatus;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.SnapshotProperties;
import org.metapolicy.evidence.VersionTally;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.evidence.exchange.CountedVersion.ClosedWindow;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.trust.Observation;

/**
 * Counts one version's pieces, in the order in which they are given, by the code that a refresh counts with, from what was handed
 * out. Its memory does not grow with what it counts, but for the windows that close.
 */
public final class VersionCount {
    /** What a counter keeps grows with what it counted, so that it is begun anew. */
    private static final int PIECES = 5_000;

    private final HandedOut from;
    private final String versionId;
    private final Set<String> known;
    private final List<double[]> centroids;
    private final List<ClosedWindow> closings = new ArrayList<>();
    private FamilyCounter counter;
    private RunningStates states;
    private int pieces;
    private long statuses;
    private long outcomes;
    private long invalid;

    /** @throws InvalidInput if the centroids handed out cannot be read */
    public VersionCount(HandedOut from, String versionId) {
        this.from = from;
        this.versionId = versionId;
        this.known = new LinkedHashSet<>(from.clusters());
        this.centroids = from.centroidVectors();
        SavedStates saved = from.states().get(versionId);
        this.states = saved == null ? RunningStates.empty() : RunningStates.of(versionId, saved);
        this.counter = counter(Set.of());
    }

    /** Counts an outcome; gives what counted, or nothing where it is left out. */
    public Optional<Observation> count(WrittenOutcome outcome) {
        renew();
        return counter.count(outcome) instanceof FamilyCounter.Result.Valid valid
                ? Optional.of(valid.observation())
                : Optional.empty();
    }

    /** Counts a status; gives how it counted, which none does behind one that is not known by {@code now}. */
    public Optional<Counted> count(OpenStatus status, Instant now) {
        renew();
        return counter.count(status, now);
    }

    /** Whether a status was met that is not known, so that those behind it wait. */
    public boolean isHeld() {
        return counter.isHeld(versionId);
    }

    /** So many outcomes of the version are wrong, as somebody found out who looked at each. */
    public void leaveOut(long more) {
        invalid += more;
    }

    /** What came of it so far. */
    public CountedVersion result() {
        harvest();
        return new CountedVersion(versionId, states.saved(), statuses, outcomes, invalid, closings);
    }

    private void renew() {
        if (++pieces > PIECES) {
            harvest();
            pieces = 1;
        }
    }

    private void harvest() {
        VersionTally tally = counter.tally(versionId);
        tally.closings()
                .forEach(closing -> closings.add(new ClosedWindow(
                        closing.t(),
                        SnapshotProperties.of(closing, Instant.EPOCH).properties())));
        statuses += tally.newResolved();
        outcomes += tally.newOutcomes();
        invalid += tally.newInvalid();
        states = tally.states();
        counter = counter(counter.held());
    }

    private FamilyCounter counter(Set<String> held) {
        FamilyCounter next = new FamilyCounter(
                from.settings(),
                new ContextClusters(centroids, known, from.settings().integer(Setting.CLUSTERS_MAX), false),
                0,
                id -> id.equals(versionId) ? states : RunningStates.empty());
        next.hold(held);
        return next;
    }
}
