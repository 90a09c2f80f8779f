package org.metapolicy.trust;

/**
 * A snapshot as a forecast: the trust that it stated, and what the next window then showed.
 *
 * @param trust the snapshot's {@code trust_score}, in [0, 1]
 * @param kept whether the window after it kept all limits ({@link WindowClosing#kept})
 */
public record Forecast(double trust, boolean kept) {
    double outcome() {
        return kept ? 1 : 0;
    }
}
