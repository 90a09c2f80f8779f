package org.metapolicy.backtest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/** Thompson sampling: normal with prior N(0, .25), over the last 1,000 rewards of a version (in a context, if by context). */
public final class Thompson implements Rule {
    private static final double PRIOR = 0.25;
    private static final int MEMORY = 1_000;

    private final int contexts;
    private final RandomGenerator random;
    private final Deque<double[]>[] seen;
    private final double[][] sums;

    /** @param contexts how many are kept apart; 1 where none is */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Thompson(int versions, int contexts, RandomGenerator random) {
        this.contexts = contexts;
        this.random = random;
        this.seen = new Deque[versions];
        for (int v = 0; v < versions; v++) {
            seen[v] = new ArrayDeque<>();
        }
        this.sums = new double[versions * contexts][3];
    }

    @Override
    public int choose(int context, int[] among) {
        int best = among[0];
        double most = Double.NEGATIVE_INFINITY;
        double noise = noise();
        for (int v : among) {
            double[] sum = sums[cell(v, context)];
            double precision = 1 / PRIOR + sum[0] / noise;
            double draw = sum[1] / noise / precision + gauss() / Math.sqrt(precision);
            if (draw > most) {
                most = draw;
                best = v;
            }
        }
        return best;
    }

    @Override
    public void see(int version, int context, double reward) {
        int cell = cell(version, context);
        add(cell, reward, 1);
        seen[version].add(new double[] {cell, reward});
        if (seen[version].size() > MEMORY) {
            double[] old = seen[version].poll();
            add((int) old[0], old[1], -1);
        }
    }

    private void add(int cell, double reward, int times) {
        sums[cell][0] += times;
        sums[cell][1] += times * reward;
        sums[cell][2] += times * reward * reward;
    }

    /** The variance within cells, as if there were ten rewards of variance .25 more. */
    private double noise() {
        double deviations = 10 * PRIOR;
        double count = 10;
        for (double[] sum : sums) {
            if (sum[0] > 1) {
                deviations += sum[2] - sum[1] * sum[1] / sum[0];
                count += sum[0] - 1;
            }
        }
        return Math.max(1e-6, deviations / count);
    }

    private int cell(int version, int context) {
        return contexts == 1 ? version : version * contexts + context;
    }

    private double gauss() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
