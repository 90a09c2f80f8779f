package org.metapolicy.counterfactual.running;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one version decided in one context, outcomes as they came.
 *
 * @param n outcomes
 * @param known their mean, in [0, 1]; 0 where there are none
 * @param squares Σ(x − x̂)², x̂ the mean of those before
 * @param offset the mean of what was taken off them when they were counted, in [0, 1]
 * @param lacking decisions without an outcome
 */
record ContextCell(long n, double known, double squares, double offset, long lacking) {
    /** The square of one more that is a whole range off: so much is not yet seen. */
    private static final double UNSEEN = 1;

    /** Of all contexts in which the version decided anything. */
    static SortedMap<String, ContextCell> of(OwnOutcomes version, Map<String, Long> decided) {
        SortedMap<String, ContextCell> cells = new TreeMap<>();
        TreeSet<String> contexts = new TreeSet<>(version.contexts().keySet());
        contexts.addAll(decided.keySet());
        for (String context : contexts) {
            ContextEvidence here = version.here().get(context);
            long n = here == null ? 0 : here.n();
            double offset = version.offsetIn(context);
            cells.put(
                    context,
                    new ContextCell(
                            n,
                            n == 0 ? 0 : here.mean() + offset,
                            n == 0 ? 0 : 4 * here.squares(),
                            offset,
                            Math.max(0, decided.getOrDefault(context, 0L) - n)));
        }
        return cells;
    }

    boolean isKnown() {
        return n > 0;
    }

    long decided() {
        return n + lacking;
    }

    /** The share of the decisions of which there is an outcome, in [0, 1]. */
    double withOutcome() {
        return (double) n / decided();
    }

    /** The mean where each outcome that is lacking is this, 0 or 1. */
    double mean(double each) {
        return (n * known + lacking * each) / decided();
    }

    /** The square of the standard error of that mean, as if one more had been a whole range off it. */
    double square(double each) {
        double between = (double) n * lacking / decided() * (known - each) * (known - each);
        return (squares + between + UNSEEN) / ((double) decided() * decided());
    }

    /** The mean, of which one end is known less the offset, where each outcome that is lacking is this. */
    double filled(double end, double each) {
        return (n * (end + offset) + lacking * each) / decided();
    }
}
