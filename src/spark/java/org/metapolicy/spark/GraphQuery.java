package org.metapolicy.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is read of a graph: rows with the names that files have, figures and times as texts, so that what is wrong stays so. */
enum GraphQuery {
    EPISODES(
            "PolicyEpisode",
            "id STRING, policy_version_id STRING, timestamp STRING, session_id STRING, participant_id STRING,"
                    + " context_cluster STRING, context_hash STRING, context ARRAY<DOUBLE>, rv_segment_ids ARRAY<STRING>,"
                    + " collective_segment_ids ARRAY<STRING>, human_override STRING, recorded BOOLEAN, considered STRING, decided_at STRING,"
                    + " decided_by STRING, decided STRING, decided_propensity DOUBLE, intervention_propensity DOUBLE, choice_version_ids ARRAY<STRING>,"
                    + " choice_intervention_ids ARRAY<STRING>, chosen_intervention_id STRING, overridden_intervention_id STRING,"
                    + " propensity STRING, suggested_version_id STRING, suggested_intervention_id STRING",
            """
            WITH n, COLLECT { MATCH (v:PolicyVersion)-[:EVALUATED_IN]->(n) RETURN DISTINCT v } AS versions,
                COLLECT { MATCH (n)-[:FOR_TRIAL]->(t) RETURN DISTINCT t } AS linked,
                COLLECT { MATCH (t:Trial {id: n.trial_id}) RETURN DISTINCT t } AS named
            WITH n, versions, CASE WHEN size(linked) > 0 THEN linked ELSE named END AS trials
            WITH n, versions, CASE WHEN size(trials) = 1 THEN trials[0] END AS trial
            WITH n, versions, trial, COLLECT { MATCH (s)-[:HAS_TRIAL]->(trial) RETURN DISTINCT s } AS sessions
            WITH n, versions, trial, CASE WHEN size(sessions) = 1 THEN sessions[0] END AS session
            WITH n, versions, trial, session,
                head(COLLECT { MATCH (a:NoeticAdjustment {id: n.adjustment_id}) RETURN a }) AS decision,
                COLLECT { MATCH (trial)--(p:Participant) RETURN DISTINCT p.id } AS ofTrial,
                COLLECT { MATCH (trial)--(g:Group) RETURN DISTINCT g.id } AS groupOfTrial,
                COLLECT { MATCH (session)--(p:Participant) RETURN DISTINCT p.id } AS ofSession,
                COLLECT { MATCH (session)--(g:Group) RETURN DISTINCT g.id } AS groupOfSession,
                COLLECT { MATCH (s)-[:SUGGESTED_IN]->(n) RETURN DISTINCT s } AS suggested
            RETURN n.id AS id, toStringOrNull(CASE
                    WHEN size(versions) = 0 THEN n.policy_version_id
                    WHEN size(versions) = 1 AND coalesce(n.policy_version_id, versions[0].id) = versions[0].id
                        THEN versions[0].id END) AS policy_version_id,
                %s AS timestamp, toStringOrNull(session.id) AS session_id,
                coalesce(%s, %s,
                    CASE WHEN size(ofTrial) = 1 THEN toStringOrNull(ofTrial[0]) END, %s,
                    CASE WHEN size(groupOfTrial) = 1 THEN toStringOrNull(groupOfTrial[0]) END, %s,
                    CASE WHEN size(ofSession) = 1 THEN toStringOrNull(ofSession[0]) END, %s,
                    CASE WHEN size(groupOfSession) = 1 THEN toStringOrNull(groupOfSession[0]) END) AS participant_id,
                toStringOrNull(n.context_cluster) AS context_cluster, toStringOrNull(n.context_hash) AS context_hash,
                CASE WHEN n.context IS :: LIST<INTEGER> | LIST<FLOAT> THEN [x IN n.context | toFloat(x)] END AS context,
                CASE WHEN n.rv_segment_ids IS :: LIST<STRING> THEN n.rv_segment_ids END AS rv_segment_ids,
                CASE WHEN n.collective_segment_ids IS :: LIST<STRING> THEN n.collective_segment_ids END
                    AS collective_segment_ids,
                %s AS human_override,
                decision IS NOT NULL AS recorded, CASE WHEN decision.considered IS :: STRING THEN decision.considered END AS considered,
                coalesce(toStringOrNull(decision.timestamp), 'none') AS decided_at,
                CASE WHEN decision.version_id IS :: STRING THEN decision.version_id END AS decided_by,
                CASE WHEN decision.intervention_id IS :: STRING THEN decision.intervention_id END AS decided,
                CASE WHEN decision.propensity IS :: INTEGER | FLOAT THEN toFloat(decision.propensity) END AS decided_propensity,
                CASE WHEN decision.intervention_propensity IS :: INTEGER | FLOAT
                    THEN toFloat(decision.intervention_propensity) END AS intervention_propensity,
                CASE WHEN decision.choice_version_ids IS :: LIST<STRING> THEN decision.choice_version_ids END
                    AS choice_version_ids,
                CASE WHEN decision.choice_intervention_ids IS :: LIST<STRING> THEN decision.choice_intervention_ids END
                    AS choice_intervention_ids,
                toStringOrNull(n.chosen_intervention_id) AS chosen_intervention_id,
                toStringOrNull(n.overridden_intervention_id) AS overridden_intervention_id, %s AS propensity,
                CASE WHEN size(suggested) = 1 THEN toStringOrNull(suggested[0].id) END AS suggested_version_id,
                toStringOrNull(n.suggested_intervention_id) AS suggested_intervention_id
            """.formatted(
                            text("timestamp"),
                            name("n.participant_id"),
                            name("trial.participant_id"),
                            name("trial.group_id"),
                            name("session.participant_id"),
                            name("session.group_id"),
                            text("human_override"),
                            text("propensity"))),
    CHOICES(
            "PolicyEpisode",
            "episode_id STRING, policy_version_id STRING, interventions ARRAY<STRING>, probabilities ARRAY<DOUBLE>",
            """
            MATCH (v:PolicyVersion)-[w:WOULD_CHOOSE]->(n)
            RETURN n.id AS episode_id, toStringOrNull(v.id) AS policy_version_id,
                CASE WHEN w.interventions IS :: LIST<STRING> THEN w.interventions END AS interventions,
                CASE WHEN w.probabilities IS :: LIST<INTEGER> | LIST<FLOAT> THEN [p IN w.probabilities | toFloat(p)] END
                    AS probabilities
            """),
    OUTCOMES(
            "PolicyOutcome",
            "id STRING, episode_id STRING, recorded_at STRING, reward STRING, delta_coherence STRING, delta_accuracy STRING,"
                    + " delta_calibration STRING, coherence_after STRING, safety_flag STRING",
            """
            WITH n, COLLECT { MATCH (e:PolicyEpisode)-[:HAS_OUTCOME]->(n) RETURN DISTINCT e } AS episodes
            RETURN n.id AS id, toStringOrNull(CASE
                    WHEN size(episodes) = 0 THEN n.episode_id
                    WHEN size(episodes) = 1 AND (n.episode_id IS NULL OR n.episode_id = episodes[0].id
                            OR NOT EXISTS { MATCH (:PolicyEpisode {id: n.episode_id}) })
                        THEN episodes[0].id END) AS episode_id, %s AS recorded_at,
                %s AS reward, %s AS delta_coherence, %s AS delta_accuracy, %s AS delta_calibration,
                %s AS coherence_after, %s AS safety_flag
            """.formatted(
                            text("recorded_at"),
                            text("reward"),
                            text("delta_coherence"),
                            text("delta_accuracy"),
                            text("delta_calibration"),
                            text("coherence_after"),
                            text("safety_flag"))),
    SEGMENTS("Segment", "id STRING, potency DOUBLE", """
            WITH n, COLLECT { MATCH (n)-[:HAS_STATE]->(s) RETURN DISTINCT s } AS states
            WITH n, states, all(s IN states WHERE s.t IS :: INTEGER NOT NULL | FLOAT NOT NULL)
                OR all(s IN states WHERE s.t IS :: ZONED DATETIME NOT NULL)
                OR all(s IN states WHERE s.t IS :: LOCAL DATETIME NOT NULL)
                OR all(s IN states WHERE s.t IS :: DATE NOT NULL) AS placed
            WITH n, states, CASE WHEN placed
                THEN [s IN states WHERE none(other IN states WHERE other.t > s.t) | s.potency] ELSE [] END AS newest
            WITH n, CASE WHEN size(states) = 0 THEN n.potency_latest
                WHEN size(newest) = 1 THEN coalesce(newest[0], n.potency_latest) END AS potency
            RETURN n.id AS id, CASE WHEN potency IS :: INTEGER | FLOAT AND 0 <= potency <= 1 THEN toFloat(potency) END
                AS potency
            """);

