package org.metapolicy.trail;

/**
 * Whether a trail holds.
 *
 * @param events how many there are
 * @param firstBadSeq the first event that does not hold; null where all do, or where it is the graph that differs
 * @param problem what is wrong, in words; null where nothing is
 */
public record TrailVerdict(boolean ok, long events, Long firstBadSeq, String problem) {
    static TrailVerdict holds(long events) {
        return new TrailVerdict(true, events, null, null);
    }

    static TrailVerdict broken(long events, long seq, String problem) {
        return new TrailVerdict(false, events, seq, problem);
    }

    /** The trail holds, and the graph is not what it leads to. */
    public static TrailVerdict differs(long events, String problem) {
        return new TrailVerdict(false, events, null, problem);
    }
}
