package org.metapolicy.worlds;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What versions are worth where. The first version is the default; contexts are equally frequent.
 *
 * @param means expected reward by version, then context
 * @param deviation of a reward around its mean; 0 where rewards are 1 or 0, their mean the chance of 1
 * @param overrides override rate by version
 * @param flags flag rate by version
 * @param trials how many
 * @param late trials until an outcome is known
 * @param swapped whether the versions change places half way
 * @param rows outcomes of a log by version, drawn evenly, in place of all this; null where there is none
 */
public record World(
        String name,
        double[][] means,
        double deviation,
        double[] overrides,
        double[] flags,
        int trials,
        int late,
        boolean swapped,
        List<double[][]> rows)
        implements Nature {
    /** What became of one trial; the reward counts where nobody overrode. */
    public record Outcome(boolean overridden, boolean flag, double reward) {}

    public static World of(String name, double[][] means) {
        return new World(
                name, means, 0.4, constant(means.length, 0.05), constant(means.length, 0.005), 5_000, 0, false, null);
    }

    /** The same everywhere. */
    public static World flat(String name, double... means) {
        return of(
                name, Arrays.stream(means).mapToObj(mean -> new double[] {mean}).toArray(double[][]::new));
    }

    /** One version for each turn of contexts: {@code high} in its own, {@code low} in the others. */
    public static World inTurn(String name, int versions, int contexts, double high, double low) {
        double[][] means = new double[versions][contexts];
        for (int v = 0; v < versions; v++) {
            for (int c = 0; c < contexts; c++) {
                means[v][c] = c % versions == v ? high : low;
            }
        }
        return of(name, means);
    }

    public World binary() {
        return new World(name, means, 0, overrides, flags, trials, late, swapped, rows);
    }

    public World late(int by) {
        return new World(name, means, deviation, overrides, flags, trials, by, swapped, rows);
    }

    public World swapping() {
        return new World(name, means, deviation, overrides, flags, trials, late, true, rows);
    }

    public World overridden(double... rates) {
        return new World(name, means, deviation, rates, flags, trials, late, swapped, rows);
    }

    public World flagged(double... rates) {
        return new World(name, means, deviation, overrides, rates, trials, late, swapped, rows);
    }

    public World longer(int many) {
        return new World(name, means, deviation, overrides, flags, many, late, swapped, rows);
    }

    @Override
    public int versions() {
        return means.length;
    }

    @Override
    public int contexts() {
        return means[0].length;
    }

    @Override
    public double mean(int trial, int version, int context) {
        return means[swapped && trial >= trials / 2 ? versions() - 1 - version : version][context];
    }

    @Override
    public double harm(int trial, int version) {
        return rows == null
                ? overrides[version] + flags[version]
                : Arrays.stream(rows.get(version))
                        .mapToDouble(row -> row[0])
                        .average()
                        .orElseThrow();
    }

    /** What is earned by whoever knows every mean. */
    public double oracle() {
        return IntStream.range(0, contexts())
                .mapToDouble(context -> IntStream.range(0, versions())
                        .mapToDouble(version -> means[version][context])
                        .max()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    @Override
    public Outcome outcome(int trial, int version, int context, SplittableRandom chance) {
        double override = chance.nextDouble();
        double flag = chance.nextDouble();
        double noise = chance.nextDouble();
        double gauss = gauss(chance);
        if (rows != null) {
            double[][] log = rows.get(version);
            double[] row = log[(int) (noise * log.length)];
            return new Outcome(row[0] > 0, false, row[1]);
        }
        double mean = mean(trial, version, context);
        double reward = deviation == 0 ? (noise < mean ? 1 : 0) : mean + deviation * gauss;
        return new Outcome(override < overrides[version], flag < flags[version], Math.max(-1, Math.min(1, reward)));
    }

    private static double gauss(SplittableRandom chance) {
        return Math.sqrt(-2 * Math.log(1 - chance.nextDouble())) * Math.cos(2 * Math.PI * chance.nextDouble());
    }

    private static double[] constant(int many, double value) {
        double[] all = new double[many];
        Arrays.fill(all, value);
        return all;
    }
}
