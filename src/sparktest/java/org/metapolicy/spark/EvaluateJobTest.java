package org.metapolicy.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** A log in files says of a version what {@code metapolicy.evaluate} was seen to say of the same rows in a graph. */
class EvaluateJobTest {
    private static final Path LOG = Path.of(System.getProperty("metapolicy.exchange"), "evaluated");
    private static final String EPISODES =
            "id STRING, policy_version_id STRING, timestamp TIMESTAMP, context_cluster STRING,"
                    + " context_hash STRING, chosen_intervention_id STRING, human_override BOOLEAN, propensity STRING";
    private static final String OUTCOMES = "id STRING, episode_id STRING, reward STRING, recorded_at TIMESTAMP";
    private static final String CHOICES =
            "policy_version_id STRING, episode_id STRING, interventions ARRAY<STRING>, probabilities ARRAY<DOUBLE>";

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("unchecked")
    void aLogSaysWhatTheProcedureSaysWhateverTheNumberOfParts() throws IOException {
        String episodes = parquet("episodes", EPISODES);
        String outcomes = parquet("outcomes", OUTCOMES);
        String choices = parquet("choices", CHOICES);
        List<Map<String, Map<String, Object>>> asked =
                new Gson().fromJson(Files.readString(LOG.resolve("answers.json")), List.class);
        assertThat(asked).hasSize(10);
        boolean all = Lake.HISTORIES >= asked.size();
        for (int i = all ? 0 : 1; i < asked.size(); i += all ? 1 : 2) {
            String parts = Lake.PARTS.get(i % Lake.PARTS.size());
            Map<String, Object> options = asked.get(i).get("options");
            String text = run(
                    "--version",
                    "g.b",
                    "--options",
                    new Gson().toJson(options),
                    "--episodes",
                    episodes,
                    "--outcomes",
                    outcomes,
                    "--choices",
                    choices,
                    "--partitions",
                    parts,
                    "--out",
                    folder.resolve("out" + i).toString());
            assertThat(folder.resolve("out" + i + "/evaluation.json")).hasContent(text);
            Map<String, Object> said = new Gson().fromJson(text, Map.class);
            asked.get(i).get("answer").forEach((column, expected) -> assertThat(said.get(column))
                    .as(options + " in " + parts + " parts, " + column)
                    .satisfies(actual -> same(actual, expected)));
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        String[] rows = {"--episodes", "none", "--out", folder.resolve("out").toString()};
        assertThatThrownBy(() -> run("--version", "g.c", rows[0], rows[1], rows[2], rows[3]))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("has no version 'g.c': its versions are g.a, g.b");
        assertThatThrownBy(() -> run("--version", "g.a", "--options", "[1", rows[0], rows[1], rows[2], rows[3]))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--options is '[1': it must be a JSON map");
        assertThatThrownBy(() -> run("--version", "g.a", "--options", "{\"againts\": 1}", rows[0], rows[1]))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("unknown option 'againts'");
        assertThatThrownBy(() -> run("--version", "g.a"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--episodes is missing");
    }

    private String parquet(String name, String schema) {
        String path = folder.resolve(name).toString();
        spark.read()
                .schema(schema)
                .json(LOG.resolve(name + ".jsonl").toString())
                .repartition(3)
                .write()
                .parquet(path);
        return path;
    }

    private String run(String... more) throws IOException {
        List<String> arguments = new java.util.ArrayList<>(
                List.of("--evidence", LOG.resolve("evidence.json").toString(), "--as-of", "2026-11-01T00:00:00Z"));
        arguments.addAll(List.of(more));
        return new EvaluateJob(spark, EvaluateOptions.of(arguments.toArray(String[]::new))).run();
    }

    private static void same(Object actual, Object expected) {
        if (expected instanceof Map<?, ?> figures) {
            assertThat((Map<?, ?>) actual).hasSameSizeAs(figures);
            figures.forEach((key, one) -> same(((Map<?, ?>) actual).get(key), one));
        } else if (expected instanceof Double number) {
            assertThat((Double) actual).isEqualTo(number, within(1e-9));
        } else {
            assertThat(actual).isEqualTo(expected);
        }
    }
}
