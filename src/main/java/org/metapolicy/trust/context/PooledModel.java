package org.metapolicy.trust.context;

/**
 * The estimate of {@link PooledEstimate} for given variances. A cell's mean weighs a_vc = 1/(τ_i² + s²/n_vc); μ_c and u_v
 * minimise Σ a_vc (m_vc − μ_c − u_v)² + Σ u_v²/τ²; w_vc = a_vc τ_i² (m_vc − μ_c − u_v). A value's variance is that given
 * μ_c: what all versions share does not matter between them.
 */
final class PooledModel {
    private final ContextSums.Sums[][] cells;
    private final double within;
    private final double ofVersions;
    private final double ofContexts;
    private final double[][] weights;
    private final double[] weightOfVersion;
    private final double[] weightOfContext;
    private final double[] contextMean;
    private final double[] effect;
    private final double logLikelihood;

    PooledModel(ContextSums.Sums[][] cells, double within, double ofVersions, double ofContexts) {
        int versions = cells.length;
        int contexts = cells[0].length;
        this.cells = cells;
        this.within = within;
        this.ofVersions = ofVersions;
        this.ofContexts = ofContexts;
        this.weights = new double[versions][contexts];
        this.weightOfVersion = new double[versions];
        this.weightOfContext = new double[contexts];
        this.contextMean = new double[contexts];
        double logWeights = 0;
        for (int v = 0; v < versions; v++) {
            for (int c = 0; c < contexts; c++) {
                long n = cells[v][c].count();
                if (n > 0) {
                    double weight = n / (n * ofContexts + within);
                    weights[v][c] = weight;
                    weightOfVersion[v] += weight;
                    weightOfContext[c] += weight;
                    contextMean[c] += weight * cells[v][c].mean();
                    logWeights += Math.log(weight);
                }
            }
        }
        double[] right = new double[versions];
        double met = 0;
        double all = 0;
        for (int c = 0; c < contexts; c++) {
            if (weightOfContext[c] > 0) {
                all += contextMean[c];
                met += weightOfContext[c];
                contextMean[c] /= weightOfContext[c];
                logWeights -= Math.log(weightOfContext[c]);
            }
        }
        for (int v = 0; v < versions; v++) {
            for (int c = 0; c < contexts; c++) {
                if (weights[v][c] > 0) {
                    right[v] += weights[v][c] * (cells[v][c].mean() - contextMean[c]);
                }
            }
        }
        PooledSystem system = PooledSystem.of(weights, weightOfVersion, weightOfContext, 1 / ofVersions);
        this.effect = system.solve(right);
        for (int c = 0; c < contexts; c++) {
            if (weightOfContext[c] > 0) {
                for (int v = 0; v < versions; v++) {
                    contextMean[c] -= weights[v][c] / weightOfContext[c] * effect[v];
                }
            } else {
                // Nobody was there: what is shared is that of all contexts, and matters to no comparison.
                contextMean[c] = met == 0 ? 0 : all / met;
            }
        }
        double misfit = 0;
        for (int v = 0; v < versions; v++) {
            misfit += effect[v] * effect[v] / ofVersions;
            for (int c = 0; c < contexts; c++) {
                double rest = cells[v][c].mean() - contextMean[c] - effect[v];
                misfit += weights[v][c] * rest * rest;
            }
        }
        this.logLikelihood = (logWeights - system.logDeterminant() - versions * Math.log(ofVersions) - misfit) / 2;
    }

    /** Of the cells' means, μ_c integrated out; up to a number that does not depend on the two variances. */
    double logLikelihood() {
        return logLikelihood;
    }

    double value(int version, int context) {
        double expected = contextMean[context] + effect[version];
        double own = weights[version][context] * ofContexts;
        return own == 0 ? expected : expected + own * (cells[version][context].mean() - expected);
    }

    double variance(int version, int context) {
        double own = weights[version][context] * ofContexts;
        double ofVersion = 1 / (weightOfVersion[version] + 1 / ofVersions);
        return ofContexts * within / (cells[version][context].count() * ofContexts + within)
                + (1 - own) * (1 - own) * ofVersion;
    }
}
