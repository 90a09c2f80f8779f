package org.metapolicy.trust.context;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * The equations for the versions' effects, (D − A Ω⁻¹ Aᵀ) u = r: A has the cells' weights a_vc, Ω their sums by context, D
 * those by version plus 1/τ². As many equations as versions are solved as they stand; of many versions as many as contexts,
 * by the identity of Woodbury (Golub and Van Loan 2013, "Matrix Computations", section 2.1.4):
 * u = D⁻¹ r + D⁻¹ A S⁻¹ Aᵀ D⁻¹ r with S = Ω − Aᵀ D⁻¹ A, and |D − A Ω⁻¹ Aᵀ| = |D| |S| / |Ω|. Contexts that nobody met are left
 * out.
 */
abstract sealed class PooledSystem {
    /** Up to here as many equations as versions cost nothing. */
    static final int FEW = 64;

    private final CholeskyDecomposition solved;

    private PooledSystem(double[][] matrix) {
        this.solved = new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false));
    }

    /**
     * That of a family.
     *
     * @param weights a_vc by version, then context; 0 where a version was not
     * @param ofVersions sums of these by version
     * @param ofContexts sums of these by context
     * @param prior 1/τ², positive
     */
    static PooledSystem of(double[][] weights, double[] ofVersions, double[] ofContexts, double prior) {
        return ofVersions.length <= Math.max(FEW, ofContexts.length)
                ? new ByVersion(weights, ofVersions, ofContexts, prior)
                : new ByContext(weights, ofVersions, ofContexts, prior);
    }

    /** u for this r, by version. */
    abstract double[] solve(double[] right);

    /** Of the versions' matrix. */
    abstract double logDeterminant();

    double[] solved(double[] right) {
        return solved.getSolver().solve(new ArrayRealVector(right, false)).toArray();
    }

    double logDeterminantOfSolved(int rows) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += 2 * Math.log(solved.getL().getEntry(i, i));
        }
        return sum;
    }

    /** As many equations as versions. */
    static final class ByVersion extends PooledSystem {
        private final int versions;

        ByVersion(double[][] weights, double[] ofVersions, double[] ofContexts, double prior) {
            super(matrix(weights, ofVersions, ofContexts, prior));
            this.versions = ofVersions.length;
        }

        private static double[][] matrix(double[][] weights, double[] ofVersions, double[] ofContexts, double prior) {
            double[][] matrix = new double[ofVersions.length][ofVersions.length];
            for (int v = 0; v < matrix.length; v++) {
                matrix[v][v] = ofVersions[v] + prior;
                for (int c = 0; c < ofContexts.length; c++) {
                    double weight = weights[v][c];
                    if (weight > 0) {
                        for (int other = 0; other < matrix.length; other++) {
                            matrix[v][other] -= weight * weights[other][c] / ofContexts[c];
                        }
                    }
                }
            }
            return matrix;
        }

        @Override
        double[] solve(double[] right) {
            return solved(right);
        }

        @Override
        double logDeterminant() {
            return logDeterminantOfSolved(versions);
        }
    }

    /** As many equations as contexts that somebody met. */
    static final class ByContext extends PooledSystem {
        private final double[][] weights;
        private final double[] ofVersions;
        private final double[] ofContexts;
        private final double prior;

        ByContext(double[][] weights, double[] ofVersions, double[] ofContexts, double prior) {
            super(matrix(weights, ofVersions, ofContexts, prior));
            this.weights = weights;
            this.ofVersions = ofVersions;
            this.ofContexts = ofContexts;
            this.prior = prior;
        }

        /**
         * What is beside the diagonal is not positive, and rows sum to Σ_v a_vc / (τ² D_v): the diagonal is made of these, as the
         * difference that it is would lose what 1/τ² adds to much evidence.
         */
        private static double[][] matrix(double[][] weights, double[] ofVersions, double[] ofContexts, double prior) {
            double[][] matrix = new double[ofContexts.length][ofContexts.length];
            for (int v = 0; v < ofVersions.length; v++) {
                double whole = ofVersions[v] + prior;
                for (int c = 0; c < ofContexts.length; c++) {
                    double weight = weights[v][c];
                    if (weight > 0) {
                        matrix[c][c] += weight * prior / whole;
                        for (int other = 0; other < ofContexts.length; other++) {
                            if (other != c) {
                                double shared = weight * weights[v][other] / whole;
                                matrix[c][other] -= shared;
                                matrix[c][c] += shared;
                            }
                        }
                    }
                }
            }
            for (int c = 0; c < ofContexts.length; c++) {
                if (ofContexts[c] == 0) {
                    // Nobody was there, and nobody's effect depends on it.
                    matrix[c][c] = 1;
                }
            }
            return matrix;
        }

        @Override
        double[] solve(double[] right) {
            double[] effects = new double[right.length];
            double[] byContext = new double[ofContexts.length];
            for (int v = 0; v < effects.length; v++) {
                effects[v] = right[v] / (ofVersions[v] + prior);
                for (int c = 0; c < byContext.length; c++) {
                    byContext[c] += weights[v][c] * effects[v];
                }
            }
            double[] shared = solved(byContext);
            for (int v = 0; v < effects.length; v++) {
                double sum = 0;
                for (int c = 0; c < shared.length; c++) {
                    sum += weights[v][c] * shared[c];
                }
                effects[v] += sum / (ofVersions[v] + prior);
            }
            return effects;
        }

        @Override
        double logDeterminant() {
            double sum = logDeterminantOfSolved(ofContexts.length);
            for (double version : ofVersions) {
                sum += Math.log(version + prior);
            }
            for (double context : ofContexts) {
                sum -= context > 0 ? Math.log(context) : 0;
            }
            return sum;
        }
    }
}
