package org.metapolicy.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history in a live database, read by ranges of ids through the connector, leads to the text that its files lead to. */
@Tag("slow")
class GraphJobTest {
    private static final String EPISODES = """
            MERGE (v:PolicyVersion {id: event.version}) MERGE (s:Session {id: event.session_id})
            CREATE (s)-[:HAS_TRIAL]->(:Trial {id: event.id})
            CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: event.id, trial_id: event.id,
                timestamp: datetime(event.timestamp), context_cluster: event.context_cluster,
                context_hash: event.context_hash, context: event.context, rv_segment_ids: event.rv_segment_ids,
                participant_id: event.participant_id, human_override: event.human_override, adjustment_id: event.id})
            FOREACH (one IN CASE WHEN event.considered IS NULL THEN [] ELSE [1] END | CREATE (:NoeticAdjustment {id: event.id,
                considered: event.considered, timestamp: datetime(event.timestamp), version_id: event.version_id,
                intervention_id: event.intervention_id, propensity: event.propensity,
                choice_version_ids: event.choice_version_ids, choice_intervention_ids: event.choice_intervention_ids}))
            """;
    private static final String OUTCOMES = """
            MATCH (e:PolicyEpisode {id: event.episode_id})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: event.id, reward: event.reward,
                delta_coherence: event.delta_coherence, delta_accuracy: event.delta_accuracy,
                safety_flag: event.safety_flag, coherence_after: event.coherence_after,
                recorded_at: datetime(event.recorded_at)})
            """;
    /** The newest state tells; what is rolled up on the segment, and older ones, do not. */
    private static final String SEGMENTS = """
            CREATE (s:Segment {id: event.id, potency_latest: 1 - event.potency})
            CREATE (s)-[:HAS_STATE]->(:SegmentState {t: 1, potency: 1 - event.potency}),
                (s)-[:HAS_STATE]->(:SegmentState {t: 2, potency: event.potency})
            """;

    private static final String DECISION =
            "version_id STRING, intervention_id STRING, propensity DOUBLE, considered STRING,"
                    + " choice_version_ids ARRAY<STRING>, choice_intervention_ids ARRAY<STRING>";

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    @Test
    void aLiveDatabaseLeadsToWhatItsExportLeadsTo() throws Exception {
        assumeThat(GraphServer.stands())
                .as("the plugin's build has not named the jars of a server")
                .isTrue();
        // Of two histories one after the other at least one has records of decisions.
        Lake first = new Lake(spark, "0", folder);
        Lake lake =
                first.episodes().filter(col("decision").isNotNull()).isEmpty() ? new Lake(spark, "1", folder) : first;
        try (GraphServer server = GraphServer.start(folder.resolve("server"))) {
            Dataset<Row> episodes =
                    spark.read().json(lake.exchange.resolve("episodes.jsonl").toString());
            write(
                    server,
                    EPISODES,
                    episodes.withColumn(
                                    "version", concat(lit(lake.evidence().familyId() + "."), col("policy_version_id")))
                            .withColumn(
                                    "record",
                                    from_json(
                                            regexp_replace(
                                                    col("decision"),
                                                    "@",
                                                    lake.evidence().familyId() + "."),
                                            StructType.fromDDL(DECISION)))
                            .select("*", "record.*")
                            .drop("decision", "record"));
            write(
                    server,
                    OUTCOMES,
                    spark.read().json(lake.exchange.resolve("outcomes.jsonl").toString()));
            write(server, SEGMENTS, spark.read().parquet(lake.segments("parquet")));
            String copy = new GraphJob(
                            spark,
                            GraphJob.arguments(
                                    "--url",
                                    server.url(),
                                    "--rows",
                                    "400",
                                    "--out",
                                    folder.resolve("copy").toString()),
                            null)
                    .run();
            assertThat(spark.read()
                            .parquet(copy + "/episodes")
                            .select(col("id"))
                            .distinct()
                            .count())
                    .isEqualTo(episodes.count());
            Path run = lake.run(
                    "run",
                    lake.evidence(),
                    "--episodes",
                    copy + "/episodes",
                    "--outcomes",
                    copy + "/outcomes",
                    "--segments",
                    copy + "/segments",
                    "--as-of",
                    "2026-02-14T00:00:00Z");
            assertThat(Lake.states(run)).isEqualTo(lake.states());
        }
    }

    /** As docs/scale.md says: relationships by one writer. */
    private static void write(GraphServer server, String query, Dataset<Row> rows) {
        rows.coalesce(1)
                .write()
                .format("org.neo4j.spark.DataSource")
                .mode("Append")
                .option("url", server.url())
                .option("authentication.type", "none")
                .option("query", query)
                .save();
    }
}
