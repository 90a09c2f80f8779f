package org.metapolicy.trust;

import java.util.Arrays;

/**
 * Sums of what guardrails look at, over one episode or one session: override, flag, reward, and the changes of coherence,
 * accuracy and calibration, each with the number of episodes that gave it.
 */
record GuardrailValues(double[] sums, long[] counts) {
    /** The guardrails that have a variable of their own; the other two share one with these. */
    private static final int VARIABLES = 6;

    static final GuardrailValues NOTHING = new GuardrailValues(new double[VARIABLES], new long[VARIABLES]);

    GuardrailValues {
        if (sums.length != VARIABLES || counts.length != VARIABLES) {
            throw new IllegalArgumentException("guardrail values have " + sums.length + " sums: there must be 6");
        }
    }

    static GuardrailValues of(Observation observation) {
        boolean own = observation.ownResult();
        Double[] values = {
            observation.episode().overridden() ? 1.0 : 0.0,
            // Whether an override that timed out was flagged is known when its outcome comes, if ever.
            observation.withOutcome() ? flag(observation.safetyFlag()) : null,
            own ? observation.reward() : null,
            own ? observation.deltaCoherence() : null,
            own ? observation.deltaAccuracy() : null,
            own ? observation.deltaCalibration() : null
        };
        return of(values);
    }

    static GuardrailValues ofLateFlag(boolean safetyFlag) {
        Double[] values = new Double[VARIABLES];
        values[Guardrail.SAFETY_FLAGS.ordinal()] = flag(safetyFlag);
        return of(values);
    }

    GuardrailValues plus(GuardrailValues other) {
        double[] sum = sums.clone();
        long[] count = counts.clone();
        Arrays.setAll(sum, i -> sums[i] + other.sums[i]);
        Arrays.setAll(count, i -> counts[i] + other.counts[i]);
        return new GuardrailValues(sum, count);
    }

    /** The mean of what this guardrail looks at; NaN where no episode gave it. */
    double mean(Guardrail guardrail) {
        int variable =
                switch (guardrail) {
                    case DEGRADATION -> Guardrail.REWARD.ordinal();
                    case OVERRIDE_SURGE -> Guardrail.OVERRIDES.ordinal();
                    default -> guardrail.ordinal();
                };
        return sums[variable] / counts[variable];
    }

    private static GuardrailValues of(Double[] values) {
        double[] sums = new double[VARIABLES];
        long[] counts = new long[VARIABLES];
        for (int i = 0; i < VARIABLES; i++) {
            if (values[i] != null) {
                sums[i] = values[i];
                counts[i] = 1;
            }
        }
        return new GuardrailValues(sums, counts);
    }

    private static Double flag(boolean raised) {
        return raised ? 1.0 : 0.0;
    }
}
