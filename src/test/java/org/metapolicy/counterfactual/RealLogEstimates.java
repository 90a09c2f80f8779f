package org.metapolicy.counterfactual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.evidence.clustering.ContextClustering;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Input;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

/** Other people's logs, judged without a database. */
public final class RealLogEstimates {
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final long DAY = 86_400;

    private final MemoryLoggedDecisions log = new MemoryLoggedDecisions();

    /**
     * One run of the digits, and what the judged policy is worth in it.
     *
     * @param planned of each estimator the 95 % interval at one look
     * @param modelled the mean of what the model says, which DM is
     */
    public record Digits(double truth, Evaluation found, Map<Estimator, Interval> planned, double modelled) {}

    /** A 95 % interval, in units of reward. */
    public record Interval(double lower, double upper) {
        public boolean holds(double truth) {
            return lower <= truth && truth <= upper;
        }
    }

    /** The first so many of the six runs, by number. */
    public static Map<Integer, Digits> digits(Path file, int runs) throws IOException {
        RealLogEstimates estimates = new RealLogEstimates();
        List<Map<String, String>> rows = rows(file).stream()
                .filter(row -> Integer.parseInt(row.get("run")) < runs)
                .toList();
        Map<Integer, Digits> found = new TreeMap<>();
        estimates.digits(rows).forEach((run, truth) -> {
            Map<String, Object> options = Map.of(
                    "propensity_min",
                    0.06,
                    "reward_low",
                    0,
                    "from",
                    FIRST.plusSeconds(run * DAY).toString(),
                    "to",
                    FIRST.plusSeconds((run + 1) * DAY).toString());
            found.put(
                    run,
                    new Digits(
                            truth,
                            estimates.judge(options),
                            estimates.planned(options),
                            estimates.model(options).mean()));
        });
        return found;
    }

    /** An even choice among the shop's items, judged on what bts showed, on so many of its decisions. */
    public static Evaluation shop(Path file, int most, Map<String, Object> options) throws IOException {
        RealLogEstimates estimates = new RealLogEstimates();
        estimates.shop(rows(file), "bts", most);
        return estimates.judge(options);
    }

    /** The interval at one look of each estimator that gives one. */
    private Map<Estimator, Interval> planned(Map<String, Object> options) {
        Map<Estimator, Interval> planned = new EnumMap<>(Estimator.class);
        for (Estimator estimator : Estimator.values()) {
            if (estimator == Estimator.DM) {
                ScoreMoments model = model(options);
                planned.put(estimator, new Interval(model.end(-1), model.end(1)));
            } else {
                Map<String, Object> one = new HashMap<>(options);
                one.put("estimator", estimator.name());
                Evaluation found = judge(one);
                if (found.fixedLower() != null) {
                    planned.put(estimator, new Interval(found.fixedLower(), found.fixedUpper()));
                }
            }
        }
        return planned;
    }

    /**
     * What the model says of each decision that is asked about, the outcome of that decision left out: DM is their mean. The
     * product gives no interval for it, since the model's own error is in none of these.
     */
    private ScoreMoments model(Map<String, Object> asked) {
        EvaluationOptions options = EvaluationOptions.of(Input.of("options", asked));
        UnitScale scale = options.scale(log.familyOf("judged").settings());
        DecisionReading reading = new DecisionReading(
                "judged",
                options,
                scale,
                Map.of(),
                log.familyOf("judged").centroids(),
                Instant.parse("2026-01-01T00:00:00Z"),
                Duration.ofDays(1));
        OutcomeModel all = new OutcomeModel();
        ScoreMoments scores = new ScoreMoments();
        log.familyOf("judged").forEach(List.of("judged"), stored -> {
            LoggedDecision decision = reading.read(stored);
            all.add(decision.cluster(), decision.done(), decision.outcome());
        });
        log.familyOf("judged").forEach(List.of("judged"), stored -> {
            LoggedDecision decision = reading.read(stored);
            if (decision.asked()) {
                OutcomeModel.Means means = all.without(decision.cluster(), decision.done(), decision.outcome());
                scores.take(scale.reward(decision.contrast().sum(means::of)));
            }
        });
        return scores;
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
