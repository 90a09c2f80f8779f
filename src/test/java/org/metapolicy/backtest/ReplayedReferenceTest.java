package org.metapolicy.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.DecisionScore;
import org.metapolicy.counterfactual.Evaluation;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.policy.Input;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

/** What other settings would have earned, by figures that Python finds: python3 src/test/resources/backtest/reference.py */
class ReplayedReferenceTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(100_000);
    private static final EvaluationOptions OPTIONS =
            EvaluationOptions.ofAll(Input.of("options", Map.of("propensity_min", 0.1)));
    private static final List<String> VERSIONS = List.of("a", "b", "c");

    @Test
    void otherSettingsEarnWhatPythonFinds() throws IOException {
        JsonObject reference = JsonParser.parseString(
                        Files.readString(Path.of("src/test/resources/backtest/reference.json")))
                .getAsJsonObject();
        MemoryLoggedDecisions log = new MemoryLoggedDecisions();
        VERSIONS.forEach(version -> log.addVersion("f", version));
        Map<String, Turn> turns = new HashMap<>();
        for (JsonElement element : reference.getAsJsonArray("rows")) {
            JsonObject row = element.getAsJsonObject();
            String id = "e" + turns.size();
            Instant at = FIRST.plusSeconds(turns.size());
            log.add("f", stored(id, at, row));
            turns.put(id, turn(at, row));
        }
        Backtest.Row row = Backtest.of(log.familyOf("a"), turns, VERSIONS, OPTIONS, LATER).stream()
                .filter(one -> one.way() == Way.REPLAYED)
                .findFirst()
                .orElseThrow();
        same(row.value(), reference.getAsJsonObject("value"));
        same(row.difference().orElseThrow(), reference.getAsJsonObject("difference"));
        Map<String, Backtest.Score> each = Backtest.scores(log.familyOf("a"), turns, OPTIONS, LATER);
        assertThat(each).hasSameSizeAs(turns);
        is(mean(each, Backtest.Score::value), robust(reference, "value"), "estimate");
        is(mean(each, Backtest.Score::difference), robust(reference, "difference"), "estimate");
    }

    private static JsonObject robust(JsonObject reference, String which) {
        return reference.getAsJsonObject(which).getAsJsonObject("DR");
    }

    /** Of the decisions that say anything. */
    private static double mean(Map<String, Backtest.Score> each, Function<Backtest.Score, DecisionScore> which) {
        return each.values().stream()
                .map(score -> which.apply(score).value())
                .filter(Objects::nonNull)
                .mapToDouble(value -> value)
                .average()
                .orElseThrow();
    }

    private static void same(Evaluation found, JsonObject expected) {
        JsonObject robust = expected.getAsJsonObject("DR");
        is(found.estimate(), robust, "estimate");
        is(found.fixedLower(), robust, "fixed_lower");
        is(found.fixedUpper(), robust, "fixed_upper");
        is(found.lower(), expected, "lower");
        is(found.upper(), expected, "upper");
        is(found.effectiveN(), expected, "effective");
        is(found.meanWeight(), expected, "mean_weight");
    }

    private static void is(double found, JsonObject expected, String key) {
        assertThat(found).as(key).isEqualTo(expected.get(key).getAsDouble(), within(1e-9));
    }

    private static StoredDecision stored(String id, Instant at, JsonObject row) {
        return new StoredDecision(
                id,
                Optional.of(at),
                row.get("cluster").getAsString(),
                null,
                List.of(),
                row.get("done").getAsString(),
                row.get("propensity").getAsDouble(),
                null,
                true,
                row.get("reward").getAsDouble(),
                List.of(row.get("done").getAsString()),
                Map.of());
    }

    /** Each version does what is named as it is. */
    private static Turn turn(Instant at, JsonObject row) {
        List<Map<String, Object>> considered = chances(row, "against").entrySet().stream()
                .map(one -> Map.<String, Object>of(
                        "version_id",
                        one.getKey(),
                        "status",
                        "LIVE",
                        "propensity",
                        one.getValue(),
                        "is_default",
                        false))
                .toList();
        String done = row.get("done").getAsString();
        return MadeDecision.read(
                        at,
                        considered,
                        Map.of("a", "a", "b", "b", "c", "c"),
                        done,
                        done,
                        row.get("propensity").getAsDouble())
                .map(made -> Turn.of(made, done, considered).replayed(chances(row, "of")))
                .orElseThrow();
    }

    private static SortedMap<String, Double> chances(JsonObject row, String whose) {
        SortedMap<String, Double> chances = new TreeMap<>();
        row.getAsJsonObject(whose)
                .entrySet()
                .forEach(one -> chances.put(one.getKey(), one.getValue().getAsDouble()));
        return chances;
    }
}
