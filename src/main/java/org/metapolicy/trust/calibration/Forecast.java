package org.metapolicy.trust.calibration;

/**
 * A snapshot as a forecast: the trust that it stated, and what the next window then showed.
 *
 * @param snapshotId null where it comes of none
 * @param trust the snapshot's {@code trust_known}, in [0, 1]
 * @param kept whether the window after it kept all limits ({@link WindowClosing#kept}); a version that was stopped instead kept
 *     none
 */
public record Forecast(String snapshotId, double trust, boolean kept) {
    /** One that comes of no snapshot. */
    public Forecast(double trust, boolean kept) {
        this(null, trust, kept);
    }

    double outcome() {
        return kept ? 1 : 0;
    }
}
