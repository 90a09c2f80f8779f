package org.metapolicy.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metapolicy.evidence.exchange.CountedElsewhere;

/** A history in a live database, read by ranges of ids through the connector, leads to the text that its files lead to. */
@Tag("slow")
class GraphJobTest {
    private static final String EPISODES = """
            MERGE (v:PolicyVersion {id: event.version}) MERGE (s:Session {id: event.session_id})
            CREATE (s)-[:HAS_TRIAL]->(:Trial {id: event.id})
            CREATE (e:PolicyEpisode {id: event.id, trial_id: event.id,
                policy_version_id: CASE WHEN event.id ENDS WITH '7' OR event.id ENDS WITH '8' THEN event.version END,
                timestamp: datetime(event.timestamp), context_cluster: event.context_cluster,
                context_hash: event.context_hash, context: event.context, rv_segment_ids: event.rv_segment_ids,
                participant_id: event.participant_id, human_override: event.human_override, adjustment_id: event.id,
                chosen_intervention_id: event.chosen_intervention_id,
                overridden_intervention_id: event.overridden_intervention_id,
                suggested_intervention_id: event.suggested_intervention_id})
            FOREACH (one IN CASE WHEN event.considered IS NULL THEN [] ELSE [1] END | CREATE (:NoeticAdjustment {id: event.id,
                considered: event.considered, timestamp: datetime(event.timestamp), version_id: event.version_id,
                intervention_id: event.intervention_id, propensity: event.propensity,
                choice_version_ids: event.choice_version_ids, choice_intervention_ids: event.choice_intervention_ids}))
            FOREACH (one IN CASE WHEN event.id ENDS WITH '7' THEN [] ELSE [1] END | CREATE (v)-[:EVALUATED_IN]->(e))
            WITH event, e WHERE event.suggested IS NOT NULL
            MERGE (other:PolicyVersion {id: event.suggested})
            CREATE (other)-[:SUGGESTED_IN]->(e)
            """;
    private static final String OUTCOMES = """
            MATCH (e:PolicyEpisode {id: event.episode_id})
            CREATE (o:PolicyOutcome {id: event.id, reward: event.reward,
                episode_id: CASE WHEN e.id ENDS WITH '5' THEN e.id WHEN e.id ENDS WITH '6' THEN 'nowhere' END,
                delta_coherence: event.delta_coherence, delta_accuracy: event.delta_accuracy,
                safety_flag: event.safety_flag, coherence_after: event.coherence_after,
                recorded_at: datetime(event.recorded_at)})
            FOREACH (one IN CASE WHEN e.id ENDS WITH '5' THEN [] ELSE [1] END | CREATE (e)-[:HAS_OUTCOME]->(o))
            """;
    /** The newest state tells; what is rolled up on the segment, and older ones, do not. */
    private static final String SEGMENTS = """
            CREATE (s:Segment {id: event.id, potency_latest: 1 - event.potency})
            CREATE (s)-[:HAS_STATE]->(:SegmentState {t: 1, potency: 1 - event.potency}),
                (s)-[:HAS_STATE]->(:SegmentState {t: 2, potency: event.potency})
            """;

    private static final String LOGGED = """
            MERGE (v:PolicyVersion {id: event.policy_version_id})
            CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: event.id, timestamp: datetime(event.timestamp),
                context_cluster: event.context_cluster, context_hash: event.context_hash,
                chosen_intervention_id: event.chosen_intervention_id, human_override: event.human_override,
                propensity: coalesce(toFloat(event.propensity), event.propensity), adjustment_id: event.id})
            FOREACH (one IN CASE WHEN event.decision IS NULL THEN [] ELSE [1] END | CREATE (:NoeticAdjustment {id: event.id,
                propensity: event.of_version, intervention_propensity: event.intervention_propensity,
                choice_version_ids: event.choice_version_ids, choice_intervention_ids: event.choice_intervention_ids}))
            """;
    private static final String LOGGED_OUTCOMES = """
            MATCH (e:PolicyEpisode {id: event.episode_id})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: event.id, recorded_at: datetime(event.recorded_at),
                reward: coalesce(toFloat(event.reward), event.reward)})
            """;
    private static final String LOGGED_CHOICES = """
            MATCH (e:PolicyEpisode {id: event.episode_id}), (v:PolicyVersion {id: event.policy_version_id})
            CREATE (v)-[:WOULD_CHOOSE {interventions: event.interventions, probabilities: event.probabilities}]->(e)
            """;

