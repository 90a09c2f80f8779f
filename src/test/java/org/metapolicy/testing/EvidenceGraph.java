package org.metapolicy.testing;

import java.util.List;
import java.util.Map;

/** Families and evidence written in plain Cypher, where the governed way in is not what is tested. */
public final class EvidenceGraph {
    /** Parameters: id, and versions, a list of ids. */
    public static final String FAMILY = """
            CYPHER 5
            CREATE (m:MetaPolicy {id: $id, name: $id, scope: 'INDIVIDUAL', status: 'ACTIVE', mode: 'ACTIVE',
                                  risk_tier: 'SAFE'})
            CREATE (m)-[:HAS_EVIDENCE]->(:FamilyEvidence {counted: 0, resolved: 0, clusters: []})
            WITH m
            UNWIND $versions AS version
            CREATE (m)-[:HAS_VERSION]->(v:PolicyVersion {id: version, policy_id: 'p', status: 'CANDIDATE'})
            CREATE (m)-[:HAS_CANDIDATE_VERSION]->(v)
            CREATE (v)-[:HAS_EVIDENCE]->(:VersionEvidence {state: '', n: 0, n_since_resume: 0, n_total: 0, alarm: false})
            """;

    /** The change request's properties and relationships, nothing more: rows of episode, version, reward, at, override. */
    private static final String OUTCOMES = """
            CYPHER 5
            UNWIND $rows AS row
            MATCH (v:PolicyVersion {id: row.version})
            CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode {id: row.episode, policy_id: 'p', trial_id: row.episode,
                timestamp: datetime({epochSeconds: row.at}), context_hash: row.context, human_override: row.override})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: row.episode + ':o', episode_id: row.episode,
                reward: row.reward, delta_coherence: row.coherence, safety_flag: row.flag})
            """;

    private final SharedNeo4j neo4j;

    public EvidenceGraph(SharedNeo4j neo4j) {
        this.neo4j = neo4j;
    }

    public void family(String id, String... versions) {
        neo4j.run(FAMILY, Map.of("id", id, "versions", List.of(versions)));
    }

    public void outcomes(List<Map<String, Object>> rows) {
        neo4j.run(OUTCOMES, Map.of("rows", rows));
    }

    /** A row of {@link #outcomes}: an ordinary episode that was not overridden. */
    public static Map<String, Object> row(String version, String episode, long at, double reward) {
        return row(version, episode, at, reward, false);
    }

    public static Map<String, Object> row(String version, String episode, long at, double reward, boolean override) {
        return Map.of(
                "version", version,
                "episode", episode,
                "at", at,
                "reward", reward,
                "override", override,
                "context", "c" + at % 5,
                "coherence", reward / 4,
                "flag", at % 97 == 0);
    }
}
