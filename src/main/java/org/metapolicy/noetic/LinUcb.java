package org.metapolicy.noetic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.NonSymmetricMatrixException;
import org.apache.commons.math3.linear.RealVector;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * The parameters of a contextual bandit with linear payoffs, one ridge regression per intervention, and its ranking (Li et
 * al. 2010, "A Contextual-Bandit Approach to Personalized News Article Recommendation", algorithm 1).
 *
 * <p>Written as {@code {"alpha": a, "actions": {"<intervention id>": {"A": [[…]], "b": […]}}}}: a ≥ 0, A symmetric
 * positive definite of context_dim × context_dim, b of context_dim numbers (DESIGN section 9).
 */
public final class LinUcb {
    private record Action(DecompositionSolver solver, RealVector theta) {}

    private final String versionId;
    private final int dimension;
    private final double alpha;
    private final Map<String, Action> actions;

    private LinUcb(String versionId, int dimension, double alpha, Map<String, Action> actions) {
        this.versionId = versionId;
        this.dimension = dimension;
        this.alpha = alpha;
        this.actions = actions;
    }

    /**
     * The bandit of a version, or empty if its parameters hold none: no parameters, or none called "actions".
     *
     * @throws Conflict if there are parameters of the wrong form, naming what is wrong and what would be right
     */
    public static Optional<LinUcb> of(VersionPolicy version) {
        String what = "the parameters of version '" + version.versionId() + "'";
        if (version.parameters() == null || version.parameters().isBlank()) {
            return Optional.empty();
        }
        try {
            JsonElement json = JsonParser.parseString(version.parameters());
            if (!(json instanceof JsonObject object) || !object.has("actions")) {
                return Optional.empty();
            }
            if (version.contextDim() == null || version.contextDim() < 1) {
                throw new Conflict("version '" + version.versionId() + "' has context_dim " + version.contextDim()
                        + ": a positive integer is needed to read its parameters");
            }
            int dimension = version.contextDim();
            double alpha = finite(object.get("alpha"), what + ": alpha");
            if (alpha < 0) {
                throw new Conflict(what + ": alpha is " + alpha + ": it must be at least 0");
            }
            Map<String, Action> actions = new TreeMap<>();
            for (Map.Entry<String, JsonElement> entry :
                    object.getAsJsonObject("actions").entrySet()) {
                actions.put(
                        entry.getKey(),
                        action(
                                entry.getValue().getAsJsonObject(),
                                dimension,
                                what + ": action '" + entry.getKey() + "'"));
            }
            return Optional.of(new LinUcb(version.versionId(), dimension, alpha, actions));
        } catch (JsonParseException | IllegalStateException | ClassCastException e) {
            throw new Conflict(what + " are not LinUCB parameters (" + e.getMessage()
                    + "): {\"alpha\": a, \"actions\": {\"<intervention id>\": {\"A\": [[…]], \"b\": […]}}} is needed");
        }
    }

    /**
     * The interventions among {@code options} that the bandit knows and that may be done, best first, ties by id.
     *
     * @param context the context vector
     * @param most the highest risk allowed
     * @throws InvalidInput if the vector has another length than context_dim, or holds what is not a finite number
     */
    public List<Recommendation> rank(List<Double> context, List<InterventionOption> options, RiskLevel most) {
        if (context == null || context.size() != dimension) {
            throw new InvalidInput("the context vector has " + (context == null ? 0 : context.size())
                    + " numbers: the context_dim of version '" + versionId + "' is " + dimension);
        }
        if (!context.stream().allMatch(number -> number != null && Double.isFinite(number))) {
            throw new InvalidInput("the context vector is " + context + ": it must hold finite numbers");
        }
        RealVector x = new ArrayRealVector(
                context.stream().mapToDouble(Double::doubleValue).toArray());
        return options.stream()
                .filter(option -> option.active() && option.risk().compareTo(most) <= 0)
                .filter(option -> actions.containsKey(option.id()))
                .map(option -> recommendation(option, actions.get(option.id()), x))
                .sorted(Comparator.comparingDouble(Recommendation::score)
                        .reversed()
                        .thenComparing(one -> one.intervention().id()))
                .toList();
    }

    private Recommendation recommendation(InterventionOption option, Action action, RealVector x) {
        // Rounding may push the variance of a nearly singular action a hair below 0.
        double variance = Math.max(0, x.dotProduct(action.solver.solve(x)));
        return new Recommendation(option, action.theta.dotProduct(x), alpha * Math.sqrt(variance));
    }

    private static Action action(JsonObject json, int dimension, String what) {
        double[][] a = new double[dimension][];
        JsonArray rows = array(json.get("A"), dimension, what + ": A");
        for (int i = 0; i < dimension; i++) {
            a[i] = numbers(rows.get(i), dimension, what + ": row " + i + " of A");
        }
        double[] b = numbers(json.get("b"), dimension, what + ": b");
        try {
            DecompositionSolver solver =
                    new CholeskyDecomposition(new Array2DRowRealMatrix(a, false), 1e-9, 1e-12).getSolver();
            return new Action(solver, solver.solve(new ArrayRealVector(b, false)));
        } catch (NonSymmetricMatrixException | NonPositiveDefiniteMatrixException e) {
            throw new Conflict(what + ": A must be symmetric and positive definite: " + e.getMessage());
        }
    }

    private static double[] numbers(JsonElement json, int length, String what) {
        JsonArray array = array(json, length, what);
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = finite(array.get(i), what);
        }
        return numbers;
    }

    private static JsonArray array(JsonElement json, int length, String what) {
        if (!(json instanceof JsonArray array) || array.size() != length) {
            throw new Conflict(what + " must be a list of " + length + ", the version's context_dim");
        }
        return array;
    }

    private static double finite(JsonElement json, String what) {
        if (json == null
                || !json.isJsonPrimitive()
                || !json.getAsJsonPrimitive().isNumber()
                || !Double.isFinite(json.getAsDouble())) {
            throw new Conflict(what + " is " + json + ": it must be a finite number");
        }
        return json.getAsDouble();
    }
}
