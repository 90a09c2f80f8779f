package org.metapolicy.trust.context;

/**
 * A mean in each cell: m_c ~ N(μ, τ² + s²/n_c) with μ unknown (partial pooling of one version's cells: Efron &amp; Morris 1975,
 * "Data Analysis Using Stein's Estimator and its Generalizations"), s² pooled within cells.
 */
final class CellMeans extends CellEstimate {
    private static final double[] RATIOS = {1 / 2000.0, 1 / 400.0, 1 / 100.0, 1 / 25.0, 1 / 6.0, 1};
    private static final double UNKNOWN_VARIANCE = 0.25;
    private static final double LEAST_VARIANCE = 1e-6;

    private final ContextSums.Sums[] cells;
    private final double within;

    CellMeans(ContextSums.Sums[] cells) {
        super(cells.length);
        this.cells = cells;
        double deviations = 0;
        double degrees = 0;
        for (ContextSums.Sums cell : cells) {
            deviations += cell.deviations();
            degrees += Math.max(0, cell.count() - 1);
        }
        this.within = degrees == 0 ? UNKNOWN_VARIANCE : Math.max(LEAST_VARIANCE, deviations / degrees);
        average(RATIOS.length);
    }

    @Override
    double logLikelihood(int ratio) {
        double own = own(ratio);
        double all = 0;
        double sum = 0;
        for (ContextSums.Sums cell : cells) {
            if (cell.count() > 0) {
                double weight = weight(ratio, cell);
                all += weight;
                sum += Math.log(weight) - weight * (cell.mean() - own) * (cell.mean() - own) / within;
            }
        }
        return all == 0 ? 0 : (sum - Math.log(all)) / 2;
    }

    @Override
    double value(int ratio, int cell) {
        double own = own(ratio);
        double kept = weight(ratio, cells[cell]) * RATIOS[ratio];
        return own + kept * (cells[cell].mean() - own);
    }

    @Override
    double variance(int ratio, int cell) {
        return within * RATIOS[ratio] / (cells[cell].count() * RATIOS[ratio] + 1);
    }

    @Override
    long count(int cell) {
        return cells[cell].count();
    }

    /** μ: of nothing 0. */
    private double own(int ratio) {
        double weights = 0;
        double sum = 0;
        for (ContextSums.Sums cell : cells) {
            weights += weight(ratio, cell);
            sum += weight(ratio, cell) * cell.mean();
        }
        return weights == 0 ? 0 : sum / weights;
    }

    /** s² / (τ² + s²/n). */
    private static double weight(int ratio, ContextSums.Sums cell) {
        return cell.count() / (cell.count() * RATIOS[ratio] + 1);
    }
}
