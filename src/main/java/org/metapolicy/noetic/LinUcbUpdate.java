package org.metapolicy.noetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.metapolicy.policy.LinUcbParameters;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * LinUCB's parameters after what came of decisions: for each of them A ← A + x·xᵀ and b ← b + r·x of the intervention that
 * was done (Li et al. 2010, algorithm 1, lines 12 and 13), in the order given. What a person overrode is left out, since
 * the reward is that of what the person did.
 */
public final class LinUcbUpdate {
    private static final String ACTIONS = "actions";

    /** Why a decision teaches nothing. */
    public enum LeftOut {
        OVERRIDDEN,
        /** There is no context vector, or one of another length than context_dim. */
        WITHOUT_CONTEXT,
        /** There is no intervention, or none among the parameters' actions. */
        OTHER_INTERVENTION,
        WITHOUT_REWARD
    }

    /**
     * @param parameters the new parameters, in the form of the former
     * @param used how many decisions they learned from
     * @param leftOut how many were left out, by why; without those of which there are none
     */
    public record Learned(Map<String, Object> parameters, long used, Map<LeftOut, Long> leftOut) {}

    private final Map<String, Object> parameters;
    private final int dimension;
    private final Map<String, RealMatrix> a = new TreeMap<>();
    private final Map<String, RealVector> b = new TreeMap<>();
    private final Map<LeftOut, Long> leftOut = new TreeMap<>();
    private long used;

    /**
     * @param parameters those to start from, as JSON gives them
     * @param contextDim the length of a context vector
     * @throws InvalidInput if they are not LinUCB's, naming where and what would be right
     */
    public LinUcbUpdate(Map<String, Object> parameters, Long contextDim) {
        this.parameters = parameters;
        this.dimension = LinUcbParameters.of(parameters, contextDim).dimension();
        ((Map<?, ?>) parameters.get(ACTIONS)).forEach((id, model) -> {
            List<?> rows = (List<?>) ((Map<?, ?>) model).get("A");
            double[][] matrix = rows.stream().map(row -> numbers((List<?>) row)).toArray(double[][]::new);
            a.put((String) id, new Array2DRowRealMatrix(matrix, false));
            b.put((String) id, new ArrayRealVector(numbers((List<?>) ((Map<?, ?>) model).get("b")), false));
        });
    }

    /** Learns from one decision, or counts why it teaches nothing. */
    public void take(LearningSample sample) {
        LeftOut why = whyNot(sample);
        if (why != null) {
            leftOut.merge(why, 1L, Long::sum);
            return;
        }
        RealVector x = new ArrayRealVector(
                sample.context().stream().mapToDouble(Double::doubleValue).toArray(), false);
        a.computeIfPresent(sample.interventionId(), (id, matrix) -> matrix.add(x.outerProduct(x)));
        b.computeIfPresent(sample.interventionId(), (id, vector) -> vector.add(x.mapMultiply(sample.reward())));
        used++;
    }

    /** The parameters after the decisions taken so far. */
    public Learned learned() {
        Map<String, Object> actions = new TreeMap<>();
        a.forEach((id, matrix) -> actions.put(
                id,
                Map.of(
                        "A",
                        List.of(matrix.getData()).stream()
                                .map(LinUcbUpdate::list)
                                .toList(),
                        "b",
                        list(b.get(id).toArray()))));
        Map<String, Object> after = new LinkedHashMap<>(parameters);
        after.put(ACTIONS, actions);
        return new Learned(after, used, Map.copyOf(leftOut));
    }

    private LeftOut whyNot(LearningSample sample) {
        if (sample.overridden()) {
            return LeftOut.OVERRIDDEN;
        }
        if (sample.context().size() != dimension) {
            return LeftOut.WITHOUT_CONTEXT;
        }
        if (sample.interventionId() == null || !a.containsKey(sample.interventionId())) {
            return LeftOut.OTHER_INTERVENTION;
        }
        return sample.reward() == null ? LeftOut.WITHOUT_REWARD : null;
    }

    private static double[] numbers(List<?> list) {
        return list.stream().mapToDouble(one -> ((Number) one).doubleValue()).toArray();
    }

    private static List<Double> list(double[] numbers) {
        List<Double> list = new ArrayList<>(numbers.length);
        for (double number : numbers) {
            list.add(number);
        }
        return list;
    }
}
