package org.metapolicy.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.Manifest;

/**
 * A history that the plugin's own tests wrote down, with what its graph was handed out before and agrees with afterwards, as files
 * of any kind.
 */
final class Lake {
    /** Of each order of counting one; ten stand beside them. With all ten every other test does all that it can, too. */
    static final int HISTORIES = Integer.getInteger("metapolicy.histories", 2);

    /** In how many parts rows are counted, for what must not depend on it. */
    static final List<String> PARTS = List.of("1", "2", "7");

    private static final StructType SEGMENTS =
            new StructType().add("id", DataTypes.StringType).add("potency", DataTypes.DoubleType);

    final SparkSession spark;
    final Path exchange;
    final Path folder;

    /** @param name of the history: its number, or that of a log that other people recorded */
    Lake(SparkSession spark, String name, Path folder) {
        this.spark = spark;
        this.exchange = Path.of(System.getProperty("metapolicy.exchange"), name);
        this.folder = folder;
        if (!stands(name)) {
            throw new IllegalStateException(exchange + " is missing: ImportEvidenceIT of the plugin's build writes it,"
                    + " so run mvn verify first");
        }
    }

    static boolean stands(String name) {
        return Files.exists(Path.of(System.getProperty("metapolicy.exchange"), name, "states.json"));
    }

    HandedOut evidence() throws IOException {
        return HandedOut.read(Files.readString(exchange.resolve("evidence.json")));
    }

    String states() throws IOException {
        return Files.readString(exchange.resolve("states.json"));
    }

    Dataset<Row> episodes() throws IOException {
        return spark.read()
                .schema(
                        "id STRING, policy_version_id STRING, timestamp TIMESTAMP, session_id STRING, participant_id STRING,"
                                + " context_cluster STRING, context_hash STRING, context ARRAY<DOUBLE>, rv_segment_ids ARRAY<STRING>,"
                                + " human_override BOOLEAN, decision STRING, chosen_intervention_id STRING,"
                                + " overridden_intervention_id STRING, suggested_version_id STRING, suggested_intervention_id STRING")
                .json(exchange.resolve("episodes.jsonl").toString())
                .withColumn("policy_version_id", concat(lit(evidence().familyId() + "."), col("policy_version_id")))
                .withColumn(
                        "suggested_version_id", concat(lit(evidence().familyId() + "."), col("suggested_version_id")))
                // As LakeHistory of the plugin's tests names versions there.
                .withColumn(
                        "decision",
                        regexp_replace(col("decision"), "@", evidence().familyId() + "."));
    }

    Dataset<Row> outcomes() {
        return spark.read()
                .schema(
                        "id STRING, episode_id STRING, recorded_at TIMESTAMP, reward DOUBLE, delta_coherence DOUBLE,"
                                + " delta_accuracy DOUBLE, delta_calibration DOUBLE, safety_flag BOOLEAN, coherence_after DOUBLE")
                .json(exchange.resolve("outcomes.jsonl").toString());
    }

    /** Outcomes without those that are wrong. */
    Dataset<Row> rightOutcomes() {
        return outcomes().withColumn("reward", when(col("reward").gt(1), 0.5).otherwise(col("reward")));
    }

    /** Those of them that arrived before their status was due, so that it makes no difference when somebody looks. */
    Dataset<Row> timelyOutcomes() throws IOException {
        Dataset<Row> decided =
                episodes().select(col("id").as("decision"), col("timestamp").as("decided"));
        return rightOutcomes()
                .join(decided, col("episode_id").equalTo(col("decision")))
                .filter(col("recorded_at").leq(col("decided").plus(expr("INTERVAL 1 HOUR"))))
                .drop("decision", "decided");
    }

    String write(String name, String format, Dataset<Row> rows) {
        Dataset<Row> flat = rows;
        if (format.equals("csv")) {
            for (String list : List.of("context", "rv_segment_ids")) {
                flat = List.of(flat.columns()).contains(list) ? flat.withColumn(list, text(col(list))) : flat;
            }
        }
        String path = folder.resolve(name).toString();
        flat.repartition(3).write().option("header", "true").format(format).save(path);
        return path;
    }

    private static Column text(Column list) {
        return when(list.isNotNull(), to_json(list));
    }

    String segments(String format) {
        return write(
                "segments." + format,
                format,
                spark.createDataFrame(List.of(RowFactory.create("rv", 0.9), RowFactory.create("calm", 0.1)), SEGMENTS));
    }

    /** Runs the job on what is handed out, and gives the folder that it made. */
    Path run(String name, HandedOut from, String... more) throws IOException {
        new TrustJob(spark, JobOptions.of(arguments(name, from, more).toArray(String[]::new))).run();
        return folder.resolve(name);
    }

    /** What a job is told that is to make a folder of this name. */
    List<String> arguments(String name, HandedOut from, String... more) throws IOException {
        Files.createDirectories(folder);
        Path evidence = folder.resolve(name + ".evidence.json");
        Files.writeString(evidence, from.text());
        List<String> arguments = new ArrayList<>(List.of(
                "--evidence", evidence.toString(), "--out", folder.resolve(name).toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    static String states(Path run) throws IOException {
        return Files.readString(run.resolve("states.json"));
    }

    static Manifest manifest(Path run) throws IOException {
        return Manifest.read(Files.readString(run.resolve("manifest.json")));
    }

    /** What a graph hands out that imported a run. */
    static HandedOut imported(HandedOut from, Path run) throws IOException {
        CountedElsewhere counted = CountedElsewhere.read(states(run));
        TreeMap<String, SavedStates> states = new TreeMap<>(from.states());
        counted.versions().forEach(version -> states.put(version.versionId(), version.states()));
        return new HandedOut(
                from.familyId(),
                from.settings(),
                from.counted() + counted.statuses() + counted.outcomes(),
                counted.clusters(),
                from.centroids(),
                Manifest.digestOf(Files.readString(run.resolve("manifest.json"))),
                states,
                counted.differences());
    }
}
