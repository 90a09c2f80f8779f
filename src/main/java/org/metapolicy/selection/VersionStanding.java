package org.metapolicy.selection;

import org.metapolicy.policy.VersionStatus;

/**
 * A version as selection sees it.
 *
 * @param status null where the graph says something that is no status
 * @param governed whether the family's LIVE or CANDIDATE relationship agrees with the status; one that does not was set
 *     by hand
 * @param evidence null where there is no record of it
 * @param suspended where or for whom of this decision it is suspended, in words; null where it is not
 */
public record VersionStanding(String id, VersionStatus status, boolean governed, Evidence evidence, String suspended) {
    /** How it is told that a version is suspended for whom is decided, and not for all. */
    public static final String FOR_PARTICIPANT = "for this participant";

    /** One that is suspended nowhere. */
    public VersionStanding(String id, VersionStatus status, boolean governed, Evidence evidence) {
        this(id, status, governed, evidence, null);
    }

    boolean live() {
        return governed && status == VersionStatus.LIVE;
    }

    boolean candidate() {
        return governed && status == VersionStatus.CANDIDATE;
    }
}
