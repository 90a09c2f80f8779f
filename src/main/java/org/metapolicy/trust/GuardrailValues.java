package org.metapolicy.trust;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.metapolicy.policy.RewardRange;

/** Sums of the watched variables over one episode or one session, each with the number of episodes that gave it. */
final class GuardrailValues {
    static final GuardrailValues NOTHING = new GuardrailValues(Map.of());

    private final double[] sums = new double[Variable.values().length];
    private final long[] counts = new long[sums.length];

    /** @param sums those that any episode gave */
    GuardrailValues(Map<Variable, Sum> sums) {
        sums.forEach((variable, sum) -> {
            this.sums[variable.ordinal()] = sum.sum();
            this.counts[variable.ordinal()] = sum.count();
        });
    }

    static GuardrailValues of(Observation observation) {
        GuardrailValues values = new GuardrailValues(Map.of());
        for (Variable variable : Variable.values()) {
            values.set(variable, variable.of(observation));
        }
        return values;
    }

    static GuardrailValues ofStatus(boolean overridden) {
        GuardrailValues values = new GuardrailValues(Map.of());
        values.set(Variable.OVERRIDES, Variable.flag(overridden));
        return values;
    }

    /** Without the status, which counts on its own. */
    static GuardrailValues ofOutcome(Observation observation) {
        GuardrailValues values = of(observation);
        values.sums[Variable.OVERRIDES.ordinal()] = 0;
        values.counts[Variable.OVERRIDES.ordinal()] = 0;
        return values;
    }

    static GuardrailValues ofLateFlag(boolean safetyFlag) {
        GuardrailValues values = new GuardrailValues(Map.of());
        values.set(Variable.SAFETY_FLAGS, Variable.flag(safetyFlag));
        return values;
    }

    GuardrailValues plus(GuardrailValues other) {
        GuardrailValues total = new GuardrailValues(Map.of());
        Arrays.setAll(total.sums, i -> sums[i] + other.sums[i]);
        Arrays.setAll(total.counts, i -> counts[i] + other.counts[i]);
        return total;
    }

    /** The values of a variable as badness, summed up, with their number. */
    Sum badness(Variable variable, RewardRange rewards) {
        double sum = sums[variable.ordinal()];
        long count = counts[variable.ordinal()];
        return new Sum(count == 0 ? 0 : count * variable.badness(sum / count, rewards), count);
    }

    /** The sum of a variable, in its own unit, with the number of values. */
    Sum of(Variable variable) {
        return new Sum(sums[variable.ordinal()], counts[variable.ordinal()]);
    }

    /** The sums that any episode gave, for storing. */
    Map<Variable, Sum> given() {
        Map<Variable, Sum> given = new LinkedHashMap<>();
        for (Variable variable : Variable.values()) {
            if (counts[variable.ordinal()] > 0) {
                given.put(variable, new Sum(sums[variable.ordinal()], counts[variable.ordinal()]));
            }
        }
        return given;
    }

    private void set(Variable variable, Double value) {
        if (value != null) {
            sums[variable.ordinal()] = value;
            counts[variable.ordinal()] = 1;
        }
    }

    /** A sum of so many values. */
    record Sum(double sum, long count) {}
}
