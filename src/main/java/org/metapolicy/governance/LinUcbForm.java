package org.metapolicy.governance;

import java.util.List;
import java.util.Map;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.NonSymmetricMatrixException;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * The form of LinUCB parameters (DESIGN section 9; Li et al. 2010): {@code {"alpha": a, "actions": {"<intervention id>":
 * {"A": [[…]], "b": […]}}}}, A symmetric positive definite and context_dim square, b of length context_dim.
 */
final class LinUcbForm {
    private static final String ALPHA = "alpha";
    private static final String ACTIONS = "actions";
    private static final double SYMMETRY_TOLERANCE = 1e-9;
    private static final double PIVOT_MIN = 1e-12;

    private LinUcbForm() {}

    /**
     * The context dimension, of these parameters where they have the form, else as given.
     *
     * @param contextDim what the caller says; null where they do not
     * @throws InvalidInput if they have {@code actions} and break the form
     */
    static Long requireIfPresent(Map<String, Object> parameters, Long contextDim) {
        if (!parameters.containsKey(ACTIONS)) {
            return contextDim;
        }
        if (!(parameters.get(ALPHA) instanceof Number alpha)
                || !(alpha.doubleValue() >= 0 && Double.isFinite(alpha.doubleValue()))) {
            throw new InvalidInput(
                    "parameters.alpha is " + parameters.get(ALPHA) + ": it must be a finite number of at least 0");
        }
        if (!(parameters.get(ACTIONS) instanceof Map<?, ?> actions) || actions.isEmpty()) {
            throw new InvalidInput("parameters.actions is " + parameters.get(ACTIONS)
                    + ": it must be a map of {A, b} by intervention id, and not empty");
        }
        Long dim = contextDim;
        for (Map.Entry<?, ?> action : actions.entrySet()) {
            String where = "parameters.actions."
                    + Identifier.require("id of an action in parameters.actions", (String) action.getKey());
            if (!(action.getValue() instanceof Map<?, ?> model)
                    || !(model.get("A") instanceof List<?> rows)
                    || !(model.get("b") instanceof List<?> b)) {
                throw new InvalidInput(where + " must be a map with A, a list of rows, and b, a list of numbers");
            }
            dim = dim == null ? (Long) (long) rows.size() : dim;
            requirePositiveDefinite(where + ".A", rows, dim);
            numbers(where + ".b", b, dim);
        }
        return dim;
    }

    private static void requirePositiveDefinite(String where, List<?> rows, long dim) {
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
            new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), SYMMETRY_TOLERANCE, PIVOT_MIN);
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
                throw new InvalidInput(where + "[" + i + "] is " + list.get(i) + ": it must be a finite number");
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }
}
