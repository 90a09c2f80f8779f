package org.metapolicy.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.util.Throwables;
import org.metapolicy.evidence.ExpectedEvidence.Episode;
import org.metapolicy.policy.MetapolicyException;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.QueryExecutionException;

/** Two families and one writer's, refresher's or approver's random doings with them, each in a transaction of its own. */
final class RandomHistory {
    static final List<String> FAMILIES = List.of("f", "g");
    static final List<String> VERSIONS = List.of("f1", "f2", "g1");

    private static final String SETTING = """
            CYPHER 5
            UNWIND range(0, 3) AS s
            CREATE (session:Session {id: 's' + s})
            WITH session, s
            UNWIND range(0, 2) AS t
            CREATE (session)-[:HAS_TRIAL]->(:Trial {id: 's' + s + 't' + t, participant_id: ['p' + s][t % 2]})
            WITH count(*) AS all
            CREATE (:Segment {id: 'rv', potency_latest: 0.9}), (:Segment {id: 'calm', potency_latest: 0.1})
            """;

    /** A row's links say how its writer told what belongs to what: L by relationships, I by ids, B by both. */
    private static final String ROWS = """
            CYPHER 5
            UNWIND $rows AS row
            CREATE (e:PolicyEpisode {id: row.episode, timestamp: CASE WHEN row.at IS NOT NULL THEN datetime({epochSeconds: row.at}) END, trial_id: row.trial,
                context_hash: row.context, rv_segment_ids: [row.segment], human_override: row.override})
            FOREACH (x IN CASE WHEN row.links <> 'L' THEN [1] ELSE [] END | SET e.policy_version_id = row.named)
            WITH e, row
            CALL (e, row) {
                WITH e, row WHERE row.links <> 'I'
                MATCH (v:PolicyVersion {id: row.version}) CREATE (v)-[:EVALUATED_IN]->(e)
            }
            WITH e, row WHERE row.outcome IS NOT NULL
            CREATE (o:PolicyOutcome {id: row.outcome, reward: row.reward, delta_coherence: row.coherence,
                safety_flag: row.flag, recorded_at: CASE WHEN row.links = 'B' THEN datetime() END})
            FOREACH (x IN CASE WHEN row.links <> 'L' THEN [1] ELSE [] END | SET o.episode_id = e.id)
            FOREACH (x IN CASE WHEN row.links <> 'I' THEN [1] ELSE [] END | CREATE (e)-[:HAS_OUTCOME]->(o))
            """;

    private static final String LATER_OUTCOME = """
            CYPHER 5
            CREATE (o:PolicyOutcome {id: $outcome, reward: $reward, safety_flag: $flag})
            FOREACH (x IN CASE WHEN $linked THEN [] ELSE [1] END | SET o.episode_id = $episode)
            WITH o WHERE $linked
            MATCH (e:PolicyEpisode {id: $episode}) CREATE (e)-[:HAS_OUTCOME]->(o)
            """;

    private static final long LONG_AGO = 1_000_000_000;

    private final SharedNeo4j neo4j;
    private final Random random;
    private final String name;
    private final ExpectedEvidence expected;
    private final List<Episode> promised = new ArrayList<>();
    private int next;

    /** @param name begins the ids of everything that this one writes */
    RandomHistory(SharedNeo4j neo4j, long seed, String name, ExpectedEvidence expected) {
        this.neo4j = neo4j;
        this.random = new Random(seed);
        this.name = name;
        this.expected = expected;
    }

    static void begin(SharedNeo4j neo4j) {
        neo4j.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        for (String family : FAMILIES) {
            neo4j.run("CALL metapolicy.create({id: $id, window_size: 4}, 'random history')", Map.of("id", family));
        }
        for (String version : VERSIONS) {
            neo4j.run(
                    "CALL metapolicy.registerVersion($family, {id: $id}, 'random history')",
                    Map.of("family", version.substring(0, 1), "id", version));
        }
        neo4j.run(SETTING);
    }

    void anything() {
        int dice = random.nextInt(20);
        if (dice < 11) {
            write();
        } else if (dice < 17) {
            refresh();
        } else {
            govern();
        }
    }