    private static final String KEPT =
            "propensity DOUBLE, intervention_propensity DOUBLE, choice_version_ids ARRAY<STRING>,"
                    + " choice_intervention_ids ARRAY<STRING>";

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
        try (GraphServer server = GraphServer.start(folder.resolve("server"))) {
            Set<Long> tenths = new TreeSet<>();
            // Of three histories one after the other no decision is recorded, half of them, and all.
            for (String number : List.of("0", "1", "2")) {
                Lake lake = new Lake(spark, number, folder.resolve(number));
                long recorded =
                        lake.episodes().filter(col("decision").isNotNull()).count();
                tenths.add(Math.round(10.0 * recorded / lake.episodes().count()));
                if (recorded > 0) {
                    counted(server, lake);
                    clear(server);
                }
            }
            assertThat(tenths).hasSize(3).contains(0L, 10L);
            evaluated(server);
        }
    }

    private void counted(GraphServer server, Lake lake) throws IOException {
        String family = lake.evidence().familyId() + ".";
        Dataset<Row> episodes =
                spark.read().json(lake.exchange.resolve("episodes.jsonl").toString());
        write(
                server,
                EPISODES,
                episodes.withColumn("version", concat(lit(family), col("policy_version_id")))
                        .withColumn("suggested", concat(lit(family), col("suggested_version_id")))
                        .withColumn(
                                "record",
                                from_json(regexp_replace(col("decision"), "@", family), StructType.fromDDL(DECISION)))
                        .select("*", "record.*")
                        .drop("decision", "record"));
        write(
                server,
                OUTCOMES,
                spark.read().json(lake.exchange.resolve("outcomes.jsonl").toString()));
        write(server, SEGMENTS, spark.read().parquet(lake.segments("parquet")));
        String copy = copy(server, lake.folder);
        // Clusters are by vectors only where a family froze some.
        assertThat(vectors(spark.read().parquet(copy + "/episodes")))
                .hasSize((int) episodes.count())
                .containsExactlyElementsOf(vectors(episodes));
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
        assertThat(CountedElsewhere.read(lake.states()).versions())
                .as("what versions were suggested for")
                .noneMatch(version -> version.states().shadow().isEmpty());
    }

    private static List<Row> vectors(Dataset<Row> episodes) {
        return episodes.select(col("id"), col("context")).orderBy(col("id")).collectAsList();
    }

    /** A copy is judged as its files are, what versions would have done and what steps kept of it among them. */
    private void evaluated(GraphServer server) throws IOException {
        EvaluatedLog log = new EvaluatedLog(spark, folder.resolve("evaluated"));
        write(
                server,
                LOGGED,
                log.rows("episodes", EvaluatedLog.EPISODES)
                        .withColumn("record", from_json(col("decision"), StructType.fromDDL(KEPT)))
                        .select(
                                col("*"),
                                col("record.propensity").as("of_version"),
                                col("record.intervention_propensity"),
                                col("record.choice_version_ids"),
                                col("record.choice_intervention_ids"))
                        .drop("record"));
        write(server, LOGGED_OUTCOMES, log.rows("outcomes", EvaluatedLog.OUTCOMES));
        write(server, LOGGED_CHOICES, log.rows("choices", EvaluatedLog.CHOICES));
        String copy = copy(server, folder.resolve("evaluated"));
        log.saysWhatTheProcedureSays(
                List.of(2, 3, 8), copy + "/episodes", copy + "/outcomes", copy + "/choices", folder.resolve("judged"));
    }

    private String copy(GraphServer server, Path into) throws IOException {
        return new GraphJob(
                        spark,
                        GraphJob.arguments(
                                "--url",
                                server.url(),
                                "--rows",
                                "400",
                                "--out",
                                into.resolve("copy").toString()),
                        null)
                .run();
    }

    private void clear(GraphServer server) {
        write(
                server,
                "MATCH (n) WHERE event.id = 0 DETACH DELETE n",
                spark.range(1).toDF("id"));
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
