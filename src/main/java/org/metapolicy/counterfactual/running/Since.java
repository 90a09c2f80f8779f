package org.metapolicy.counterfactual.running;

import java.time.Instant;

/**
 * What the differences to the default are about.
 *
 * @param counted the number of the last evidence before all of it
 * @param standard the default; null before the first decision that had one
 * @param from since when it is the default, as far as decisions under another tell; null before the first
 * @param latest when the latest was
 * @param another the default of the last decisions, older than the latest, that had another in a row; null where the last was no such
 * @param inARow how many these are
 */
record Since(long counted, String standard, Instant from, Instant latest, String another, int inARow) {
    /** So many older decisions in a row under one other default tell that the latest one's time is wrong. */
    static final int ENOUGH = 1000;

    static Since after(long counted) {
        return new Since(counted, null, null, null, null, 0);
    }

    /** With one decision more: one under another default begins anew; one older than the latest tells that they begin after it. */
    Since with(MadeDecision made) {
        Instant at = made.at();
        if (made.standard().equals(standard)) {
            return new Since(counted, standard, from, at.isAfter(latest) ? at : latest, null, 0);
        }
        if (latest == null) {
            return new Since(counted, made.standard(), Instant.MIN, at, null, 0);
        }
        if (at.isAfter(latest)) {
            return new Since(counted, made.standard(), latest.plusNanos(1), at, null, 0);
        }
        int more = made.standard().equals(another) ? inARow + 1 : 1;
        return more < ENOUGH
                ? new Since(
                        counted, standard, at.isBefore(from) ? from : at.plusNanos(1), latest, made.standard(), more)
                : new Since(counted, made.standard(), at.plusNanos(1), at, null, 0);
    }

    /** With what is decided after the latest known decision. */
    Since anew() {
        return latest == null ? this : new Since(counted, standard, latest.plusNanos(1), latest, another, inARow);
    }

    boolean isAbout(MadeDecision made) {
        return made.standard().equals(standard) && !made.at().isBefore(from);
    }

    /** Whether it is what counting can have left. */
    boolean isWhole() {
        return (standard == null) == (from == null)
                && (standard == null) == (latest == null)
                && (another == null) == (inARow == 0)
                && inARow >= 0
                && inARow < ENOUGH;
    }
}
