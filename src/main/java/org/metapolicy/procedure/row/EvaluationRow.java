package org.metapolicy.procedure.row;

import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.counterfactual.Evaluation;
import org.neo4j.procedure.Description;

/** What a log says of a version, as a row. */
public record EvaluationRow(
        @Description("Mean reward that the version would have earned, or what more than the other; null if refused.")
        Double estimate,

        @Description(
                "Lower end of a 95 % interval that holds at every look, from earlier outcomes alone; null if refused.")
        Double lower,

        @Description("Its upper end.") Double upper,

        @Description("Lower end of a 95 % interval of the estimate for one look that was planned; null of DM.")
        Double fixed_lower,

        @Description("Its upper end.") Double fixed_upper,
        @Description("Decisions with an outcome.") long n,

        @Description("The size of an unweighted sample that would tell as much; of a difference, where the two differ.")
        double effectiveN,

        @Description("Mean weight; near 1 where propensities are right and all that it would do was tried.")
        Double meanWeight,

        @Description("The largest weight.") double largestWeight,

        @Description("The share of the n decisions that tell something of what is judged, in [0, 1].")
        double coverage,

        @Description("BETTER, NOT_WORSE, WORSE or INCONCLUSIVE of a difference, ESTIMATED of a value, or REFUSED.")
        String verdict,

        @Description("Why, with the figures, and what was left out.")
        String reason,

        @Description("The figure of every estimator by its name, as far as the log gives it.")
        Map<String, Object> estimates) {
    public static EvaluationRow of(Evaluation evaluation) {
        return new EvaluationRow(
                evaluation.estimate(),
                evaluation.lower(),
                evaluation.upper(),
                evaluation.fixedLower(),
                evaluation.fixedUpper(),
                evaluation.n(),
                evaluation.effectiveN(),
                evaluation.meanWeight(),
                evaluation.largestWeight(),
                evaluation.coverage(),
                evaluation.verdict().name(),
                evaluation.reason(),
                new TreeMap<>(evaluation.estimates()));
    }
}
