package org.metapolicy.http.proof;

import org.metapolicy.trail.TrailVerdict;

/**
 * Whether a trail holds, as {@code metapolicy.audit.verify} says.
 *
 * @param events how many there are
 * @param firstBadSeq the first event that does not hold; null where all do, or where the graph differs
 * @param problem what is wrong, in words; null where nothing is
 */
public record VerdictBody(boolean ok, long events, Long firstBadSeq, String problem) {
    public static VerdictBody of(TrailVerdict verdict) {
        return new VerdictBody(verdict.ok(), verdict.events(), verdict.firstBadSeq(), verdict.problem());
    }
}
