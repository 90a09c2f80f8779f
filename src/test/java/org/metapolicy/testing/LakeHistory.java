package org.metapolicy.testing;

import com.google.gson.Gson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random history of two versions over some days, as files hold it and as the graph does: the change request's properties, by
 * key, times as texts. Nearly all that can be odd about evidence is so somewhere.
 */
public final class LakeHistory {
    /** Before any of it. */
    public static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    /** Potencies of the segments that episodes name; a third one is nowhere. */
    public static final Map<String, Double> SEGMENTS = Map.of("rv", 0.9, "calm", 0.1);

    /** What stands in the records of decisions where a version's id begins with its family's. */
    public static final String PREFIX = "@";

    private static final String IN_GRAPH = """
            CYPHER 5
            UNWIND $rows AS row
            MATCH (v:PolicyVersion {id: $prefix + row.policy_version_id})
            MERGE (s:Session {id: row.session_id}) CREATE (s)-[:HAS_TRIAL]->(t:Trial {id: row.id})
            CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: row.id, trial_id: row.id, timestamp: datetime(row.timestamp),
                context_cluster: row.context_cluster, context_hash: row.context_hash, context: row.context,
                rv_segment_ids: row.rv_segment_ids, participant_id: row.participant_id, human_override: row.human_override,
                adjustment_id: row.id + ':a', chosen_intervention_id: row.chosen_intervention_id,
                suggested_intervention_id: row.suggested_intervention_id,
                overridden_intervention_id: row.overridden_intervention_id})
            WITH row, e MATCH (suggested:PolicyVersion {id: $prefix + row.suggested_version_id})
            CREATE (suggested)-[:SUGGESTED_IN]->(e)
            """;

    private static final String DECISIONS = """
            CYPHER 5
            UNWIND $rows AS row
            CREATE (a:NoeticAdjustment {id: row.id + ':a'}) SET a += row.properties, a.timestamp = datetime(row.timestamp)
            """;

    private static final String OUTCOMES = """
            CYPHER 5
            UNWIND $rows AS row
            CREATE (:PolicyOutcome {id: row.id, episode_id: row.episode_id, reward: row.reward,
                delta_coherence: row.delta_coherence, delta_accuracy: row.delta_accuracy, safety_flag: row.safety_flag,
                coherence_after: row.coherence_after, recorded_at: datetime(row.recorded_at)})
            """;

    private final Random random;
    private final List<Map<String, Object>> episodes = new ArrayList<>();
    private final List<Map<String, Object>> outcomes = new ArrayList<>();

    /** How many of ten decisions are recorded: of histories with seeds one after the other none, half and all. */
    private final int recorded;

    /**
     * @param size how many episodes
     * @param days over how many days; all outcomes arrive within them
     */
    public LakeHistory(long seed, int size, int days) {
        random = new Random(seed);
        long millis = days * 86_400_000L;
        double mean = random.nextDouble() * 0.8 - 0.2;
        recorded = 5 * Math.floorMod(seed, 3);
        for (int i = 0; i < size; i++) {
            Map<String, Object> episode = episode(i, (long) (random.nextDouble() * millis), i < size / 2 ? 3 : 9);
            episodes.add(episode);
            if (random.nextInt(10) > 0) {
                outcomes.add(outcome(episode, mean, millis));
            }
        }
    }

    private Map<String, Object> episode(int number, long millis, int overrides) {
        Map<String, Object> episode = new TreeMap<>();
        episode.put("id", "e" + number);
        double turn = random.nextInt(20) == 0 ? 0.01 : 1 / 3.0;
        episode.put("policy_version_id", random.nextDouble() < turn ? "b" : "a");
        // Seconds, so that some fall together.
        episode.put("timestamp", BEGIN.plusSeconds(millis / 1000 / 7 * 7).toString());
        episode.put("session_id", "s" + millis / 3_600_000 + "." + random.nextInt(2));
        if (random.nextInt(5) > 0) {
            episode.put("participant_id", "p" + random.nextInt(9));
        }
        switch (random.nextInt(4)) {
            case 0 -> episode.put("context_cluster", "k" + random.nextInt(random.nextInt(6) == 0 ? 90 : 4));
            case 1 -> episode.put("context_hash", "h" + random.nextInt(3));
            case 2 -> episode.put("context", List.of(random.nextDouble(), random.nextDouble()));
            default -> episode.remove("context");
        }
        if (random.nextBoolean()) {
            episode.put(
                    "rv_segment_ids", List.of(List.of("rv", "calm", "nowhere").get(random.nextInt(3))));
        }
        if (random.nextInt(4) > 0) {
            episode.put("human_override", random.nextInt(30) < overrides);
        }
        if (random.nextInt(3) == 0) {
            suggest(episode);
        }
        if (random.nextInt(10) < recorded) {
            episode.put("decision", new Gson().toJson(decision(episode, turn)));
        }
        return episode;
    }

