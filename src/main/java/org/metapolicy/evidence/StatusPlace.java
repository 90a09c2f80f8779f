package org.metapolicy.evidence;

import java.time.Instant;
import java.util.Comparator;

/**
 * An episode whose status, overridden or not, has not been counted, by its place in the order of its version's statuses:
 * (timestamp, id) (specification, section 4.3).
 *
 * @param versionId the version that decided it
 * @param at its {@code timestamp}; where that cannot be read, when its outcome was recorded, else when it came
 * @param dated whether {@code at} is its own or its outcome's, and not merely when it came
 * @param id breaks ties; may be empty
 * @param elementId the database's handle of the episode
 * @param told whether it was told that a person overrode it
 * @param withOutcome whether an outcome of it was counted
 */
public record StatusPlace(
        String versionId, Instant at, boolean dated, String id, String elementId, boolean told, boolean withOutcome)
        implements Comparable<StatusPlace> {
    private static final Comparator<StatusPlace> ORDER =
            Comparator.comparing(StatusPlace::at).thenComparing(StatusPlace::id).thenComparing(StatusPlace::elementId);

    @Override
    public int compareTo(StatusPlace other) {
        return ORDER.compare(this, other);
    }

    /** The same at another time, which its outcome tells. */
    StatusPlace standingAt(Instant time) {
        return new StatusPlace(versionId, time, true, id, elementId, told, withOutcome);
    }
}
