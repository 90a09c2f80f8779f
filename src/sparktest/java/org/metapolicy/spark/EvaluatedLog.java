package org.metapolicy.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A log that the plugin's own tests wrote down, with what {@code metapolicy.evaluate} says of it in a graph. */
final class EvaluatedLog {
    static final String EPISODES = "id STRING, policy_version_id STRING, timestamp TIMESTAMP, context_cluster STRING,"
            + " context_hash STRING, chosen_intervention_id STRING, human_override BOOLEAN, propensity STRING,"
            + " decision STRING";
    static final String OUTCOMES = "id STRING, episode_id STRING, reward STRING, recorded_at TIMESTAMP";
    static final String CHOICES =
            "policy_version_id STRING, episode_id STRING, interventions ARRAY<STRING>, probabilities ARRAY<DOUBLE>";

    private static final Path LOG = Path.of(System.getProperty("metapolicy.exchange"), "evaluated");

    private final SparkSession spark;
    private final Path folder;

    /** @param folder for files of it */
    EvaluatedLog(SparkSession spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    Dataset<Row> rows(String name, String schema) {
        return spark.read().schema(schema).json(LOG.resolve(name + ".jsonl").toString());
    }

    /** Writes rows as files; gives their folder. */
    String parquet(String name, String schema) {
        String path = folder.resolve(name).toString();
        rows(name, schema).repartition(3).write().parquet(path);
        return path;
    }

    /** What was asked of the procedure, with what it said. */
    @SuppressWarnings("unchecked")
    List<Map<String, Map<String, Object>>> asked() throws IOException {
        return new Gson().fromJson(Files.readString(LOG.resolve("answers.json")), List.class);
    }

    /** Runs the job for some of what was asked, in one number of parts after the other. */
    void saysWhatTheProcedureSays(List<Integer> which, String episodes, String outcomes, String choices, Path out)
            throws IOException {
        for (int i : which) {
            String parts = Lake.PARTS.get(i % Lake.PARTS.size());
            Map<String, Object> options = asked().get(i).get("options");
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
                    out.resolve("" + i).toString());
            assertThat(out.resolve(i + "/evaluation.json")).hasContent(text);
            Map<?, ?> said = new Gson().fromJson(text, Map.class);
            asked().get(i).get("answer").forEach((column, expected) -> assertThat((Object) said.get(column))
                    .as(options + " in " + parts + " parts, " + column + ": " + said.get("reason"))
                    .satisfies(actual -> same(actual, expected)));
        }
    }

    String run(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
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
