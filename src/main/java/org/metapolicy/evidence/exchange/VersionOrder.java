package org.metapolicy.evidence.exchange;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.OpenStatus;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * In which order one version's pieces count, told in one pass over its episodes by (timestamp, id) and in bounded memory: the
 * order of {@link org.metapolicy.evidence.CountingOrder}, as places to sort by.
 */
public final class VersionOrder {
    private final Settings settings;
    private final Instant now;
    private final boolean byDecision;
    private Place latest = Place.START;
    private long seq;
    private boolean waiting;

    /**
     * @param settings the family's
     * @param now what time it is: statuses time out by it
     */
    public VersionOrder(Settings settings, Instant now) {
        this.settings = settings;
        this.now = now;
        this.byDecision = "DECISION".equals(settings.choice(Setting.OUTCOME_ORDER));
    }

    /**
     * Where a piece stands among those of its version.
     *
     * @param phase 0 for what comes first whatever its time
     * @param at when it may count
     * @param afterAll whether it comes after every outcome of that time
     * @param outcomeId breaks ties
     * @param episodeId breaks further ties
     * @param seq the place in the order of statuses, of those that may count at once; 0 for an outcome
     */
    public record Place(int phase, Instant at, boolean afterAll, String outcomeId, String episodeId, long seq)
            implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparingInt(Place::phase)
                .thenComparing(Place::at)
                .thenComparing(Place::afterAll)
                .thenComparing(Place::outcomeId)
                .thenComparing(Place::episodeId)
                .thenComparingLong(Place::seq);
        private static final Place START = new Place(0, Instant.MIN, false, "", "", 0);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        private Place numbered(long number) {
            return new Place(phase, at, afterAll, outcomeId, episodeId, number);
        }
    }

    /**
     * The place of the next status in order of (timestamp, id); empty where it is not known yet, or an earlier one is not.
     *
     * @param outcome when the first outcome of its episode arrived that has not counted yet
     */
    public Optional<Place> status(StatusPlace status, Optional<Arrival> outcome) {
        waiting = waiting || !isKnown(status, outcome);
        if (waiting) {
            return Optional.empty();
        }
        seq++;
        if (byDecision) {
            return Optional.of(decided(2 * seq + 1));
        }
        Place own = place(status, outcome);
        latest = own.compareTo(latest) > 0 ? own : latest;
        return Optional.of(latest.numbered(seq));
    }

    /**
     * The place of an outcome of the episode whose status was placed last; empty where it keeps the order of statuses and its
     * status waits.
     */
    public Optional<Place> outcome(Arrival outcome) {
        if (!byDecision) {
            return Optional.of(arrived(outcome));
        }
        return waiting ? Optional.empty() : Optional.of(decided(2 * seq));
    }

    /** The place of an outcome whose episode's status counted before. */
    public Place late(Arrival outcome) {
        return arrived(outcome);
    }

    private boolean isKnown(StatusPlace status, Optional<Arrival> outcome) {
        return status.told()
                || status.withOutcome()
                || outcome.isPresent()
                || OpenStatus.isDue(status.at(), now, settings);
    }

    private Place place(StatusPlace status, Optional<Arrival> outcome) {
        if (outcome.isPresent()) {
            return arrived(outcome.get());
        }
        if (status.withOutcome()) {
            return Place.START;
        }
        Instant time = status.told() ? status.at() : status.at().plus(OpenStatus.timeout(settings));
        return new Place(0, time, true, "", "", 0);
    }

    private static Place arrived(Arrival outcome) {
        return new Place(0, outcome.at(), false, outcome.outcomeId(), outcome.episode(), 0);
    }

    private static Place decided(long number) {
        return new Place(1, Instant.EPOCH, false, "", "", number);
    }
}
