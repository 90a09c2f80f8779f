package org.metapolicy.evidence;

/** One thing to count: a status or an outcome. */
public sealed interface Piece {
    /** The status of an episode. */
    record OfStatus(StatusPlace place) implements Piece {}

    /**
     * An outcome.
     *
     * @param versionId the version whose order of statuses it keeps; null where it counts as it came
     */
    record OfOutcome(Arrival arrival, String versionId) implements Piece {}
}
