package org.metapolicy.evidence.people;

import java.util.Optional;
import java.util.TreeSet;
import org.metapolicy.trust.context.StoredHistory;
import org.metapolicy.trust.people.PersonBets;
import org.metapolicy.trust.people.PersonWatch;

/** Compares what stands of people with what a recount finds, number by number, up to rounding. */
public final class PeopleCheck {
    private static final double ROUNDING = 1e-9;

    private PeopleCheck() {}

    /** The first thing that stands there otherwise, as the end of a sentence; empty where all agree. */
    public static Optional<String> problem(VersionPeople stored, VersionPeople found) {
        TreeSet<String> everybody = new TreeSet<>(stored.histories().keySet());
        everybody.addAll(found.histories().keySet());
        return everybody.stream()
                .flatMap(person -> difference(stored.of(person), found.of(person)).stream())
                .findFirst()
                .or(() -> stored.met() == found.met()
                        ? Optional.empty()
                        : Optional.of("says that " + stored.met() + " participants appeared, a recount finds "
                                + found.met()));
    }

    private static Optional<String> difference(PersonHistory stored, PersonHistory found) {
        if (!agree(StoredHistory.numbers(stored.before()), StoredHistory.numbers(found.before()))
                || !agree(StoredHistory.numbers(stored.recent()), StoredHistory.numbers(found.recent()))) {
            return Optional.of("of one participant has " + stored.sums() + ", a recount finds " + found.sums());
        }
        return agree(stored.watch(), found.watch())
                ? Optional.empty()
                : Optional.of(
                        "of one participant has the watch " + stored.watch() + ", a recount finds " + found.watch());
    }

    private static boolean agree(PersonWatch one, PersonWatch other) {
        boolean agree = one.suspended() == other.suspended()
                && one.watching() == other.watching()
                && one.places().equals(other.places());
        for (int i = 0; agree && i < one.bets().size(); i++) {
            agree = agree(numbers(one.bets().get(i)), numbers(other.bets().get(i)));
        }
        return agree;
    }

    private static double[] numbers(PersonBets bets) {
        return new double[] {bets.small(), bets.middle(), bets.large(), bets.n(), bets.sum()};
    }

    private static boolean agree(double[] one, double[] other) {
        for (int i = 0; i < one.length; i++) {
            if (!(Math.abs(one[i] - other[i]) <= ROUNDING * Math.max(1, Math.abs(other[i])))) {
                return false;
            }
        }
        return true;
    }
}
