package org.metapolicy.evidence.exchange;

import java.time.Instant;
import java.util.Comparator;
import org.metapolicy.evidence.StatusPlace;

/**
 * Where a piece stands among all those of its family: the order of {@link org.metapolicy.evidence.CountingOrder} over several versions, as
 * places to sort by. The pieces of one version stand in it as {@link VersionOrder} says.
 *
 * @param phase 0 for what comes first whatever its time
 * @param at when it may count; of the second phase, when its episode was decided
 * @param afterAll whether it comes after every outcome of that time
 * @param first breaks ties: an outcome's id; of the second phase, an episode's
 * @param second breaks further ties: an episode's id, or nothing
 * @param status whether it is a status: it follows the outcome of the same place
 * @param versionId tells apart statuses that are known at one time; empty of an outcome
 * @param seq the place of a status in the order of its version; 0 where that is said already
 */
public record FamilyPlace(
        int phase,
        Instant at,
        boolean afterAll,
        String first,
        String second,
        boolean status,
        String versionId,
        long seq)
        implements Comparable<FamilyPlace> {
    private static final Comparator<FamilyPlace> ORDER = Comparator.comparingInt(FamilyPlace::phase)
            .thenComparing(FamilyPlace::at)
            .thenComparing(FamilyPlace::afterAll)
            .thenComparing(FamilyPlace::first)
            .thenComparing(FamilyPlace::second)
            .thenComparing(FamilyPlace::status)
            .thenComparing(FamilyPlace::versionId)
            .thenComparingLong(FamilyPlace::seq);

    /** That of a status. */
    public static FamilyPlace ofStatus(VersionOrder.Place place, StatusPlace status) {
        return place.phase() == 0
                ? new FamilyPlace(
                        0,
                        place.at(),
                        place.afterAll(),
                        place.outcomeId(),
                        place.episodeId(),
                        true,
                        status.versionId(),
                        place.seq())
                : decided(status, true);
    }

    /** That of an outcome, whose episode's status stands there. */
    public static FamilyPlace ofOutcome(VersionOrder.Place place, StatusPlace status) {
        return place.phase() == 0 ? ofLate(place) : decided(status, false);
    }

    /** That of an outcome whose episode's status counted before. */
    public static FamilyPlace ofLate(VersionOrder.Place place) {
        return new FamilyPlace(0, place.at(), false, place.outcomeId(), place.episodeId(), false, "", 0);
    }

    private static FamilyPlace decided(StatusPlace status, boolean isStatus) {
        return new FamilyPlace(1, status.at(), false, status.id(), "", isStatus, isStatus ? status.versionId() : "", 0);
    }

    @Override
    public int compareTo(FamilyPlace other) {
        return ORDER.compare(this, other);
    }
}
