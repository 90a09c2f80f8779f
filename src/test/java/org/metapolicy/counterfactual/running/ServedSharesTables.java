package org.metapolicy.counterfactual.running;

import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Prints the tables of {@code docs/statistics.md} about served shares. */
public final class ServedSharesTables {
    /**
     * Decisions whose propensities follow what is stated, or a tilt of it.
     *
     * @param stated one row is drawn for each decision, all alike
     * @param tilt by which factor each version is favoured
     */
    record World(String words, double[][] stated, double[] tilt) implements SeededRuns {
        static World even(String words, double first) {
            return new World(words, new double[][] {{0.5, 0.5}}, new double[] {first / (1 - first), 1});
        }

        @Override
        public int found(long seed, int decisions) {
            SplittableRandom random = new SplittableRandom(seed);
            ServedShares shares = ServedShares.after(0);
            for (int n = 1; n <= decisions; n++) {
                double[] row = stated[random.nextInt(stated.length)];
                double all = 0;
                for (int i = 0; i < row.length; i++) {
                    all += row[i] * tilt[i];
                }
                double left = random.nextDouble() * all;
                int served = 0;
                while (served < row.length - 1 && left >= row[served] * tilt[served]) {
                    left -= row[served] * tilt[served];
                    served++;
                }
                shares.take("v" + served, chances(row));
                if (shares.reading().mismatch()) {
                    return n;
                }
            }
            return 0;
        }

        private static SortedMap<String, Double> chances(double[] row) {
            SortedMap<String, Double> chances = new TreeMap<>();
            for (int i = 0; i < row.length; i++) {
                chances.put("v" + i, row[i]);
            }
            return chances;
        }
    }

    static final World RIGHT = World.even("two versions, half each", 0.5);
    static final World VARYING = new World("two, propensity .1, .3, .5 or .8 by context", rows(), new double[] {1, 1});
    static final World TEN = new World("ten, a tenth for the other nine", ten(), ones(10, 1));
    static final World WRONG = World.even(".45 instead of .5", 0.45);

    private ServedSharesTables() {}

    /** What the check takes of so many decisions among ten versions, the second time: nanoseconds. */
    public static long nanoseconds(int decisions) {
        TEN.found(0, decisions);
        long start = System.nanoTime();
        TEN.found(1, decisions);
        return System.nanoTime() - start;
    }

    public static void main(String[] args) {
        System.out.println("\nServed shares: warnings where the propensities are right\n");
        System.out.println("| decisions | ever warned in 10,000, of 1,000 runs |\n| --- | --- |");
        for (World world : new World[] {RIGHT, VARYING, TEN}) {
            System.out.printf(Locale.ROOT, "| %s | %.1f %% |%n", world.words, 100 * world.everFound(1000, 10_000));
        }
        System.out.println("\nServed shares: decisions until a warning where they are not\n");
        System.out.println("| truth | median of 200 runs |\n| --- | --- |");
        World[] wrong = {
            World.even(".40 instead of .5", 0.40),
            WRONG,
            World.even(".48 instead of .5", 0.48),
            new World(
                    "one in five of a version's decisions lost, propensities as above", rows(), new double[] {1, 0.8}),
            new World("half of the decisions of one of ten lost, which has one in ninety", ten(), ones(10, 0.5))
        };
        for (World world : wrong) {
            System.out.printf(Locale.ROOT, "| %s | %,d |%n", world.words, world.median(200, 9_999));
        }
    }

    private static double[][] rows() {
        return new double[][] {{0.9, 0.1}, {0.7, 0.3}, {0.5, 0.5}, {0.2, 0.8}};
    }

    private static double[][] ten() {
        double[] row = new double[10];
        Arrays.fill(row, 0.1 / 9);
        row[0] = 0.9;
        return new double[][] {row};
    }

    private static double[] ones(int n, double last) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        ones[n - 1] = last;
        return ones;
    }
}
