package org.metapolicy.procedure.row;

import java.util.Optional;
import org.metapolicy.backtest.Backtest;
import org.metapolicy.counterfactual.Evaluation;
import org.metapolicy.counterfactual.Verdict;
import org.neo4j.procedure.Description;

/** What a way of choosing would have earned, as a row. */
public record BacktestRow(
        @Description("product (what was done), newest, default, uniform, thompson, thompson_by_context, ucb1,"
                + " epsilon_greedy, literal_rule; replayed, where other settings are asked about.")
        String way,

        @Description("Mean reward of a decision; null if refused.")
        Double estimate,

        @Description("Lower end of a 95 % interval that holds at every look; null if refused.")
        Double lower,

        @Description("Its upper end.") Double upper,

        @Description("Decisions with an outcome.") long n,

        @Description("The size of an unweighted sample that would tell as much.")
        double effectiveN,

        @Description("The share of the n decisions that tell something, in [0, 1].")
        double coverage,

        @Description("How much more than the product; null of the product itself, and if refused.")
        Double difference,

        @Description("Lower end of a 95 % interval of it that holds at every look.")
        Double differenceLower,

        @Description("Its upper end.") Double differenceUpper,

        @Description(
                "Beside the product: BETTER, NOT_WORSE, WORSE, INCONCLUSIVE or REFUSED; of the product itself ESTIMATED or"
                        + " REFUSED.")
        String verdict,

        @Description("What the way is, why the verdict is so, and what cannot be said.")
        String reason) {
    public static BacktestRow of(Backtest.Row row) {
        Evaluation value = row.value();
        Optional<Evaluation> difference = row.difference();
        return new BacktestRow(
                row.way().key(),
                value.estimate(),
                value.lower(),
                value.upper(),
                value.n(),
                value.effectiveN(),
                value.coverage(),
                difference.map(Evaluation::estimate).orElse(null),
                difference.map(Evaluation::lower).orElse(null),
                difference.map(Evaluation::upper).orElse(null),
                difference.map(Evaluation::verdict).orElse(value.verdict()).name(),
                reason(row));
    }

    private static String reason(Backtest.Row row) {
        String value = row.value().verdict() == Verdict.REFUSED
                ? "its value is refused: " + row.value().reason() + "; "
                : "";
        return row.way().words() + "; " + value
                + row.difference()
                        .map(one -> "beside the product: " + one.reason())
                        .orElse(row.value().reason())
                + (row.way().learns()
                        ? "; it learns from the product's decisions and not from its own, outcomes being there at once"
                        : "");
    }
}
