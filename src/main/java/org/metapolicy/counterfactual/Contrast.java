package org.metapolicy.counterfactual;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The share of each intervention that is judged: a version's own for its value, or what it has less what another has for
 * their difference.
 *
 * @param of the version's choice
 * @param against the other's; null where the value itself is asked for
 */
record Contrast(Choice of, Choice against) {
    /** Whether both would do the same, so that the difference is 0 whatever comes of it. */
    boolean agrees() {
        return against != null && of.isSame(against);
    }

    /** Whether all that either would do had at least this probability. */
    boolean isTried(SortedMap<String, Double> chances, double least) {
        return of.isTried(chances, least) && (against == null || against.isTried(chances, least));
    }

    /** The share of an intervention, from -1 to 1. */
    double share(String intervention) {
        return of.share(intervention) - (against == null ? 0 : against.share(intervention));
    }

    /** The sum over all interventions of share times a figure of it. */
    double sum(ToDoubleFunction<String> figure) {
        double sum = 0;
        for (String intervention : shares().keySet()) {
            double share = share(intervention);
            if (share != 0) {
                sum += share * figure.applyAsDouble(intervention);
            }
        }
        return sum;
    }

    /** How much of what the other does it does not do, in [0, 1]; 0 for a value. */
    double moved() {
        double moved = 0;
        if (against != null) {
            for (String intervention : against.probabilities().keySet()) {
                moved += Math.max(0, -share(intervention));
            }
        }
        return moved;
    }

    private SortedMap<String, Double> shares() {
        if (against == null) {
            return of.probabilities();
        }
        SortedMap<String, Double> all = new TreeMap<>(of.probabilities());
        all.putAll(against.probabilities());
        return all;
    }
}
