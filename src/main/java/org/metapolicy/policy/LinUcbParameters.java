package org.metapolicy.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.NonSymmetricMatrixException;
import org.apache.commons.math3.linear.RealVector;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * The parameters of a contextual bandit with linear payoffs, one ridge regression per intervention (specification,
 * section 8.8; Li et al. 2010, "A Contextual-Bandit Approach to Personalized News Article Recommendation"), in the one
 * form that is registered and that recommendations are made from: {@code {"alpha": a, "actions": {"<intervention id>":
 * {"A": [[…]], "b": […]}}}}.
 *
 * @param alpha how much uncertainty is worth, at least 0
 * @param dimension the length of a context vector, at least 1
 * @param models by intervention id, not empty
 */
public record LinUcbParameters(double alpha, int dimension, SortedMap<String, Model> models) {
    private static final String ALPHA = "alpha";
    private static final String ACTIONS = "actions";
    private static final double SYMMETRY_TOLERANCE = 1e-9;
    private static final double PIVOT_MIN = 1e-12;

    public LinUcbParameters {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /**
     * The regression of one intervention.
     *
     * @param a its matrix A, symmetric positive definite of dimension × dimension, factorised
     * @param b its vector b, of length dimension
     */
    public record Model(DecompositionSolver a, RealVector b) {}

    /** Whether parameters claim to have this form: whatever has {@code actions} must have the rest of it. */
    public static boolean isClaimedBy(Map<?, ?> parameters) {
        return parameters.containsKey(ACTIONS);
    }

    /**
     * Reads parameters of this form.
     *
     * @param parameters maps, lists and numbers, as JSON gives them
     * @param contextDim what the dimension must be; null where the parameters alone say
     * @throws InvalidInput if they break the form, naming where and what would be right
     */
    public static LinUcbParameters of(Map<?, ?> parameters, Long contextDim) {
        if (!(parameters.get(ALPHA) instanceof Number alpha)
                || !(alpha.doubleValue() >= 0 && Double.isFinite(alpha.doubleValue()))) {
            throw new InvalidInput("parameters.alpha is " + Shown.withType(parameters.get(ALPHA))
                    + ": it must be a finite number of at least 0");
        }
        if (!(parameters.get(ACTIONS) instanceof Map<?, ?> actions) || actions.isEmpty()) {
            throw new InvalidInput("parameters.actions is " + Shown.withType(parameters.get(ACTIONS))
                    + ": it must be a map of {A, b} by intervention id, and not empty");
        }
        SortedMap<String, Model> models = new TreeMap<>();
        Long dim = contextDim;
        for (Map.Entry<?, ?> action : actions.entrySet()) {
            String id = Identifier.require("id of an action in parameters.actions", (String) action.getKey());
            String where = "parameters.actions." + id;
            if (!(action.getValue() instanceof Map<?, ?> model)
                    || !(model.get("A") instanceof List<?> rows)
                    || !(model.get("b") instanceof List<?> b)) {
                throw new InvalidInput(where + " must be a map with A, a list of rows, and b, a list of numbers");
            }
            dim = dim == null ? (Long) (long) rows.size() : dim;
            models.put(
                    id,
                    new Model(
                            positiveDefinite(where + ".A", rows, dim),
                            new ArrayRealVector(numbers(where + ".b", b, dim), false)));
        }
        return new LinUcbParameters(alpha.doubleValue(), Math.toIntExact(dim), models);
    }

    private static DecompositionSolver positiveDefinite(String where, List<?> rows, long dim) {
        if (rows.size() != dim || dim < 1) {
            throw new InvalidInput(where + " has " + rows.size() + " rows: it must have context_dim = " + dim);
        }
        double[][] matrix = new double[rows.size()][];
        for (int i = 0; i < matrix.length; i++) {
            if (!(rows.get(i) instanceof List<?> row)) {
                throw new InvalidInput(where + "[" + i + "] must be a list of numbers");
            }
            matrix[i] = numbers(where + "[" + i + "]", row, dim);
        }
        try {
            return new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), SYMMETRY_TOLERANCE, PIVOT_MIN)
                    .getSolver();
        } catch (NonSymmetricMatrixException e) {
            throw new InvalidInput(where + " is not symmetric: row " + e.getRow() + ", column " + e.getColumn());
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new InvalidInput(where + " is not positive definite");
        }
    }

    private static double[] numbers(String where, List<?> list, long dim) {
        if (list.size() != dim) {
            throw new InvalidInput(where + " has " + list.size() + " numbers: it must have context_dim = " + dim);
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                throw new InvalidInput(
                        where + "[" + i + "] is " + Shown.withType(list.get(i)) + ": it must be a finite number");
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }
}
