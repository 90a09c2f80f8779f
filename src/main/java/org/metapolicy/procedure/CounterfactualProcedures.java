package org.metapolicy.procedure;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.BacktestRow;
import org.metapolicy.procedure.row.EvaluationRow;
import org.metapolicy.selection.replay.ReplayOptions;
import org.metapolicy.wiring.CounterfactualWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** What versions would have earned where others decided. */
public final class CounterfactualProcedures {
    @Context
    public Transaction transaction;

    @Procedure(name = "metapolicy.evaluate", mode = Mode.READ)
    @Example("CALL metapolicy.evaluate('focus.bandit-2', {against: 'focus.baseline'})")
    @Description(
            "What a version would have earned at its family's decisions, whoever made them; says when the log cannot tell.")
    public Stream<EvaluationRow> evaluate(
            @Name(value = "versionId", description = "The id of the version that is judged.") String versionId,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description =
                                    "against: a version's id or NO_INTERVENTION, for the difference; estimator: DR"
                                            + " (default), SNIPS, IPS or DM; from, to: points in time; logged_by: the version whose"
                                            + " decisions count, all by default; propensity_min (0.0001): what is judged was done with"
                                            + " at least this probability; coverage_min (0.9); worse_margin (0.1); reward_low,"
                                            + " reward_high: where rewards lie, the family's by default.")
                    Map<String, Object> options) {
        return Answer.row(() -> EvaluationRow.of(CounterfactualWiring.evaluateVersion(transaction)
                .run(versionId, EvaluationOptions.of(Input.of("options", options)))));
    }

    @Procedure(name = "metapolicy.backtest", mode = Mode.READ)
    @Example("CALL metapolicy.backtest('focus') YIELD way, estimate, difference, verdict, reason")
    @Description(
            "What a family earned beside what other ways of choosing between its versions would have, a row each; says"
                    + " what its decisions cannot tell.")
    public Stream<BacktestRow> backtest(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "from, to: points in time; propensity_min (0.0001), coverage_min (0.9),"
                                    + " worse_margin (0.1), as in `metapolicy.evaluate`; config, without: as in"
                                    + " `metapolicy.replay`, for a row more.")
                    Map<String, Object> options) {
        return Answer.rows(() -> {
            Input asked = Input.of("options", options);
            return CounterfactualWiring.backtestFamily(transaction)
                    .run(
                            metaPolicyId,
                            EvaluationOptions.ofAll(asked, ReplayOptions.CONFIG, ReplayOptions.WITHOUT),
                            ReplayOptions.among(asked))
                    .stream()
                    .map(BacktestRow::of)
                    .toList();
        });
    }
}
