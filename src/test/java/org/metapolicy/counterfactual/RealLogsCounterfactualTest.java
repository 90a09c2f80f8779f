package org.metapolicy.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.evidence.clustering.ContextClustering;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Input;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

/** Other people's logs, judged without a database; skipped where they are not there. */
class RealLogsCounterfactualTest {
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final long DAY = 86_400;

    private final MemoryLoggedDecisions log = new MemoryLoggedDecisions();

    /** The best that is published for logs made in this way is .0159 (DR with optimistic shrinkage, over 30 runs). */
    @Test
    void theDigitsAreJudgedBetterThanWithoutAModel() throws IOException {
        List<Map<String, String>> rows = rows(assumed("digits-bandit.csv"));
        Map<Integer, Double> truths = digits(rows);
        Map<String, Double> errors = new HashMap<>();
        truths.forEach((run, truth) -> {
            Evaluation found = judge(Map.of(
                    "propensity_min",
                    0.06,
                    "reward_low",
                    0,
                    "from",
                    FIRST.plusSeconds(run * DAY).toString(),
                    "to",
                    FIRST.plusSeconds((run + 1) * DAY).toString()));
            assertThat(found.verdict()).isEqualTo(Verdict.ESTIMATED);
            assertThat(truth).as("run %d", run).isBetween(found.lower(), found.upper());
            assertThat(truth).as("run %d", run).isBetween(found.fixedLower(), found.fixedUpper());
            found.estimates()
                    .forEach((estimator, figure) ->
                            errors.merge(estimator, Math.abs(figure / truth - 1) / truths.size(), Double::sum));
        });
        System.out.println("digits, mean relative errors: " + errors);
        assertThat(errors.get("IPS")).isEqualTo(0.0352, within(0.00005));
        assertThat(errors.get("SNIPS")).isEqualTo(0.0344, within(0.00005));
        assertThat(errors.get("DR")).isLessThan(0.0159);
    }

    @Test
    void theOpenBanditLogOfOnePolicyTellsOfTheOther() throws IOException {
        List<Map<String, String>> rows = rows(assumed("open-bandit-men.csv"));
        shop(rows, "bts", rows.size());
        Evaluation found = judge(Map.of("estimator", "SNIPS", "reward_low", 0));
        System.out.println("open bandit: " + found);
        assertThat(found.verdict()).isEqualTo(Verdict.ESTIMATED);
        assertThat(found.n()).isEqualTo(10_000);
        assertThat(found.meanWeight()).isEqualTo(0.943, within(0.0005));
        assertThat(found.largestWeight()).isEqualTo(178, within(0.5));
        assertThat(found.effectiveN()).isEqualTo(656, within(0.5));
        assertThat(found.estimate()).isEqualTo(0.0032, within(0.00005));
        // python3 src/test/python/open_bandit_intervals.py open-bandit-men.csv: the percentiles of 40,000 bootstrap
        // samples are
        // .00176 and .00500.
        assertThat(found.fixedLower()).isEqualTo(0.0018, within(0.0001));
        assertThat(found.fixedUpper()).isEqualTo(0.0050, within(0.0001));
        assertThat(0.0046).as("what random earned").isBetween(found.lower(), found.upper());
    }

    @Test
    void aHandfulIsRefused() throws IOException {
        List<Map<String, String>> rows = rows(assumed("open-bandit-men.csv"));
        shop(rows, "bts", 200);
        Evaluation found = judge(Map.of("estimator", "SNIPS"));
        assertThat(found.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(found.estimate()).isNull();
        assertThat(found.effectiveN()).isLessThan(50);
        assertThat(found.reason()).contains("effective n is").contains("at least 50 is needed");
    }

    /** Where such logs are kept, beside the project. */
    private static Path assumed(String name) {
        Path file = Path.of("../shared/data").resolve(name);
        assumeThat(file)
                .as("the log " + name + " is not there: what needs it is not tried")
                .exists();
        return file;
    }

    private Evaluation judge(Map<String, Object> options) {
        return Evaluating.of(
                log.familyOf("judged"),
                "judged",
                List.of(new VersionPolicy("judged", "p", null, null, null, List.of())),
                EvaluationOptions.of(Input.of("options", options)),
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** The true values by run. */
    private Map<Integer, Double> digits(List<Map<String, String>> rows) {
        log.addVersion("f", "judged");
        Map<Integer, Double> truths = new HashMap<>();
        List<double[]> contexts = new ArrayList<>();
        for (Map<String, String> row : rows) {
            int run = Integer.parseInt(row.get("run"));
            List<Double> pixels = Arrays.stream(row.get("pixels").split(" "))
                    .map(Double::valueOf)
                    .toList();
            contexts.add(pixels.stream().mapToDouble(Double::doubleValue).toArray());
            List<String> actions =
                    IntStream.range(0, 10).mapToObj(String::valueOf).toList();
            List<Double> shares = actions.stream()
                    .map(action -> action.equals(row.get("evaluation_choice")) ? 0.91 : 0.01)
                    .toList();
            truths.put(run, Double.valueOf(row.get("true_value")));
            add(
                    row,
                    FIRST.plusSeconds(run * DAY + Long.parseLong(row.get("round"))),
                    pixels,
                    row.get("action"),
                    null,
                    row.get("propensity"),
                    row.get("reward"),
                    new StoredChoice(actions, shares));
        }
        new ContextClustering(64, 1).fit(contexts).forEach(log::addCentroid);
        return truths;
    }

    private void shop(List<Map<String, String>> rows, String policy, int most) {
        log.addVersion("f", "judged");
        List<String> items = IntStream.range(0, 34).mapToObj(String::valueOf).toList();
        StoredChoice evenly =
                new StoredChoice(items, items.stream().map(item -> 1 / 34.0).toList());
        rows.stream()
                .filter(row -> row.get("behavior_policy").equals(policy))
                .limit(most)
                .forEach(row -> add(
                        row,
                        Instant.parse(row.get("timestamp").replace(" ", "T").replace("+00:00", "Z")),
                        List.of(),
                        row.get("item_id"),
                        "position " + row.get("position"),
                        row.get("propensity_score"),
                        row.get("click"),
                        evenly));
    }

    private void add(
            Map<String, String> row,
            Instant at,
            List<Double> context,
            String done,
            String cluster,
            String propensity,
            String reward,
            StoredChoice choice) {
        log.add(
                "f",
                new StoredDecision(
                        "e" + row.get("line"),
                        Optional.of(at),
                        cluster,
                        null,
                        context,
                        done,
                        Double.valueOf(propensity),
                        false,
                        true,
                        Double.valueOf(reward),
                        List.of("logging"),
                        Map.of("judged", List.of(choice))));
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] columns = lines.get(0).split(",");
        List<Map<String, String>> rows = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            String[] values = lines.get(line).split(",", -1);
            Map<String, String> row = new HashMap<>(Map.of("line", String.format("%06d", line)));
            IntStream.range(0, columns.length).forEach(i -> row.put(columns[i], values[i]));
            rows.add(row);
        }
        return rows;
    }
}
