package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.testing.SharedNeo4j;

/**
 * What {@code metapolicy.evaluate} says of a log with whatever can be odd about one, kept for the job's own tests, which read the same
 * rows from files.
 */
class EvaluatedFilesIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final List<String> DONE = List.of("cue", "rest", "NO_INTERVENTION");

    private static final List<Map<String, Object>> ASKED = List.of(
            Map.of(),
            Map.of("estimator", "SNIPS"),
            Map.of("against", "g.a", "coverage_min", 0.8),
            Map.of("against", "g.a", "coverage_min", 0.8, "estimator", "SNIPS"),
            Map.of("against", "g.a", "coverage_min", 0.8, "estimator", "IPS", "propensity_min", 0.05),
            Map.of("against", "g.a", "estimator", "DM"),
            Map.of("against", "NO_INTERVENTION", "coverage_min", 0.5),
            Map.of("against", "g.a", "from", "2026-01-05T02:00:00Z", "to", "2026-01-05T09:00:00Z"),
            Map.of("logged_by", "g.a", "reward_low", -1.0, "reward_high", 1.0),
            Map.of("coverage_min", 0.999));

    private final Random random = new Random(20260105);
    private final List<Map<String, Object>> episodes = new ArrayList<>();
    private final List<Map<String, Object>> outcomes = new ArrayList<>();
    private final List<Map<String, Object>> choices = new ArrayList<>();

    @Test
    void theProceduresFiguresAreKept() throws IOException {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        family("g", "GRAPH");
        family("x", "EXTERNAL");
        for (int i = 0; i < 900; i++) {
            decision(i);
        }
        write();
        NEO4J.run("CALL metapolicy.refreshTrust('g')");

        List<Map<String, Object>> answers = new ArrayList<>();
        for (Map<String, Object> options : ASKED) {
            Map<String, Object> answer =
                    new TreeMap<>(NEO4J.run("CALL metapolicy.evaluate('g.b', $options)", Map.of("options", options))
                            .get(0));
            answers.add(Map.of("options", options, "answer", answer));
        }
        assertThat(answers.toString())
                .contains("verdict=ESTIMATED", "verdict=NOT_WORSE", "verdict=REFUSED", "not covered", "left out");
        keep(answers);
    }

    private static void family(String family, String source) {
        NEO4J.run(
                "CALL metapolicy.create({id: $id, risk_tier: 'EXPERIMENTAL', evidence_source: $source}, 'a pilot')",
                Map.of("id", family, "source", source));
        for (String version : List.of("a", "b")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion($family, {id: $id, policy_id: 'p', version_tag: $tag}, 'a pilot')",
                    Map.of("family", family, "id", family + "." + version, "tag", version));
        }
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private void decision(int number) {
        Map<String, Object> episode = new TreeMap<>();
        String id = "e" + number;
        boolean tense = random.nextBoolean();
        double[] shares = tense ? new double[] {0.5, 0.3, 0.2} : new double[] {0.2, 0.5, 0.3};
        double drawn = random.nextDouble();
        int done = drawn < shares[0] ? 0 : drawn < shares[0] + shares[1] ? 1 : 2;
        episode.put("id", id);
        episode.put("policy_version_id", oneIn(3) ? "g.b" : "g.a");
        if (!oneIn(200)) {
            // Minutes, so that some fall together.
            episode.put("timestamp", BEGIN.plusSeconds(60 * random.nextInt(600)).toString());
        }
        if (!oneIn(6)) {
            episode.put(oneIn(4) ? "context_hash" : "context_cluster", tense ? "tense" : "calm");
        }
        if (!oneIn(150)) {
            episode.put("chosen_intervention_id", DONE.get(done));
        }
        if (!oneIn(60)) {
            episode.put("propensity", oneIn(150) ? "often" : oneIn(150) ? "1.5" : "" + shares[done]);
        }
        if (oneIn(3)) {
            episode.put("human_override", oneIn(20));
        }
        episodes.add(episode);
        for (int i = oneIn(20) ? 2 : oneIn(25) ? 0 : 1; i > 0; i--) {
            double reward = 0.2 * random.nextGaussian() + (done == (tense ? 0 : 1) ? 0.3 : -0.1);
            Map<String, Object> outcome = new TreeMap<>();
            outcome.put("id", id + ":" + i);
            outcome.put("episode_id", id);
            outcome.put("reward", oneIn(120) ? "good" : "" + Math.max(-1, Math.min(1, reward)));
            outcome.put(
                    "recorded_at",
                    BEGIN.plusSeconds(40_000 + random.nextInt(30_000)).toString());
            outcomes.add(outcome);
        }
        boolean kept = oneIn(4);
        if (kept) {
            episode.put("decision", new Gson().toJson(record(episode, tense)));
        }
        for (String version : List.of("g.a", "g.b")) {
            // Of most of what a step kept nothing is written besides.
            for (int i = kept && !oneIn(10) ? 0 : oneIn(150) ? 2 : oneIn(60) ? 0 : 1; i > 0; i--) {
                choice(id, version, tense);
            }
        }
    }

    /** What a step kept: at times another propensity than the episode's, or that of a version alone. */
    private Map<String, Object> record(Map<String, Object> episode, boolean tense) {
        Map<String, Object> record = new TreeMap<>();
        record.put("choice_version_ids", List.of("g.a", "g.b"));
        record.put("choice_intervention_ids", List.of(DONE.get(random.nextInt(3)), tense ? "cue" : "rest"));
        record.put("propensity", oneIn(3) ? 1.0 : 0.5);
        Object own = episode.get("propensity");
        if (oneIn(20)) {
            episode.put("propensity", "1.0");
        } else if (own != null && own.toString().startsWith("0.")) {
            record.put("intervention_propensity", oneIn(40) ? 0.4 : Double.valueOf(own.toString()));
        }
        if (oneIn(3)) {
            episode.remove("propensity");
        }
        return record;
    }

    private void choice(String episode, String version, boolean tense) {
        Map<String, Object> choice = new TreeMap<>();
        choice.put("episode_id", episode);
        choice.put("policy_version_id", version);
        if (oneIn(120)) {
            choice.put("interventions", List.of("cue", "cue"));
            choice.put("probabilities", List.of(0.5, 0.5));
        } else if (version.equals("g.a")) {
            choice.put("interventions", DONE);
            choice.put("probabilities", List.of(0.25, 0.25, 0.5));
        } else {
            choice.put("interventions", List.of(tense ? "cue" : "rest"));
            choice.put("probabilities", List.of(1.0));
        }
        choices.add(choice);
    }

    private void write() {
        NEO4J.run("""
                CYPHER 5
                UNWIND $rows AS row
                MATCH (v:PolicyVersion {id: row.policy_version_id})
                CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: row.id, timestamp: datetime(row.timestamp),
                    context_cluster: row.context_cluster, context_hash: row.context_hash,
                    chosen_intervention_id: row.chosen_intervention_id, human_override: row.human_override,
                    propensity: coalesce(toFloat(row.propensity), row.propensity), adjustment_id: row.id + ':a'})
                """, Map.of("rows", plain(episodes)));
        NEO4J.run(
                "UNWIND $rows AS row CREATE (a:NoeticAdjustment {id: row.id + ':a'}) SET a += row.properties",
                Map.of(
                        "rows",
                        episodes.stream()
                                .filter(row -> row.containsKey("decision"))
                                .map(row -> Map.of(
                                        "id",
                                        row.get("id"),
                                        "properties",
                                        new Gson().fromJson(row.get("decision").toString(), Map.class)))
                                .toList()));
        NEO4J.run("""
                CYPHER 5
                UNWIND $rows AS row
                MATCH (e:PolicyEpisode {id: row.episode_id})
                CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: row.id, episode_id: row.episode_id,
                    reward: coalesce(toFloat(row.reward), row.reward), recorded_at: datetime(row.recorded_at)})
                """, Map.of("rows", plain(outcomes)));
        NEO4J.run("""
                CYPHER 5
                UNWIND $rows AS row
                MATCH (e:PolicyEpisode {id: row.episode_id}), (v:PolicyVersion {id: row.policy_version_id})
                CREATE (v)-[:WOULD_CHOOSE {interventions: row.interventions, probabilities: row.probabilities}]->(e)
                """, Map.of("rows", plain(choices)));
    }

    private static List<Map<String, Object>> plain(List<Map<String, Object>> rows) {
        return rows.stream()
                .map(row -> (Map<String, Object>) new HashMap<>(row))
                .toList();
    }

    private void keep(List<Map<String, Object>> answers) throws IOException {
        Path folder = Path.of(System.getProperty("metapolicy.basedir", "."), "target", "exchange", "evaluated");
        Files.createDirectories(folder);
        HandedOut other = HandedOut.read(NEO4J.run("CALL metapolicy.exportEvidence('x') YIELD evidence RETURN evidence")
                .get(0)
                .get("evidence")
                .toString());
        TreeMap<String, SavedStates> states = new TreeMap<>();
        other.states().forEach((version, saved) -> states.put(version.replace("x.", "g."), saved));
        Files.writeString(
                folder.resolve("evidence.json"),
                new HandedOut("g", other.settings(), 0, List.of(), "", "", states).text());
        Files.write(folder.resolve("episodes.jsonl"), lines(episodes));
        Files.write(folder.resolve("outcomes.jsonl"), lines(outcomes));
        Files.write(folder.resolve("choices.jsonl"), lines(choices));
        Files.writeString(
                folder.resolve("answers.json"),
                new GsonBuilder().serializeNulls().create().toJson(answers));
    }

    private static List<String> lines(List<Map<String, Object>> rows) {
        return rows.stream().map(new Gson()::toJson).toList();
    }
}
