package org.metapolicy.noetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
    private static final double LARGEST = 0x1p53;

    /** Why a decision teaches nothing. */
    public enum LeftOut {
        OVERRIDDEN,
        /** There is no context vector, or one of another length than context_dim. */
        WITHOUT_CONTEXT,
        /** There is no intervention, or none among the parameters' actions. */
        OTHER_INTERVENTION,
        WITHOUT_REWARD,
        /** The context's numbers are so large that A, or b, would hold one beyond ±2^53, as parameters may hold none. */
        TOO_LARGE
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
        RealMatrix matrix = a.get(sample.interventionId()).add(x.outerProduct(x));
        RealVector vector = b.get(sample.interventionId()).add(x.mapMultiply(sample.reward()));
        double largest = Math.max(largest(matrix), vector.getLInfNorm());
        // Nor is NaN, of products that are infinite, at most that.
        if (!(largest <= LARGEST)) {
            leftOut.merge(LeftOut.TOO_LARGE, 1L, Long::sum);
            return;
        }
        a.put(sample.interventionId(), matrix);
        b.put(sample.interventionId(), vector);
        used++;
    }

    private static double largest(RealMatrix matrix) {
        return Stream.of(matrix.getData())
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
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
