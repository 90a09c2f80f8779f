package org.metapolicy.counterfactual.running;

import java.time.Instant;

/**
 * What the differences to the default are about.
 *
 * @param counted the number of the last evidence before all of it
 * @param standard the default; null before the first decision that had one
 * @param from since when it is the default, as far as decisions under another tell; null before the first
 * @param latest when the latest was
 */
record Since(long counted, String standard, Instant from, Instant latest) {
    static Since after(long counted) {
        return new Since(counted, null, null, null);
    }

    /** With one decision more: one under another default begins anew; one older than the latest tells that they begin after it. */
    Since with(MadeDecision made) {
        Instant at = made.at();
        if (made.standard().equals(standard)) {
            return new Since(counted, standard, from, at.isAfter(latest) ? at : latest);
        }
        if (latest != null && !at.isAfter(latest)) {
            return new Since(counted, standard, at.isBefore(from) ? from : at.plusNanos(1), latest);
        }
        return new Since(counted, made.standard(), latest == null ? Instant.MIN : latest.plusNanos(1), at);
    }

    boolean isAbout(MadeDecision made) {
        return made.standard().equals(standard) && !made.at().isBefore(from);
    }
}
