package org.metapolicy.evidence.people;

import org.metapolicy.trust.context.ContextSums;

/**
 * One person's last episodes with one version, 100 to 200 of them: a full part and the one that fills.
 *
 * @param before the part before, full or {@link ContextSums#EMPTY}
 * @param recent the part that fills
 */
public record PersonHistory(ContextSums before, ContextSums recent) {
    public static final PersonHistory EMPTY = new PersonHistory(ContextSums.EMPTY, ContextSums.EMPTY);

    /** Statuses or outcomes in a part, whichever are more. */
    private static final int PART = 100;

    /** This and a status. */
    public PersonHistory plusStatus(boolean overridden) {
        return new PersonHistory(before, recent.plusStatus(overridden)).turned();
    }

    /** This and an outcome; what is not the version's own, or not given, is null. */
    public PersonHistory plusOutcome(boolean flag, Double reward, Double coherence) {
        return new PersonHistory(before, recent.plusOutcome(flag, reward, coherence)).turned();
    }

    /** The sums over both parts. */
    public ContextSums sums() {
        return before.merge(recent);
    }

    private PersonHistory turned() {
        return recent.size() < PART ? this : new PersonHistory(recent, ContextSums.EMPTY);
    }
}
