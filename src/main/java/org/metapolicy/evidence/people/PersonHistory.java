package org.metapolicy.evidence.people;

import java.util.function.UnaryOperator;
import org.metapolicy.trust.context.ContextSums;
import org.metapolicy.trust.people.PersonWatch;

/**
 * One person's last episodes with one version, 100 to 200 of them: a full part and the one that fills; and the watch of them.
 *
 * @param before the part before, full or {@link ContextSums#EMPTY}
 * @param recent the part that fills
 * @param watch the evidence of all their episodes against the version's limits
 */
public record PersonHistory(ContextSums before, ContextSums recent, PersonWatch watch) {
    public static final PersonHistory EMPTY = new PersonHistory(ContextSums.EMPTY, ContextSums.EMPTY, PersonWatch.NONE);

    /** Statuses or outcomes in a part, whichever are more. */
    private static final int PART = 100;

    /** This and a status. */
    public PersonHistory plusStatus(boolean overridden) {
        return new PersonHistory(before, recent.plusStatus(overridden), watch).turned();
    }

    /** This and an outcome; what is not the version's own, or not given, is null. */
    public PersonHistory plusOutcome(boolean flag, Double reward, Double coherence) {
        return new PersonHistory(before, recent.plusOutcome(flag, reward, coherence), watch).turned();
    }

    /** This with another watch. */
    public PersonHistory watched(UnaryOperator<PersonWatch> change) {
        return new PersonHistory(before, recent, change.apply(watch));
    }

    /** What is left where the version begins anew: a suspension. */
    public PersonHistory restart() {
        return EMPTY.watched(any -> watch.restart());
    }

    /** The sums over both parts. */
    public ContextSums sums() {
        return before.merge(recent);
    }

    private PersonHistory turned() {
        return recent.size() < PART ? this : new PersonHistory(recent, ContextSums.EMPTY, watch);
    }
}
