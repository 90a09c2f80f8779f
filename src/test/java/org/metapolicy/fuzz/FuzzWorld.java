package org.metapolicy.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.metapolicy.testing.SharedNeo4j;

/** Two families of the same make, with all that decisions and counting read of the graph. */
final class FuzzWorld {
    /** Whose trial it is, and with signals that open a regime. */
    private static final String SIGNALS = """
            CREATE (:Participant {id: $id + '.p'})-[:HAS_SESSION]->(s:Session {id: $id + '.s'})
            CREATE (s)-[:HAS_TRIAL]->(:Trial {id: $id + '.t0', participant_id: $id + '.p', coherence: 0.45,
              entropy_change: 0.1, awareness_condition: 'FULL', timestamp: datetime('2026-03-01T09:00:00Z')})
            CREATE (s)-[:HAS_TRIAL]->(t:Trial {id: $id + '.t', participant_id: $id + '.p', coherence: 0.5,
              entropy_change: 0.1, awareness_condition: 'FULL', timestamp: datetime('2026-03-01T10:00:00Z')})
            CREATE (t)-[:USES_SEGMENT]->(a:Segment {id: $id + '.a', potency_latest: 0.3, is_rv_latest: true})
            CREATE (a)-[:HAS_STATE]->(:SegmentState {t: 1, rv: true, potency: 0.4, coherence: 0.6, affective_load: 0.3})
            CREATE (a)-[:HAS_STATE]->(:SegmentState {t: 2, rv: true, potency: 0.3, coherence: 0.7, affective_load: 0.2})
            CREATE (p:Policy {id: $id + '.policy', name: 'p'})
            CREATE (p)-[:USES_INTERVENTION]->(:InterventionType {id: $id + '.cue', name: 'Cue', risk_level: 'LOW', active: true})
            CREATE (p)-[:USES_INTERVENTION]->(:InterventionType {id: $id + '.rest', name: 'Rest', risk_level: 'LOW', active: true})
            """;

    private final SharedNeo4j neo4j;

    FuzzWorld(SharedNeo4j neo4j) {
        this.neo4j = neo4j;
    }

    void build() {
        neo4j.run("MATCH (n) DETACH DELETE n");
        neo4j.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        for (String id : List.of("f", "g")) {
            family(id);
        }
        neo4j.run("CALL metapolicy.refreshTrust()");
        for (String id : List.of("f", "g")) {
            neo4j.run("CALL metapolicy.step($id, $id + '.t0', {context: [0.1, 0.2]})", Map.of("id", id));
        }
        // The steps' trials are of long ago: what was decided there has no outcome and has timed out.
        neo4j.run("CALL metapolicy.refreshTrust()");
    }

    private void family(String id) {
        Map<String, Object> named = Map.of("id", id);
        neo4j.run(SIGNALS, named);
        neo4j.run(
                "CALL metapolicy.create({id: $id, name: $id, scope: 'INDIVIDUAL', task: 'reading'}, 'a pilot')", named);
        for (String version : List.of("base", "a", "c")) {
            neo4j.run(
                    "CALL metapolicy.registerVersion($id, {id: $id + '.' + $version, policy_id: $id + '.policy', hyperparams:"
                            + " {learning_rate: 0.1}, parameters: {alpha: 0.2, actions: apoc}}, 'one')"
                                    .replace(
                                            "apoc",
                                            "{`" + id + ".cue`: {A: [[1, 0], [0, 1]], b: [0.5, 0.1]}, `" + id
                                                    + ".rest`: {A: [[2, 0], [0, 1]], b: [0.1, 0.1]}}"),
                    Map.of("id", id, "version", version));
        }
        neo4j.run("CALL metapolicy.promote($id + '.base', 'known', {override: true})", named);
        neo4j.run("CALL metapolicy.setFallback($id + '.base', 'harmless')", named);
        neo4j.run("CALL metapolicy.setMode($id, 'ACTIVE', 'on')", named);
        neo4j.run("CALL metapolicy.promote($id + '.a', 'better', {override: true})", named);
        neo4j.run("CALL metapolicy.recordAll($rows)", Map.of("rows", rows(id)));
    }

    private static List<Map<String, Object>> rows(String id) {
        Random random = new Random(1);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 180; i++) {
            String version = List.of("base", "a", "c").get(i % 3);
            rows.add(Map.of(
                    "version_id",
                    id + "." + version,
                    "episode",
                    Map.of(
                            "id", id + ".e" + i,
                            "trial_id", id + ".t0",
                            "timestamp", "2026-03-01T10:" + (10 + i / 4) + ":00Z",
                            "context", List.of(random.nextDouble(), random.nextDouble()),
                            "context_cluster", "c" + i % 4,
                            "rv_segment_ids", List.of(id + ".a"),
                            "chosen_intervention_id", id + ".cue",
                            "human_override", i % 17 == 0,
                            "propensity", 0.5),
                    "outcome",
                    Map.of(
                            "reward",
                            0.4 + 0.2 * random.nextDouble(),
                            "delta_coherence",
                            0.1,
                            "safety_flag",
                            false,
                            "coherence_after",
                            0.7,
                            "recorded_at",
                            "2026-03-01T11:" + (10 + i / 4) + ":00Z")));
        }
        // Some that a refresh has yet to count, and an override that waits for its time.
        return rows;
    }
}
