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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.Evaluation;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.LoggedDecisions.DecisionLog;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.counterfactual.Verdict;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Settings;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

class BacktestTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final EvaluationOptions OPTIONS = EvaluationOptions.ofAll(Input.of("options", Map.of()));

    /** Two versions: the default earns .1 in both contexts, the newer one .5 in one and −.3 in the other. */
    private static final double[][] MEANS = {{0.1, 0.1}, {0.5, -0.3}};

    private final MemoryLoggedDecisions decisions = new MemoryLoggedDecisions();
    private final Map<String, Turn> turns = new HashMap<>();
    private boolean contextVectors;
    private double sum;
    private double weighted;

    /** By context, the chance of the newer one under other settings; none where they are not asked about. */
    private Optional<double[]> replayed = Optional.empty();

    /** Of how many of twenty decisions the newer one has no chance. */
    private int closed;

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
    void otherSettingsAreWeighedByWhatTheyWouldGiveEachVersion() {
        replayed = Optional.of(new double[] {0.9, 0.2});
        Map<Way, Backtest.Row> rows = backtest(1000, 0.3);
        assertThat(rows.get(Way.REPLAYED).value().estimates().get("IPS")).isEqualTo(weighted / 1000, within(1e-9));
        // (.9 · .5 + .1 · .1 + .2 · −.3 + .8 · .1) / 2, beside (.3 · .5 + .7 · .1 + .3 · −.3 + .7 · .1) / 2.
        value(rows, Way.REPLAYED, 0.24, 0.04);
        assertThat(rows.get(Way.REPLAYED).difference().orElseThrow())
                .returns(Verdict.BETTER, one -> one.verdict())
                .satisfies(one -> assertThat(one.estimate()).isEqualTo(0.14, within(0.04)))
                .satisfies(one -> assertThat(one.lower()).isBetween(0.0, one.estimate()));
    }

    @Test
    void settingsThatChangeNothingDifferInNothing() {
        replayed = Optional.of(new double[] {0.3, 0.3});
        assertThat(backtest(100, 0.3).get(Way.REPLAYED).difference().orElseThrow())
                .returns(0.0, one -> one.estimate())
                .returns(1.0, one -> one.coverage())
                .satisfies(one -> assertThat(one.reason()).contains("both would always have done the same"));
    }

    @Test
    void whatOtherSettingsWouldDoAndNobodyTriedIsNotCovered() {
        replayed = Optional.of(new double[] {0.9, 0});
        Map<Way, Backtest.Row> rows = backtest(200, 0);
        assertThat(rows.get(Way.REPLAYED).difference().orElseThrow())
                .returns(Verdict.REFUSED, one -> one.verdict())
                .satisfies(one -> assertThat(one.coverage()).isBetween(0.4, 0.6))
                .satisfies(one -> assertThat(one.reason()).contains("coverage"));
    }

    /** The mean weight is within its limits; that the newer one had no chance stands in each decision's record. */
    @Test
    void whatARegimeGaveNoChanceIsNotCovered() {
        closed = 3;
        Map<Way, Backtest.Row> rows = backtest(2000, 0.5);
        for (Way way : List.of(Way.NEWEST, Way.UNIFORM, Way.LITERAL_RULE)) {
            assertThat(List.of(rows.get(way).value(), rows.get(way).difference().orElseThrow()))
                    .as(way.key())
                    .allSatisfy(row -> assertThat(row)
                            .returns(Verdict.REFUSED, Evaluation::verdict)
                            .returns(0.85, Evaluation::coverage)
                            .satisfies(one -> assertThat(one.reason()).contains("had no chance")));
        }
        assertThat(rows.get(Way.PRODUCT).value().coverage()).isEqualTo(1);
        assertThat(rows.get(Way.DEFAULT).value().coverage()).isEqualTo(1);
    }

    @Test
    void theSameLogGivesTheSameRows() {
        assertThat(backtest(60, 0.5)).isEqualTo(new BacktestTest().backtest(60, 0.5));
    }

    @Test
    void aLogOfContextVectorsIsOfTheContextsThatTheyAreNearestTo() {
        Map<Way, Backtest.Row> byName = new BacktestTest().backtest(200, 0.5);
        contextVectors = true;
        assertThat(backtest(200, 0.5)).isEqualTo(byName);
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
            double chance = i % 20 < closed ? 0 : share;
            boolean newer = random.nextDouble() < chance;
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
                            contextVectors ? null : "k" + context,
                            null,
                            contextVectors ? List.of(context + 0.1) : List.of(),
                            "cue",
                            1.0,
                            null,
                            true,
                            reward,
                            List.of(newer ? "new" : "old"),
                            Map.of()));
            List<Map<String, Object>> considered =
                    List.of(considered("old", 0.2, 1 - chance, true), considered("new", 0.8, chance, false));
            String served = newer ? "new" : "old";
            MadeDecision.read(at, considered, new TreeMap<>(), served, null, newer ? chance : 1 - chance)
                    .ifPresent(made -> turns.put(id, again(Turn.of(made, served, considered), context)));
            weighted += replayed.map(chances -> newer ? chances[context] / share : (1 - chances[context]) / (1 - share))
                            .orElse(0.0)
                    * reward;
        }
        DecisionLog log = withCentroids(decisions.familyOf("old"));
        return Backtest.of(log, turns, List.of("new", "old"), OPTIONS, START.plusSeconds(60L * n)).stream()
                .collect(Collectors.toMap(Backtest.Row::way, row -> row));
    }

    private static DecisionLog withCentroids(DecisionLog log) {
        return new DecisionLog() {
            @Override
            public String familyId() {
                return log.familyId();
            }

            @Override
            public Settings settings() {
                return log.settings();
            }

            @Override
            public List<double[]> centroids() {
                return List.of(new double[] {0}, new double[] {1});
            }

            @Override
            public void forEach(List<String> judged, Consumer<StoredDecision> reader) {
                log.forEach(judged, reader);
            }
        };
    }

    private Turn again(Turn turn, int context) {
        return replayed.map(chances -> turn.replayed(new TreeMap<>(
                        chances[context] > 0
                                ? Map.of("new", chances[context], "old", 1 - chances[context])
                                : Map.of("old", 1.0))))
                .orElse(turn);
    }

    private static Map<String, Object> considered(String id, double trust, double chance, boolean standard) {
        return Map.of(
                "version_id", id, "status", "LIVE", "trust_score", trust, "propensity", chance, "is_default", standard);
    }
}
