package org.metapolicy.graph.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.read.Values;
import org.metapolicy.trust.people.PersonBets;
import org.metapolicy.trust.people.PersonWatch;
import org.neo4j.graphdb.Node;

/** The watch of a person with a version, as their node has it. */
final class StoredWatch {
    private static final int OF_BETS = 5;
    private static final int LENGTH = 1 + OF_BETS * PersonWatch.WATCHED.size();

    /** What a watch is kept as. */
    static final String[] READ = {SuspensionKeys.SUSPENDED, PersonKeys.PLACES, PersonKeys.WATCH};

    private StoredWatch() {}

    static void write(Node node, PersonWatch watch) {
        if (watch.watching()) {
            node.setProperty(PersonKeys.WATCH, numbers(watch));
        } else {
            node.removeProperty(PersonKeys.WATCH);
        }
        if (watch.places().isEmpty()) {
            node.removeProperty(PersonKeys.PLACES);
        } else {
            node.setProperty(
                    PersonKeys.PLACES,
                    watch.places().stream().mapToLong(Long::longValue).toArray());
        }
        if (watch.suspended()) {
            node.setProperty(SuspensionKeys.SUSPENDED, true);
        } else {
            node.removeProperty(SuspensionKeys.SUSPENDED);
        }
    }

    /** What stands there and cannot be read may be a suspension: nobody lifts it by that. */
    static boolean mayBeSuspended(Object stored) {
        return stored != null && !Boolean.FALSE.equals(stored);
    }

    /**
     * What somebody edited into nonsense is no evidence; a suspension stands all the same.
     *
     * @param read what the node has under {@link #READ}
     */
    static PersonWatch read(Values read) {
        boolean suspended = mayBeSuspended(read.get(SuspensionKeys.SUSPENDED));
        List<Long> places = read.get(PersonKeys.PLACES) instanceof long[] given
                        && Arrays.stream(given).allMatch(place -> place > 0)
                ? Arrays.stream(given).boxed().toList()
                : List.of();
        boolean watching = read.get(PersonKeys.WATCH) instanceof double[] numbers
                && numbers.length == LENGTH
                && Arrays.stream(numbers).allMatch(number -> Double.isFinite(number) && number >= 0)
                && !places.isEmpty();
        return watching
                ? new PersonWatch(places, true, bets((double[]) read.get(PersonKeys.WATCH)), suspended)
                : new PersonWatch(places, false, PersonWatch.NONE.bets(), suspended);
    }

    /** The first says how many guardrails follow. */
    private static double[] numbers(PersonWatch watch) {
        double[] numbers = new double[LENGTH];
        numbers[0] = watch.bets().size();
        for (int i = 0; i < watch.bets().size(); i++) {
            PersonBets bets = watch.bets().get(i);
            double[] own = {bets.small(), bets.middle(), bets.large(), bets.n(), bets.sum()};
            System.arraycopy(own, 0, numbers, 1 + i * OF_BETS, OF_BETS);
        }
        return numbers;
    }

    private static List<PersonBets> bets(double[] numbers) {
        List<PersonBets> bets = new ArrayList<>();
        for (int at = 1; at < LENGTH; at += OF_BETS) {
            bets.add(new PersonBets(
                    numbers[at], numbers[at + 1], numbers[at + 2], (long) numbers[at + 3], numbers[at + 4]));
        }
        return bets;
    }
}
