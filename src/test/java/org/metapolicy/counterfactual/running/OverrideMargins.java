package org.metapolicy.counterfactual.running;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Prints the table of {@code docs/counterfactual.md} about how much oftener a version may be overridden so that it is proposed. */
final class OverrideMargins {
    /** The last one asks nothing of overrides. */
    private static final double[] MARGINS = {0.05, 0.1, 0.15, 2};

    private static final int RUNS = 100;
    private static final int LOOK_EVERY = 100;

    private OverrideMargins() {}

    static void print() {
        int[][] tenth = delays(0.1, 0.1);
        int[][] third = delays(0.3, 0.3);
        int[][] oftener = delays(0.1, 0.2);
        System.out.println("\nWhat certainty of overrides costs an equal one, by records, in 20,000 decisions\n");
        System.out.println("| margin | .10 of either overridden: decisions, median | .30 of either: ever suffices |"
                + " .20 against .10: ever suffices |");
        System.out.println("| --- | --- | --- | --- |");
        for (int i = 0; i < MARGINS.length; i++) {
            int margin = i;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %.0f %% | %.0f %% |%n",
                    MARGINS[i] > 1 ? "not asked for" : String.format(Locale.ROOT, "%.2f", MARGINS[i]),
                    Arrays.stream(tenth).mapToInt(one -> one[margin]).sorted().toArray()[RUNS / 2],
                    share(third, margin),
                    share(oftener, margin));
        }
    }

    /** As a comparison has it, without what it has beside that. */
    private static double atMost(RunningDifferences running) {
        return running.overrides(Pilots.CANDIDATE).orElseThrow().upper(40)
                - running.overrides(Pilots.DEFAULT).orElseThrow().lower(40);
    }

    private static double share(int[][] delays, int margin) {
        return 100
                * Arrays.stream(delays)
                        .filter(one -> one[margin] <= PilotTables.DECISIONS)
                        .count()
                / (double) RUNS;
    }

    /** The decisions of each run until it suffices under each margin; one more than all where it does not. */
    private static int[][] delays(double standard, double candidate) {
        Pilots pilots = Pilots.worseBy(0, true).overridden(standard, candidate);
        return IntStream.range(0, RUNS)
                .parallel()
                .mapToObj(run -> delays(pilots, new SplittableRandom(104_729L * run + 5)))
                .toArray(int[][]::new);
    }

    private static int[] delays(Pilots pilots, SplittableRandom random) {
        int[] delays = new int[MARGINS.length];
        Arrays.fill(delays, PilotTables.DECISIONS + 1);
        RunningDifferences running = RunningDifferences.after(0);
        for (int n = 1; n <= PilotTables.DECISIONS && delays[0] > n; n++) {
            pilots.decide(running, n, random);
            if (n % LOOK_EVERY == 0 && Pilots.certain(running)) {
                double most = atMost(running);
                for (int i = 0; i < MARGINS.length; i++) {
                    delays[i] = most < MARGINS[i] ? Math.min(delays[i], n) : delays[i];
                }
            }
        }
        return delays;
    }
}
