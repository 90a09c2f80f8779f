package org.metapolicy.trust.context;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * A rate in each cell: a cell's is beta distributed around the version's own with so many episodes' worth of it, its count
 * binomial (Skellam 1948, "A probability distribution derived from the binomial distribution by regarding the probability of
 * success as variable"). Exact in small counts, where a single one of three is no third.
 */
final class CellRates extends CellEstimate {
    private static final double[] WORTH = {2000, 400, 100, 20, 5};

    private final long[] raised;
    private final long[] of;
    private final double own;

    /**
     * Of counts by cell.
     *
     * @param raised how many of them
     * @param of at least as many
     */
    CellRates(long[] raised, long[] of) {
        super(of.length);
        this.raised = raised;
        this.of = of;
        long all = Arrays.stream(of).sum();
        this.own = all == 0 ? 0 : (double) Arrays.stream(raised).sum() / all;
        average(WORTH.length);
    }

    @Override
    double logLikelihood(int ratio) {
        if (own <= 0 || own >= 1) {
            return 0;
        }
        double up = WORTH[ratio] * own;
        double down = WORTH[ratio] - up;
        double sum = 0;
        for (int c = 0; c < of.length; c++) {
            sum += rising(up, raised[c]) + rising(down, of[c] - raised[c]) - rising(WORTH[ratio], of[c]);
        }
        return sum;
    }

    @Override
    double value(int ratio, int cell) {
        return (raised[cell] + WORTH[ratio] * own) / (of[cell] + WORTH[ratio]);
    }

    @Override
    double variance(int ratio, int cell) {
        double rate = value(ratio, cell);
        return rate * (1 - rate) / (of[cell] + WORTH[ratio] + 1);
    }

    @Override
    long count(int cell) {
        return of[cell];
    }

    /** log of from (from + 1) … (from + times − 1). */
    private static double rising(double from, long times) {
        return times == 0 ? 0 : Gamma.logGamma(from + times) - Gamma.logGamma(from);
    }
}
