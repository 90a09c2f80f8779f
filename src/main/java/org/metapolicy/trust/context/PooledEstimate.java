package org.metapolicy.trust.context;

import java.util.ArrayList;
import java.util.List;

/**
 * What each version is worth in each context, by partial pooling: y = μ_c + u_v + w_vc + e with u_v ~ N(0, τ²),
 * w_vc ~ N(0, τ_i²), e ~ N(0, s²) and μ_c unknown. How much versions and contexts differ is not put down to one figure,
 * which a handful of versions cannot give: the estimates under a grid of τ²/s² and τ_i²/s² are averaged by how likely each
 * pair makes the evidence (a flat prior over the grid; Gelman 2006, "Prior distributions for variance parameters in
 * hierarchical models"; for the model given both, Morris 1983, "Parametric Empirical Bayes Inference"). Half of the prior
 * says that contexts make no difference between versions, τ_i = 0: where they make none, every contrast of a context is
 * noise, and a choice by context pays for whatever part of it is believed. Versions and contexts stand by their place.
 */
final class PooledEstimate {
    /** The variance within cells where no cell tells, and what counts beside them as ten outcomes would. */
    private static final double UNKNOWN_VARIANCE = 0.25;

    private static final double LEAST_VARIANCE = 1e-6;
    private static final double[] VERSIONS = {1 / 400.0, 1 / 100.0, 1 / 25.0, 1 / 6.0, 1};
    private static final double[] CONTEXTS = {0, 1 / 2000.0, 1 / 400.0, 1 / 100.0, 1 / 25.0, 1 / 6.0, 1};

    /** τ_i = 0 weighs what all other τ_i weigh together. */
    private static final double LOG_PRIOR_OF_NONE = Math.log(CONTEXTS.length - 1);

    private final double[][] value;
    private final double[][] variance;

    /** @param cells by version, then context; as many contexts for each */
    PooledEstimate(ContextSums.Sums[][] cells) {
        int contexts = cells.length == 0 ? 0 : cells[0].length;
        this.value = new double[cells.length][contexts];
        this.variance = new double[cells.length][contexts];
        double within = within(cells);
        List<PooledModel> models = new ArrayList<>();
        List<Double> logWeights = new ArrayList<>();
        double most = Double.NEGATIVE_INFINITY;
        for (double ofVersions : VERSIONS) {
            for (double ofContexts : CONTEXTS) {
                PooledModel model = new PooledModel(cells, within, ofVersions * within, ofContexts * within);
                double logWeight = model.logLikelihood() + (ofContexts == 0 ? LOG_PRIOR_OF_NONE : 0);
                models.add(model);
                logWeights.add(logWeight);
                most = Math.max(most, logWeight);
            }
        }
        double total = 0;
        for (int i = 0; i < models.size(); i++) {
            double weight = Math.exp(logWeights.get(i) - most);
            total += weight;
            add(models.get(i), weight);
        }
        for (int v = 0; v < cells.length; v++) {
            for (int c = 0; c < contexts; c++) {
                value[v][c] /= total;
                variance[v][c] = Math.max(0, variance[v][c] / total - value[v][c] * value[v][c]);
            }
        }
    }

    /** The expected reward of the version in the context. */
    double value(int version, int context) {
        return value[version][context];
    }

    /** The variance of that. */
    double variance(int version, int context) {
        return variance[version][context];
    }

    private void add(PooledModel model, double weight) {
        for (int v = 0; v < value.length; v++) {
            for (int c = 0; c < value[v].length; c++) {
                double mean = model.value(v, c);
                value[v][c] += weight * mean;
                variance[v][c] += weight * (model.variance(v, c) + mean * mean);
            }
        }
    }

    /** s²: pooled within cells. */
    private static double within(ContextSums.Sums[][] cells) {
        double deviations = 0;
        double degrees = 0;
        for (ContextSums.Sums[] version : cells) {
            for (ContextSums.Sums cell : version) {
                deviations += cell.deviations();
                degrees += Math.max(0, cell.count() - 1);
            }
        }
        return degrees == 0 ? UNKNOWN_VARIANCE : Math.max(LEAST_VARIANCE, deviations / degrees);
    }
}
