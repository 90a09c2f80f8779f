package org.metapolicy.evaluation;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.TDistribution;

/** One figure for each seed, in order. */
record Sample(double[] values) {
    /** That of so many seeds from 0 on. */
    static Sample of(int seeds, LongToDoubleFunction figure) {
        return new Sample(
                LongStream.range(0, seeds).parallel().mapToDouble(figure).toArray());
    }

    double mean() {
        return Arrays.stream(values).sum() / values.length;
    }

    /** Half of the 95 % interval of the mean, by Student's t; 0 where all are equal. */
    double half() {
        double mean = mean();
        double variance = Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
        return new TDistribution(values.length - 1).inverseCumulativeProbability(0.975)
                * Math.sqrt(variance / values.length);
    }

    /** Seed by seed. */
    Sample minus(Sample other) {
        return new Sample(IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] - other.values[i])
                .toArray());
    }

    double median() {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    /** Mean and half width, with so many digits after the point. */
    String text(int digits) {
        return Table.number(mean(), digits) + " ± " + Table.number(half(), digits);
    }
}
