package org.metapolicy.trail;

/**
 * The end of a chain, as something to keep elsewhere and compare with later.
 *
 * @param seq the last event's number; 0 for an empty chain
 * @param hash the last event's hash; 64 zeros for an empty chain
 */
public record Head(long seq, String hash) {
    public static final Head EMPTY = new Head(0, GovernanceEvent.NO_HASH);
}
