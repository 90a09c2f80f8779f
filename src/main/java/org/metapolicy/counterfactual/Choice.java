package org.metapolicy.counterfactual;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.noetic.Reading;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.ValueKind;

/**
 * What a version would do in one situation.
 *
 * @param probabilities by intervention id, not empty, each in [0, 1], together 1
 */
public record Choice(SortedMap<String, Double> probabilities) {
    /** How far from 1 stored probabilities may sum, as texts of few digits do; they are divided by their sum. */
    static final double SUM_TOLERANCE = 1e-3;

    private static final double NEGLIGIBLE = 1e-12;

    private static final ValueKind<List<String>> INTERVENTIONS =
            ValueKind.notEmpty("a list of intervention ids", ValueKind.listOf("", ValueKind.WORDS));
    private static final ValueKind<List<Double>> PROBABILITIES =
            ValueKind.listOf("a list of probabilities", ValueKind.number("a probability", 0, 1));

    public Choice {
        probabilities = Collections.unmodifiableSortedMap(new TreeMap<>(probabilities));
    }

    /** The one who always does this. */
    public static Choice of(String intervention) {
        return new Choice(new TreeMap<>(Map.of(intervention, 1.0)));
    }

    /**
     * What another program wrote of it.
     *
     * @param interventions a list of different ids, not empty
     * @param probabilities as many numbers in [0, 1] that sum to 1 within {@link #SUM_TOLERANCE}
     */
    static Reading<Choice> read(Object interventions, Object probabilities) {
        List<String> ids = INTERVENTIONS.read(interventions);
        if (ids == null) {
            return Reading.unreadable("interventions is " + Shown.withType(interventions)
                    + ": it must be a list of intervention ids, not empty");
        }
        List<Double> shares = PROBABILITIES.read(probabilities);
        if (shares == null || shares.size() != ids.size()) {
            return Reading.unreadable("probabilities is " + Shown.withType(probabilities) + ": it must be a list of "
                    + ids.size() + " numbers from 0 to 1, one for each intervention");
        }
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            return Reading.unreadable("probabilities sum to " + sum + ": they must sum to 1");
        }
        SortedMap<String, Double> read = new TreeMap<>();
        for (int i = 0; i < ids.size(); i++) {
            if (read.put(ids.get(i), shares.get(i) / sum) != null) {
                return Reading.unreadable("interventions names " + Shown.value(ids.get(i)) + " twice: name each once");
            }
        }
        return Reading.of(new Choice(read));
    }

    /**
     * Whether all that it would do had at least this probability; also where it would do just what was done, as often: that needs no
     * weights.
     *
     * @param chances by intervention, of all that had any
     */
    boolean isTried(SortedMap<String, Double> chances, double least) {
        return probabilities.entrySet().stream()
                        .allMatch(one ->
                                one.getValue() == 0 || chances.getOrDefault(one.getKey(), 0.0) >= least - NEGLIGIBLE)
                || isSame(new Choice(chances));
    }

    /** Whether both would do the same as often, but for what rounding makes of it. */
    boolean isSame(Choice other) {
        return probabilities.entrySet().stream()
                        .allMatch(one -> Math.abs(one.getValue() - other.share(one.getKey())) < NEGLIGIBLE)
                && other.probabilities.entrySet().stream()
                        .allMatch(one -> Math.abs(one.getValue() - share(one.getKey())) < NEGLIGIBLE);
    }

    /** How likely it would do this, in [0, 1]. */
    double share(String intervention) {
        return probabilities.getOrDefault(intervention, 0.0);
    }
}
