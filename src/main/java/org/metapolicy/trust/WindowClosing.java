package org.metapolicy.trust;

/**
 * A window that closed: what a snapshot is made of (specification, section 4.3).
 *
 * @param t the snapshot's time index: 1, 2, … over the version's whole life (its empty snapshot at registration is 0)
 * @param window the window that closed
 * @param kept whether that window by itself kept every limit, mean reward at or above {@code reward_floor} included: what
 *     the snapshot before it is a forecast of
 * @param estimate the trust at its closing, on the reference ranges
 * @param carriedOver whether it rests on windows of an earlier format, which did not hold all that is looked at now
 */
public record WindowClosing(
        long t, WindowStatistics window, boolean kept, TrustEstimate estimate, boolean carriedOver) {}
