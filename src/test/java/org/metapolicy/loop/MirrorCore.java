package org.metapolicy.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/** A small driver of the loop: steps with every trial over Bolt, shows the participant what comes of it, records it. */
final class MirrorCore {
    private static final String TRIALS = """
            UNWIND $rows AS row
            MERGE (s:Segment {id: row.segment})
            CREATE (t:Trial {id: row.id, participant_id: row.participant, coherence: row.coherence,
                entropy_change: row.entropy, awareness_condition: row.awareness,
                timestamp: datetime('2026-03-01T00:00:00Z') + duration({minutes: row.minute})})
            CREATE (t)-[:USES_SEGMENT]->(s)
            """;

    private static final String SEGMENTS = """
            UNWIND [['plain', 0.2], ['loaded', 0.8]] AS row
            CREATE (:Segment {id: row[0]})-[:HAS_STATE]->(:SegmentState {t: 0, rv: false, affective_load: row[1]})
            """;

    private static final String STEP = "CALL metapolicy.step($family, $trial, {seed: $seed, context_cluster: $cluster})"
            + " YIELD decision, versionId, episodeId RETURN decision, versionId, episodeId";

    private static final String OUTCOME = "MATCH (e:PolicyEpisode {id: $episode}) SET e.human_override = $overridden"
            + " WITH e CALL metapolicy.recordOutcome(e.id, $outcome) YIELD outcomeId RETURN outcomeId";

    /** @param version null where nobody acted */
    record Served(String version, double reward) {}

    private final SimulatedPilot pilot;
    private final String family;
    private final Session session;

    MirrorCore(SimulatedPilot pilot, String family, Driver driver) {
        this.pilot = pilot;
        this.family = family;
        this.session = driver.session();
    }

    void prepare() {
        session.executeWriteWithoutResult(tx -> tx.run(SEGMENTS).consume());
        for (int from = 0; from < pilot.trials(); from += 5_000) {
            List<Map<String, Object>> rows = IntStream.range(from, Math.min(from + 5_000, pilot.trials()))
                    .mapToObj(pilot::node)
                    .toList();
            session.executeWriteWithoutResult(
                    tx -> tx.run(TRIALS, Map.of("rows", rows)).consume());
        }
    }

    Served trial(int trial) {
        Map<String, Object> parameters =
                Map.of("family", family, "trial", "t" + trial, "seed", (long) trial, "cluster", "c" + trial % 4);
        Record step = session.executeWrite(tx -> tx.run(STEP, parameters).single());
        if (step.get("versionId").isNull()) {
            return new Served(null, 0);
        }
        String version = step.get("versionId").asString();
        double reward = pilot.reward(version, trial);
        Map<String, Object> outcome = new HashMap<>();
        outcome.put("id", "o" + trial);
        outcome.put("reward", reward);
        outcome.put("delta_coherence", pilot.deltaCoherence(version, trial));
        Map<String, Object> result = Map.of(
                "episode", step.get("episodeId").asString(),
                "overridden", pilot.overridden(version, trial),
                "outcome", outcome);
        session.executeWriteWithoutResult(tx -> tx.run(OUTCOME, result).consume());
        return new Served(version, reward);
    }

    void close() {
        session.close();
    }
}
