package org.metapolicy.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Input;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

/** Figures that Python finds by itself: python3 src/test/resources/counterfactual/reference.py */
class CounterfactualReferenceTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryLoggedDecisions log = new MemoryLoggedDecisions();
    private JsonObject reference;

    @BeforeEach
    void theLog() throws IOException {
        reference = JsonParser.parseString(
                        Files.readString(Path.of("src/test/resources/counterfactual/reference.json")))
                .getAsJsonObject();
        log.addVersion("f", "judged");
        log.addVersion("f", "other");
        JsonArray rows = reference.getAsJsonArray("rows");
        for (int i = 0; i < rows.size(); i++) {
            JsonObject row = rows.get(i).getAsJsonObject();
            log.add(
                    "f",
                    new StoredDecision(
                            "e" + i,
                            Optional.of(FIRST.plusSeconds(i)),
                            row.get("cluster").getAsString(),
                            null,
                            List.of(),
                            row.get("done").getAsString(),
                            row.get("propensity").getAsDouble(),
                            null,
                            true,
                            row.get("reward").getAsDouble(),
                            List.of("logging"),
                            Map.of("judged", choice(row, "of"), "other", choice(row, "against"))));
        }
    }

    @Test
    void theValueIsTheOneThatPythonFinds() {
        same(Map.of(), "value");
    }

    @Test
    void theDifferenceIsTheOneThatPythonFinds() {
        same(Map.of("against", "other"), "difference");
    }

    private void same(Map<String, Object> options, String which) {
        JsonObject expected = reference.getAsJsonObject(which);
        for (Estimator estimator : Estimator.values()) {
            Map<String, Object> asked = new HashMap<>(options);
            asked.put("propensity_min", 0.1);
            asked.put("estimator", estimator.name());
            Evaluation found = Evaluating.of(
                    log.familyOf("judged"),
                    "judged",
                    options.isEmpty() ? List.of(policy("judged")) : List.of(policy("judged"), policy("other")),
                    EvaluationOptions.of(Input.of("options", asked)),
                    FIRST.plusSeconds(100_000));
            JsonObject figures = expected.getAsJsonObject(estimator.name());
            is(found.estimate(), figures, "estimate");
            is(found.estimates().get(estimator.name()), figures, "estimate");
            if (estimator != Estimator.DM) {
                is(found.fixedLower(), figures, "fixed_lower");
                is(found.fixedUpper(), figures, "fixed_upper");
            }
            is(found.lower(), expected, "lower");
            is(found.upper(), expected, "upper");
            is(found.effectiveN(), expected, "effective");
            is(found.meanWeight(), expected, "mean_weight");
            is(found.largestWeight(), expected, "largest");
            assertThat(found.n()).isEqualTo(300);
            assertThat(found.coverage()).isEqualTo(1);
        }
    }

    private static void is(double found, JsonObject expected, String key) {
        assertThat(found).as(key).isEqualTo(expected.get(key).getAsDouble(), within(1e-9));
    }

    private static VersionPolicy policy(String id) {
        return new VersionPolicy(id, "p", null, null, null, List.of());
    }

    private static List<StoredChoice> choice(JsonObject row, String who) {
        List<String> interventions = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        for (Map.Entry<String, JsonElement> one : row.getAsJsonObject(who).entrySet()) {
            interventions.add(one.getKey());
            probabilities.add(one.getValue().getAsDouble());
        }
        return List.of(new StoredChoice(interventions, probabilities));
    }
}
