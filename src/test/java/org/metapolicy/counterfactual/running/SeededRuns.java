package org.metapolicy.counterfactual.running;

import java.util.Arrays;

/** A world in which something is looked for after each decision, in runs of which each has a seed. */
interface SeededRuns {
    /** After how many decisions it is found; 0 for never. */
    int found(long seed, int decisions);

    /** The share of runs in which it is ever found. */
    default double everFound(int runs, int decisions) {
        int found = 0;
        for (int run = 0; run < runs; run++) {
            found += found(run, decisions) > 0 ? 1 : 0;
        }
        return found / (double) runs;
    }

    /** The median number of decisions until it is found; of a run in which it is not, all and one more. */
    default int median(int runs, int decisions) {
        int[] found = new int[runs];
        for (int run = 0; run < runs; run++) {
            int n = found(run, decisions);
            found[run] = n == 0 ? decisions + 1 : n;
        }
        Arrays.sort(found);
        return found[runs / 2];
    }
}
