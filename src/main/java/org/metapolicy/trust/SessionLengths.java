package org.metapolicy.trust;

/** How long a version's sessions have been, as far as bets need to know (specification, section 6.3). */
final class SessionLengths {
    /** The most episodes that a bet may be on. */
    static final int[] SIZES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    /** Before any session has ended. */
    static final int AT_FIRST = 50;

    /** The share of sessions that shall fit. */
    static final double SHARE = 0.95;

    /** By size, of sessions that fit it and none smaller; longer ones last. */
    private final long[] counts;

    SessionLengths(long[] counts) {
        if (counts.length != SIZES.length + 1) {
            throw new IllegalArgumentException(
                    "lengths of sessions have " + counts.length + " sizes: there must be " + (SIZES.length + 1));
        }
        this.counts = counts.clone();
    }

    static long[] none() {
        return new long[SIZES.length + 1];
    }

    void add(long length) {
        int i = 0;
        while (i < SIZES.length && length > SIZES[i]) {
            i++;
        }
        counts[i]++;
    }

    /** The smallest size that holds the share of the sessions that ended so far; the largest where none does. */
    int most() {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        if (all == 0) {
            return AT_FIRST;
        }
        long fitting = 0;
        for (int i = 0; i < SIZES.length; i++) {
            fitting += counts[i];
            if (fitting >= SHARE * all) {
                return SIZES[i];
            }
        }
        return SIZES[SIZES.length - 1];
    }

    /**
     * The same for what comes of a session beyond a part of this size: at least the next size, since it is longer than was
     * foreseen, and since its parts hang together, which a few large ones let count for less than many small ones.
     */
    int mostBeyond(int size) {
        int next = size;
        for (int i = SIZES.length - 1; i >= 0 && SIZES[i] > size; i--) {
            next = SIZES[i];
        }
        return Math.max(next, most());
    }

    long[] state() {
        return counts.clone();
    }
}
