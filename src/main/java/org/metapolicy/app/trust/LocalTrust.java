package org.metapolicy.app.trust;

/**
 * How far a version may be relied on for somebody, or in a context.
 *
 * @param trust in [0, 1]; null where too little is known
 * @param lower lower end of its 95 % interval; null where that is
 * @param upper upper end of it; null where that is
 * @param value expected reward; null where nothing is known of it
 * @param n episodes that it rests on
 * @param source whose they are
 */
public record LocalTrust(Double trust, Double lower, Double upper, Double value, long n, Source source) {
    /** Whose evidence a figure rests on, the nearest that there is. */
    public enum Source {
        PARTICIPANT,
        GROUP,
        CONTEXT,
        ALL
    }
}