    void write() {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> rows(1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 6));
            case 3 -> recorded();
            case 4 -> episodeAlone();
            case 5 -> wrong();
            case 6 -> outcomeFirst();
            default -> laterOutcome();
        }
    }

    /** A refresh of one family or of all, in batches of any size, now and then a full one. */
    List<Map<String, Object>> refresh() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("family", random.nextInt(3) == 0 ? null : FAMILIES.get(random.nextInt(2)));
        parameters.put(
                "options",
                Map.of(
                        "batch_size",
                        List.of(1L, 2L, 3L, 7L, 5000L).get(random.nextInt(5)),
                        "mode",
                        random.nextInt(8) == 0 ? "FULL" : "INCREMENTAL"));
        return run("CALL metapolicy.refreshTrust($family, $options)", parameters);
    }

    /** What changes how evidence counts from then on; a move that is not allowed now is refused, and changes nothing. */
    void govern() {
        String version = VERSIONS.get(random.nextInt(VERSIONS.size()));
        Map<String, Object> parameters = Map.of("version", version, "family", version.substring(0, 1));
        try {
            switch (random.nextInt(4)) {
                case 0 -> {
                    run("CALL metapolicy.pause($version, 'random history')", parameters);
                    run("CALL metapolicy.resume($version, 'random history')", parameters);
                }
                case 1 -> run("CALL metapolicy.promote($version, 'random history', {override: true})", parameters);
                default ->
                    run(
                            "CALL metapolicy.configure($family, $settings, 'random history')",
                            Map.of("family", version.substring(0, 1), "settings", settings()));
            }
        } catch (QueryExecutionException refused) {
            if (!(Throwables.getRootCause(refused) instanceof MetapolicyException.Conflict)) {
                throw refused;
            }
        }
    }

    /** Writes the episodes whose outcomes came before them. */
    void keepPromises() {
        for (Episode episode : promised) {
            run(ROWS, Map.of("rows", List.of(row(episode, "B"))));
            expected.episode(episode);
        }
        promised.clear();
    }

    private Map<String, Object> settings() {
        return switch (random.nextInt(9)) {
            case 0 -> Map.of("window_size", 2L + random.nextInt(5));
            case 1 -> Map.of("history_windows", 2L + random.nextInt(5));
            case 2, 3 -> Map.of("guardrail_unit", random.nextBoolean() ? "SESSION" : "EPISODE");
            case 4 -> Map.of("override_rate_max", 0.1 + 0.8 * random.nextDouble());
            case 5 -> Map.of("outcome_timeout", 60.0 + random.nextInt(80_000));
            case 6 -> Map.of("reward_low", -1 + random.nextDouble() / 5, "reward_high", 1 - random.nextDouble() / 5);
            case 7 -> Map.of("outcome_order", random.nextBoolean() ? "DECISION" : "ARRIVAL");
            default -> Map.of("reward_floor", 0.5 - random.nextDouble(), "potency_high", random.nextDouble());
        };
    }

    private void rows(int count) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Episode episode = episode(random.nextInt(6) == 0, random.nextInt(3) > 0);
            episodes.add(episode);
            Map<String, Object> row = withOutcome(row(episode, anyLinks()), reward());
            row.computeIfPresent(
                    "at",
                    (key, at) -> episode.old() || random.nextInt(3) > 0 ? at : (Long) at + random.nextInt(20_000));
            rows.add(row);
        }
        run(ROWS, Map.of("rows", rows));
        episodes.forEach(expected::episode);
        rows.forEach(row -> expected.outcome((String) row.get("outcome"), (String) row.get("episode"), true));
    }

    private void recorded() {
        Episode episode = episode(random.nextInt(6) == 0, false);
        Map<String, Object> call = Map.of(
                "version", episode.version(),
                "episode", Map.of("id", episode.id(), "human_override", episode.override()),
                "id", episode.id(),
                "outcome", Map.of("id", episode.id() + ":o", "reward", reward()));
        run("CALL metapolicy.recordEpisode($version, $episode)", call);
        int times = random.nextInt(3);
        for (int i = 0; i < times; i++) {
            run("CALL metapolicy.recordOutcome($id, $outcome)", call);
        }
        // Only now do other writers know of the episode: none of them gives it another outcome in between.
        expected.episode(episode);
        if (times > 0) {
            expected.outcome(episode.id() + ":o", episode.id(), true);
        }
    }

    private void episodeAlone() {
        Episode episode = episode(random.nextInt(3) > 0, random.nextInt(3) > 0);
        run(ROWS, Map.of("rows", List.of(row(episode, anyLinks()))));
        expected.episode(episode);
    }

    private void wrong() {
        if (random.nextBoolean()) {
            Episode episode = episode(random.nextBoolean(), true);
            Map<String, Object> row = withOutcome(row(episode, anyLinks()), reward());
            if (random.nextBoolean()) {
                row.put("coherence", 1.5);
            } else {
                row.put("reward", List.of(7.0, Double.NaN, "high").get(random.nextInt(3)));
            }
            run(ROWS, Map.of("rows", List.of(row)));
            expected.episode(episode);
            expected.outcome(episode.id() + ":o", episode.id(), false);
        } else {
            Episode made = episode(random.nextBoolean(), true);
            Episode episode = new Episode(made.id(), made.version(), made.override(), made.old(), true);
            Map<String, Object> row = withOutcome(row(episode, "B"), reward());
            row.put("named", episode.version().equals("f1") ? "f2" : "f1");
            run(ROWS, Map.of("rows", List.of(row)));
            expected.episode(episode);
            expected.outcome(episode.id() + ":o", episode.id(), true);
        }
    }

    private void outcomeFirst() {
        Episode episode = episode(false, true);
        outcome(episode.id() + ":o", episode, false);
        promised.add(episode);
    }

    /** Late for an override, a second one for an episode that has one, or simply the first that comes on its own. */
    private void laterOutcome() {
        Optional.ofNullable(expected.any(random))
                .ifPresent(one -> outcome(name + next++ + ":later", one, random.nextBoolean()));
    }

    private void outcome(String id, Episode episode, boolean linked) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("outcome", id);
        parameters.put("episode", episode.id());
        parameters.put("reward", reward());
        parameters.put("flag", random.nextInt(4) == 0);
        parameters.put("linked", linked);
        run(LATER_OUTCOME, parameters);
        expected.outcome(id, episode.id(), true);
    }

    private Episode episode(boolean override, boolean old) {
        return new Episode(name + next++, VERSIONS.get(random.nextInt(VERSIONS.size())), override, old, false);
    }

    private Map<String, Object> row(Episode episode, String links) {
        Map<String, Object> row = new HashMap<>(Map.of("episode", episode.id()));
        row.put("version", episode.version());
        row.put("named", episode.version());
        row.put("override", episode.override());
        row.put(
                "at",
                episode.old()
                        ? random.nextLong(LONG_AGO)
                        : (Long) (System.currentTimeMillis() / 1000 - random.nextInt(10_000)));
        row.computeIfPresent("at", (key, at) -> random.nextInt(8) == 0 ? null : at);
        row.put("trial", "s" + random.nextInt(4) + "t" + random.nextInt(3));
        row.put("context", "c" + random.nextInt(random.nextInt(5) == 0 ? 90 : 4));
        row.put("segment", random.nextBoolean() ? "rv" : "calm");
        row.put("links", links);
        return row;
    }

    private Map<String, Object> withOutcome(Map<String, Object> row, double reward) {
        row.put("outcome", row.get("episode") + ":o");
        row.put("reward", reward);
        row.put("coherence", reward / 3);
        row.put("flag", random.nextInt(12) == 0);
        return row;
    }

    private String anyLinks() {
        return List.of("L", "I", "B").get(random.nextInt(3));
    }

    /** Inside every range that {@link #settings} declares. */
    private double reward() {
        return Math.max(-0.8, Math.min(0.8, 0.2 + 0.4 * random.nextGaussian()));
    }

    private List<Map<String, Object>> run(String query, Map<String, Object> parameters) {
        return Transient.retried(() -> neo4j.run(query, parameters));
    }
}
