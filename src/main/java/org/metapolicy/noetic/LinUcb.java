package org.metapolicy.noetic;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.RealVector;
import org.metapolicy.policy.LinUcbParameters;
import org.metapolicy.policy.MapsAreObjects;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * A contextual bandit with linear payoffs and its ranking (Li et al. 2010, "A Contextual-Bandit Approach to Personalized
 * News Article Recommendation", algorithm 1); the form of its parameters is {@link LinUcbParameters}.
 */
public final class LinUcb {
    private static final Gson GSON =
            new GsonBuilder().registerTypeAdapterFactory(new MapsAreObjects()).create();

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
        if (version.parameters() == null || version.parameters().isBlank()) {
            return Optional.empty();
        }
        try {
            Map<String, Object> parameters =
                    GSON.fromJson(version.parameters(), new TypeToken<Map<String, Object>>() {}.getType());
            return parameters != null && LinUcbParameters.isClaimedBy(parameters)
                    ? Optional.of(of(version, LinUcbParameters.of(parameters, contextDim(version))))
                    : Optional.empty();
        } catch (JsonParseException | InvalidInput e) {
            throw new Conflict("version '" + version.versionId()
                    + "' cannot recommend, its parameters are not LinUCB's: " + e.getMessage());
        }
    }

    private static LinUcb of(VersionPolicy version, LinUcbParameters parameters) {
        Map<String, Action> actions = new TreeMap<>();
        parameters
                .models()
                .forEach((id, model) ->
                        actions.put(id, new Action(model.a(), model.a().solve(model.b()))));
        return new LinUcb(version.versionId(), parameters.dimension(), parameters.alpha(), actions);
    }

    private static Long contextDim(VersionPolicy version) {
        if (version.contextDim() == null || version.contextDim() < 1) {
            throw new InvalidInput(
                    "context_dim is " + version.contextDim() + ": a positive integer is needed to read them");
        }
        return version.contextDim().longValue();
    }

    /**
     * The interventions among {@code options} that the bandit knows and that may be done, best first, ties by id.
     *
     * @param context the context vector
     * @param most the highest risk allowed
     * @throws InvalidInput if the vector has another length than context_dim, or holds what is not a finite number, or such large ones
     *     that a score is none
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
        Recommendation ranked = new Recommendation(option, action.theta.dotProduct(x), alpha * Math.sqrt(variance));
        if (!Double.isFinite(ranked.score())) {
            throw new InvalidInput("the context vector holds " + x.getLInfNorm() + ": intervention '" + option.id()
                    + "' of version '" + versionId + "' has no finite score of numbers as large as that");
        }
        return ranked;
    }
}
