package org.metapolicy.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A family m in which chance decides: default a, b and c on probation, fallback f, candidates k and l; and trials t0, t1 …
 * of participant p.
 */
public final class LotteryFamily {
    /** A meta-context in which the most is allowed. */
    public static final Map<String, Object> OPEN = Map.of(
            "coherence", 0.6, "entropy_change", 0.3, "max_rv_potency", 0.0, "affective_load", 0.1, "awareness", "FULL");

    private static final String PROBATION = """
            MATCH (v:PolicyVersion) WHERE v.id IN ['b', 'c']
            MATCH (v)-[:HAS_EVIDENCE]->(e) SET e.n_since_resume = 10
            """;

    private LotteryFamily() {}

    /** @param settings of the family, put over a participant's being able to explore in every trial */
    public static void create(SharedNeo4j neo4j, String mode, String tier, Map<String, Object> settings, int trials) {
        Map<String, Object> set = new HashMap<>(settings);
        set.put("mode", mode);
        set.put("risk_tier", tier);
        set.putIfAbsent("explore_participant_max", trials);
        neo4j.run(SelectionGraph.FAMILY, Map.of("id", "m", "set", set));
        neo4j.run(
                SelectionGraph.LIVE,
                Map.of(
                        "id",
                        "m",
                        "rows",
                        List.of(
                                SelectionGraph.version("a", 0.6, 0.1, 500),
                                SelectionGraph.version("b", 0.2, 0.0, 500),
                                SelectionGraph.version("c", 0.2, 0.0, 500),
                                SelectionGraph.version("f", 0.2, 0.0, 500))));
        neo4j.run(SelectionGraph.DEFAULT, Map.of("id", "m", "version", "a"));
        neo4j.run(SelectionGraph.FALLBACK, Map.of("id", "m", "version", "f"));
        neo4j.run(PROBATION);
        neo4j.run(SelectionGraph.CANDIDATES, Map.of("id", "m", "versions", List.of("k", "l")));
        neo4j.run(
                "UNWIND range(0, $n - 1) AS i CREATE (:Trial {id: 't' + i, participant_id: 'p',"
                        + " timestamp: datetime('2026-03-01T10:00:00Z') + duration({seconds: i})})",
                Map.of("n", trials));
    }

    /** Has the versions use one policy, whose interventions are cue and rest. */
    public static void interventions(SharedNeo4j neo4j) {
        neo4j.run("MATCH (v:PolicyVersion) SET v.policy_id = 'm'");
        neo4j.run("CREATE (p:Policy {id: 'm'}) WITH p UNWIND ['cue', 'rest'] AS id CREATE (p)-[:USES_INTERVENTION]->"
                + "(:InterventionType {id: id, name: id, risk_level: 'LOW', active: true})");
    }
}