    /** What a version would have done that was suggested in shadow; now and then the one that acted, or none that there is. */
    private void suggest(Map<String, Object> episode) {
        episode.put("suggested_version_id", List.of("a", "b", "b", "nowhere").get(random.nextInt(4)));
        episode.put("suggested_intervention_id", "cue" + random.nextInt(2));
        episode.put("chosen_intervention_id", "cue" + random.nextInt(2));
        if (random.nextInt(8) == 0) {
            episode.put("overridden_intervention_id", "cue" + random.nextInt(2));
        }
    }

    /**
     * The adjustment's properties; now and then what no refresh reads either.
     *
     * @param turn how likely that of b was
     */
    private Map<String, Object> decision(Map<String, Object> episode, double turn) {
        String served = PREFIX + episode.get("policy_version_id");
        boolean first = served.equals(PREFIX + "a");
        String considered = new Gson()
                .toJson(List.of(
                        Map.of("version_id", PREFIX + "a", "propensity", 1 - turn, "is_default", true),
                        Map.of("version_id", PREFIX + "b", "propensity", turn, "is_default", false)));
        Map<String, Object> decision = new TreeMap<>();
        decision.put("timestamp", episode.get("timestamp"));
        decision.put("version_id", served);
        decision.put("propensity", random.nextInt(15) == 0 ? 1.0 : first ? 1 - turn : turn);
        decision.put("considered", random.nextInt(40) == 0 ? "no list" : considered);
        List<String> choices =
                List.of("cue" + random.nextInt(2), "cue" + random.nextInt(random.nextInt(4) == 0 ? 9 : 2));
        decision.put("intervention_id", choices.get(first ? 0 : 1));
        if (random.nextInt(25) > 0) {
            decision.put("choice_version_ids", List.of(PREFIX + "a", PREFIX + "b"));
            decision.put("choice_intervention_ids", choices);
        }
        return decision;
    }

    private Map<String, Object> outcome(Map<String, Object> episode, double mean, long millis) {
        Map<String, Object> outcome = new TreeMap<>();
        Instant at = Instant.parse((String) episode.get("timestamp"));
        long delay = random.nextInt(6) == 0 ? random.nextInt(40_000) : random.nextInt(1_500);
        Instant end = BEGIN.plusMillis(millis - 1_000);
        outcome.put("id", episode.get("id") + ":o");
        outcome.put("episode_id", episode.get("id"));
        outcome.put("recorded_at", (at.plusSeconds(delay).isAfter(end) ? at : at.plusSeconds(delay)).toString());
        double reward = Math.max(-1, Math.min(1, mean + 0.4 * random.nextGaussian()));
        outcome.put("reward", reward);
        outcome.put("delta_coherence", reward / 3);
        if (random.nextBoolean()) {
            outcome.put("delta_accuracy", random.nextDouble() - 0.4);
        }
        outcome.put("safety_flag", random.nextInt(40) == 0);
        if (random.nextInt(3) == 0) {
            outcome.put("coherence_after", random.nextDouble());
        }
        return outcome;
    }

    /** One in so many outcomes has a reward that is none. */
    public LakeHistory spoiled(int every) {
        outcomes.stream().filter(one -> random.nextInt(every) == 0).forEach(one -> one.put("reward", 7.0));
        return this;
    }

    /** Nobody overrules anything, so that it is soon certain that neither version is overridden oftener. */
    public LakeHistory unquestioned() {
        episodes.forEach(one -> one.put("human_override", false));
        return this;
    }

    public List<Map<String, Object>> episodes() {
        return episodes;
    }

    public List<Map<String, Object>> outcomes() {
        return outcomes;
    }

    /** Writes all of it into a graph. */
    public void write(SharedNeo4j neo4j, String prefix) {
        SEGMENTS.forEach((id, potency) -> neo4j.run(
                "CREATE (:Segment {id: $id, potency_latest: $potency})", Map.of("id", id, "potency", potency)));
        neo4j.run(IN_GRAPH, Map.of("prefix", prefix, "rows", filled(episodes)));
        neo4j.run(OUTCOMES, Map.of("rows", filled(outcomes)));
        neo4j.run(
                DECISIONS,
                Map.of(
                        "rows",
                        episodes.stream()
                                .filter(row -> row.containsKey("decision"))
                                .map(row -> Map.of(
                                        "id",
                                        row.get("id"),
                                        "timestamp",
                                        row.get("timestamp"),
                                        "properties",
                                        new Gson()
                                                .fromJson(
                                                        row.get("decision")
                                                                .toString()
                                                                .replace(PREFIX, prefix),
                                                        Map.class)))
                                .toList()));
    }

    private static List<Map<String, Object>> filled(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> (Map<String, Object>) new HashMap<>(row))
                .toList();
    }
}