    private final String label;
    private final String schema;
    private final String rows;

    GraphQuery(String label, String schema, String rows) {
        this.label = label;
        this.schema = schema;
        this.rows = rows;
    }

    /** A property as text; of what has none, a text that no figure, flag or time has. */
    private static String text(String property) {
        return "CASE WHEN n.%1$s IS NOT NULL THEN coalesce(toStringOrNull(n.%1$s), 'a list') END".formatted(property);
    }

    /** What names somebody: a text that is not blank. */
    private static String name(String property) {
        return "CASE WHEN %1$s IS :: STRING AND trim(%1$s) <> '' THEN %1$s END".formatted(property);
    }

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    String schema() {
        return schema;
    }

    /** Rows as files have them: a decision's record is one JSON text. */
    Dataset<Row> asInFiles(Dataset<Row> read) {
        if (this != EPISODES) {
            return read;
        }
        Column record = to_json(struct(
                col("considered"),
                col("decided_at").as("timestamp"),
                col("decided_by").as("version_id"),
                col("decided").as("intervention_id"),
                col("decided_propensity").as("propensity"),
                col("intervention_propensity"),
                col("choice_version_ids"),
                col("choice_intervention_ids")));
        return read.withColumn("decision", when(col("recorded"), record))
                .drop(
                        "recorded",
                        "considered",
                        "decided_at",
                        "decided_by",
                        "decided",
                        "decided_propensity",
                        "intervention_propensity",
                        "choice_version_ids",
                        "choice_intervention_ids");
    }

    /** @param upTo the last id of the range; null for all that follow */
    String range(String after, String upTo) {
        return match(after) + (upTo == null ? "" : " AND n.id <= " + quoted(upTo)) + " " + rows;
    }

    /** Asks for the last id of a range of so many rows; nothing where no more are left. */
    String end(String after, int rows) {
        return match(after) + " WITH n.id AS id ORDER BY id SKIP " + (rows - 1) + " LIMIT 1 RETURN id";
    }

    private String match(String after) {
        return "MATCH (n:" + label + ") WHERE n.id > " + quoted(after);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
