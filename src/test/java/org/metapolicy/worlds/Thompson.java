package org.metapolicy.worlds;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.metapolicy.worlds.World.Outcome;

/** Thompson sampling: normal with prior N(0, .25), over the last 1,000 rewards of a version (in a context, if by context). */
public final class Thompson implements Chooser {
    private static final double PRIOR = 0.25;
    private static final int MEMORY = 1_000;

    private final boolean byContext;
    private final SplittableRandom random;
    private final Deque<double[]>[] seen;
    private final double[][] sums;

    @SuppressWarnings({"unchecked", "rawtypes"})
    public Thompson(Nature world, boolean byContext, SplittableRandom random) {
        this.byContext = byContext;
        this.random = random;
        int cells = world.versions() * (byContext ? world.contexts() : 1);
        this.seen = new Deque[world.versions()];
        for (int v = 0; v < seen.length; v++) {
            seen[v] = new ArrayDeque<>();
        }
        this.sums = new double[cells][3];
    }

    @Override
    public int choose(int context) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        double noise = noise();
        for (int v = 0; v < seen.length; v++) {
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
    public void see(int version, int context, Outcome outcome) {
        if (outcome.overridden()) {
            return;
        }
        int cell = cell(version, context);
        add(cell, outcome.reward(), 1);
        seen[version].add(new double[] {cell, outcome.reward()});
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
        return byContext ? version * (sums.length / seen.length) + context : version;
    }

    private double gauss() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
