package org.metapolicy.trust.unit;

/**
 * Whom an episode was for, as far as bounds need to know it: which episodes hang together because one person or session is
 * behind them (specification, section 5.3). A number that many share, so that it tells nobody's name.
 */
public final class EvidenceUnit {
    /** So many units are told apart. */
    private static final int FINE = 1024;

    /** A window with episodes of more than this many units keeps this many groups of them. */
    public static final int MOST = 8;

    /** Where episodes stand that are nobody's. */
    public static final int UNKNOWN = -1;

    private static final int GOLDEN = 0x9E3779B9;
    private static final int BITS = 10;

    private EvidenceUnit() {}

    /** Of a participant, group or session, by its id: from 0 to 1023, always the same. */
    public static int of(String id) {
        // Fibonacci hashing (Knuth 1998, section 6.4): ids that are numbered on lie apart.
        return id.hashCode() * GOLDEN >>> (Integer.SIZE - BITS);
    }

    /** The group of a unit, from 1024 on; a group's own, and that of nobody, are themselves. */
    public static int group(int unit) {
        return unit == UNKNOWN || isGroup(unit) ? unit : FINE + unit % MOST;
    }

    public static boolean isGroup(int unit) {
        return unit >= FINE;
    }
}
