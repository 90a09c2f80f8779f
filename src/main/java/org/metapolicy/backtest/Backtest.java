package org.metapolicy.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.counterfactual.DecisionScore;
import org.metapolicy.counterfactual.Estimator;
import org.metapolicy.counterfactual.Evaluating;
import org.metapolicy.counterfactual.Evaluating.Question;
import org.metapolicy.counterfactual.Evaluation;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.LoggedDecisions.DecisionLog;

/**
 * What each way of choosing would have earned at a family's decisions, by doubly robust scores (Dudík et al. 2012,
 * "Sample-efficient nonstationary policy evaluation": a way that follows the decisions before is judged as any other). A way that
 * learns does so from what the product's decisions brought, and chooses at each from what was known by then.
 */
public final class Backtest {
    /**
     * A way and what is said of it.
     *
     * @param value what it would have earned; of the product the mean of what it did earn
     * @param difference to what the product would earn by its own shares; empty of the product itself
     */
    public record Row(Way way, Evaluation value, Optional<Evaluation> difference) {}

    /**
     * What one decision says of other settings.
     *
     * @param value what would have come of it
     * @param difference to what came of the product's shares
     */
    public record Score(DecisionScore value, DecisionScore difference) {
        private static final String NO_RECORD = "NO_RECORD";

        /** Of a decision that the log does not hold. */
        public static Score none() {
            DecisionScore nothing = new DecisionScore(null, NO_RECORD);
            return new Score(nothing, nothing);
        }
    }

    private Backtest() {}

    /**
     * A row for each way, the product first; of other settings where a turn says what would be decided under them.
     *
     * @param turns by the id of the episode, or of the adjustment where nobody acted
     * @param newestFirst the family's versions, the one registered last first
     * @param now up to when outcomes are waited for
     */
    public static List<Row> of(
            DecisionLog log,
            Map<String, Turn> turns,
            List<String> newestFirst,
            EvaluationOptions options,
            Instant now) {
        List<Way> ways = Arrays.stream(Way.values())
                .filter(way -> way != Way.REPLAYED || turns.values().stream().anyMatch(turn -> turn.replayed() != null))
                .toList();
        List<Question> questions = new ArrayList<>();
        for (Way way : ways) {
            questions.add(new Question(
                    way.key(), options.with(Optional.empty(), way == Way.PRODUCT ? Estimator.IPS : Estimator.DR)));
            questions.add(new Question(way.key(), options.with(Optional.of(Way.PRODUCT.key()), Estimator.DR)));
        }
        List<Evaluation> answers = Evaluating.of(new BacktestLog(log, turns, newestFirst, ways), questions, now);
        List<Row> rows = new ArrayList<>();
        for (Way way : ways) {
            int place = 2 * rows.size();
            rows.add(new Row(
                    way,
                    answers.get(place),
                    way == Way.PRODUCT ? Optional.empty() : Optional.of(answers.get(place + 1))));
        }
        return rows;
    }

    /**
     * What each decision says of other settings, by the id of the episode, or of the adjustment where nobody acted: the means are
     * those of the row of {@link Way#REPLAYED}, but for what that row refuses.
     *
     * @param turns as in {@link #of}, with what would be decided under the others
     * @param options of which the least propensity counts, and the reward's range
     * @param now up to when outcomes are waited for
     */
    public static Map<String, Score> scores(
            DecisionLog log, Map<String, Turn> turns, EvaluationOptions options, Instant now) {
        List<Map<String, DecisionScore>> scores = Evaluating.scores(
                new BacktestLog(log, turns, List.of(), List.of(Way.PRODUCT, Way.REPLAYED)),
                List.of(
                        new Question(Way.REPLAYED.key(), options.with(Optional.empty(), Estimator.DR)),
                        new Question(Way.REPLAYED.key(), options.with(Optional.of(Way.PRODUCT.key()), Estimator.DR))),
                now);
        Map<String, Score> both = new HashMap<>();
        scores.get(0)
                .forEach((id, value) ->
                        both.put(id, new Score(value, scores.get(1).get(id))));
        return both;
    }
}
