package org.metapolicy.testing;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Families as selection reads them, written straight into the graph where the governed way is not what is tested. */
public final class SelectionGraph {
    /** A family in the form that governance leaves it; override any property by the map {@code $set}. */
    public static final String FAMILY = """
            CYPHER 5
            CREATE (m:MetaPolicy {id: $id, name: $id, scope: 'INDIVIDUAL', status: 'ACTIVE', mode: 'ACTIVE',
                                  risk_tier: 'SAFE'})
            SET m += $set
            CREATE (m)-[:HAS_EVIDENCE]->(:FamilyEvidence {counted: 0, resolved: 1000, clusters: []})
            """;

    /** Live versions; rows of id, trust, reward, n. */
    public static final String LIVE = """
            CYPHER 5
            MATCH (m:MetaPolicy {id: $id})
            UNWIND $rows AS row
            CREATE (m)-[:HAS_VERSION]->(v:PolicyVersion {id: row.id, policy_id: $id, status: 'LIVE',
                                                         trust_score_latest: row.trust})
            CREATE (m)-[:HAS_LIVE_VERSION]->(v)
            CREATE (m)-[:HAS_EVENT]->(e:GovernanceEvent {id: row.id + '#live', seq: 1, meta_policy_id: $id,
                                                         version_id: row.id, to_status: 'LIVE'})
            CREATE (e)-[:ABOUT]->(v)
            CREATE (v)-[:STATUS_SET_BY]->(e)
            CREATE (v)-[:HAS_EVIDENCE]->(:VersionEvidence {trust_score: row.trust, trust_lower: row.trust - 0.05,
                safety_norm: 0.9, n: row.n, n_since_resume: row.n, n_total: row.n, reward_mean: row.reward,
                alarm: false})
            """;

    /** Candidates without evidence; $versions is a list of ids. */
    public static final String CANDIDATES = """
            CYPHER 5
            MATCH (m:MetaPolicy {id: $id})
            UNWIND $versions AS version
            CREATE (m)-[:HAS_VERSION]->(v:PolicyVersion {id: version, policy_id: $id, status: 'CANDIDATE'})
            CREATE (m)-[:HAS_CANDIDATE_VERSION]->(v)
            CREATE (m)-[:HAS_EVENT]->(e:GovernanceEvent {id: version + '#candidate', seq: 1, meta_policy_id: $id,
                                                         version_id: version, to_status: 'CANDIDATE'})
            CREATE (e)-[:ABOUT]->(v)
            CREATE (v)-[:STATUS_SET_BY]->(e)
            CREATE (v)-[:HAS_EVIDENCE]->(:VersionEvidence {alarm: false, n: 0, n_since_resume: 0, n_total: 0})
            """;

    /** Retired versions, $count of them. */
    public static final String RETIRED = """
            CYPHER 5
            MATCH (m:MetaPolicy {id: $id})
            UNWIND range(1, $count) AS i
            CREATE (m)-[:HAS_VERSION]->(v:PolicyVersion {id: $id + '-old-' + i, policy_id: $id, status: 'DEPRECATED',
                                                         trust_score_latest: 0.4})
            CREATE (v)-[:HAS_EVIDENCE]->(:VersionEvidence {trust_score: 0.4, trust_lower: 0.35, safety_norm: 0.9,
                n: 100, n_since_resume: 100, n_total: 100, reward_mean: 0.1, alarm: false})
            """;

    /** Makes $version the family's default or fallback. */
    public static final String DEFAULT =
            "CYPHER 5 MATCH (m:MetaPolicy {id: $id}), (v:PolicyVersion {id: $version}) CREATE (m)-[:DEFAULT_POLICY]->(v)";

    public static final String FALLBACK =
            "CYPHER 5 MATCH (m:MetaPolicy {id: $id}), (v:PolicyVersion {id: $version}) CREATE (m)-[:FALLBACK_POLICY]->(v)";

    private SelectionGraph() {}

    /** A family "m" of ten live versions, v7 the default and v0 the fallback, as benchmarks ask it. */
    public static void tenLiveVersions(BiConsumer<String, Map<String, Object>> run) {
        run.accept(FAMILY, Map.of("id", "m", "set", Map.of()));
        List<Map<String, Object>> rows = IntStream.range(0, 10)
                .mapToObj(i -> version("v" + i, 0.40 + 0.01 * i, 0.1, 200))
                .toList();
        run.accept(LIVE, Map.of("id", "m", "rows", rows));
        run.accept(DEFAULT, Map.of("id", "m", "version", "v7"));
        run.accept(FALLBACK, Map.of("id", "m", "version", "v0"));
    }

    /** A row of {@link #LIVE}. */
    public static Map<String, Object> version(String id, double trust, double reward, long n) {
        return Map.of("id", id, "trust", trust, "reward", reward, "n", n);
    }
}
