package org.metapolicy.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.LoggedDecisions.DecisionLog;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.counterfactual.Verdict;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

class BacktestTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final EvaluationOptions OPTIONS = EvaluationOptions.ofAll(Input.of("options", Map.of()));

    /** Two versions: the default earns .1 in both contexts, the newer one .5 in one and −.3 in the other. */
    private static final double[][] MEANS = {{0.1, 0.1}, {0.5, -0.3}};

    private final MemoryLoggedDecisions decisions = new MemoryLoggedDecisions();
    private final Map<String, Turn> turns = new HashMap<>();
    private double sum;

    @Test
    void whatEachWouldHaveEarnedIsEstimatedAndTheProductIsWhatItEarned() {
        Map<Way, Backtest.Row> rows = backtest(1000, 0.3);
        assertThat(rows.get(Way.PRODUCT).value().estimate()).isEqualTo(sum / 1000, within(1e-9));
        assertThat(rows.get(Way.PRODUCT).difference()).isEmpty();
        value(rows, Way.DEFAULT, 0.1, 0.03);
        value(rows, Way.NEWEST, 0.1, 0.07);
        value(rows, Way.UNIFORM, 0.1, 0.03);
        // By context .5 or .1, less what learning took.
        value(rows, Way.THOMPSON_BY_CONTEXT, 0.3, 0.06);
        Backtest.Row best = rows.get(Way.THOMPSON_BY_CONTEXT);
        assertThat(best.difference().orElseThrow().verdict()).isEqualTo(Verdict.BETTER);
        assertThat(best.value().lower()).isLessThan(0.3);
        assertThat(best.value().upper()).isGreaterThan(0.29);
    }

    /** Trust scores stand at .8 for the newer and .2 for the default. */
    @Test
    void theLiteralRuleGoesByTrustScoresAsTheyStood() {
        Map<Way, Backtest.Row> rows = backtest(150, 0.4);
        assertThat(rows.get(Way.LITERAL_RULE).value())
                .isEqualTo(rows.get(Way.NEWEST).value());
        assertThat(ScoreRule.choose(new double[] {0.2, Double.NaN, 0.25}, new int[] {0, 1, 2}, 1))
                .isEqualTo(1);
        assertThat(ScoreRule.choose(new double[] {0.4, Double.NaN, 0.5}, new int[] {0, 1, 2}, 1))
                .isEqualTo(2);
    }

    @Test
    void whatWasNeverTriedIsRefused() {
        Map<Way, Backtest.Row> rows = backtest(100, 0);
        assertThat(rows.get(Way.NEWEST).value().verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(rows.get(Way.NEWEST).difference().orElseThrow().verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(rows.get(Way.DEFAULT).value().estimate()).isEqualTo(sum / 100, within(1e-9));
        assertThat(rows.get(Way.DEFAULT).difference().orElseThrow().reason()).contains("the same");
    }

    @Test
    void theSameLogGivesTheSameRows() {
        assertThat(backtest(60, 0.5)).isEqualTo(new BacktestTest().backtest(60, 0.5));
    }

    @Test
    void nothingElseIsAnOption() {
        assertThatThrownBy(() -> EvaluationOptions.ofAll(Input.of("options", Map.of("against", "v"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("against");
    }

    private static void value(Map<Way, Backtest.Row> rows, Way way, double truth, double margin) {
        assertThat(rows.get(way).value().estimate()).as(way.key()).isEqualTo(truth, within(margin));
    }

    /** @param share how often the newer one was to decide */
    private Map<Way, Backtest.Row> backtest(int n, double share) {
        SplittableRandom random = new SplittableRandom(7);
        decisions.addVersion("m", "old");
        for (int i = 0; i < n; i++) {
            int context = random.nextInt(2);
            boolean newer = random.nextDouble() < share;
            double reward =
                    Math.max(-1, Math.min(1, MEANS[newer ? 1 : 0][context] + 0.4 * (random.nextDouble() - 0.5)));
            sum += reward;
            String id = "e" + (10_000 + i);
            Instant at = START.plusSeconds(60L * i);
            decisions.add(
                    "m",
                    new StoredDecision(
                            id,
                            Optional.of(at),
                            "k" + context,
                            null,
                            List.of(),
                            "cue",
                            1.0,
                            null,
                            true,
                            reward,
                            List.of(newer ? "new" : "old"),
                            Map.of()));
            List<Map<String, Object>> considered =
                    List.of(considered("old", 0.2, 1 - share, true), considered("new", 0.8, share, false));
            String served = newer ? "new" : "old";
            MadeDecision.read(at, considered, new TreeMap<>(), served, null, newer ? share : 1 - share)
                    .ifPresent(made -> turns.put(id, Turn.of(made, served, considered)));
        }
        DecisionLog log = decisions.familyOf("old");
        return Backtest.of(log, turns, List.of("new", "old"), OPTIONS, START.plusSeconds(60L * n)).stream()
                .collect(Collectors.toMap(Backtest.Row::way, row -> row));
    }

    private static Map<String, Object> considered(String id, double trust, double chance, boolean standard) {
        return Map.of(
                "version_id", id, "status", "LIVE", "trust_score", trust, "propensity", chance, "is_default", standard);
    }
}
