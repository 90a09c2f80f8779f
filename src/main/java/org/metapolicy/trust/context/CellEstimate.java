package org.metapolicy.trust.context;

import java.util.Arrays;

/**
 * What a measure is in each cell of one version, drawn towards the version's own as far as its cells do not differ: estimates
 * under several ratios of the variance between cells to that within, averaged by how likely each makes the cells (a flat
 * prior over them; Gelman 2006, "Prior distributions for variance parameters in hierarchical models"). No other version
 * moves it.
 */
abstract class CellEstimate {
    private final double[] mean;
    private final double[] square;
    private double total;

    CellEstimate(int cells) {
        this.mean = new double[cells];
        this.square = new double[cells];
    }

    /** Averages over so many ratios; to be called once, when the estimate is whole. */
    final void average(int ratios) {
        double[] likelihoods = new double[ratios];
        Arrays.setAll(likelihoods, this::logLikelihood);
        double most = Arrays.stream(likelihoods).max().orElse(0);
        for (int ratio = 0; ratio < ratios; ratio++) {
            double weight = Math.exp(likelihoods[ratio] - most);
            total += weight;
            for (int cell = 0; cell < mean.length; cell++) {
                double value = value(ratio, cell);
                mean[cell] += weight * value;
                square[cell] += weight * (variance(ratio, cell) + value * value);
            }
        }
    }

    /** Up to a number that is the same for all ratios. */
    abstract double logLikelihood(int ratio);

    /** The estimate in the cell under this ratio. */
    abstract double value(int ratio, int cell);

    /** The variance of that, given the version's own. */
    abstract double variance(int ratio, int cell);

    /** How many there are in the cell. */
    abstract long count(int cell);

    /**
     * How much the cell differs from the version's own: 0 in the mean over its cells, each as often as it was met; 0 where
     * nothing is known.
     */
    final double contrast(int cell) {
        double sum = 0;
        long count = 0;
        for (int c = 0; c < mean.length; c++) {
            sum += count(c) * mean[c];
            count += count(c);
        }
        return count == 0 ? 0 : (mean[cell] - sum / count) / total;
    }

    /** The variance of the estimate in the cell. */
    final double variance(int cell) {
        double value = mean[cell] / total;
        return Math.max(0, square[cell] / total - value * value);
    }
}
