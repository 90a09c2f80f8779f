package org.metapolicy.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a graph holds of a family's evidence, so that it can be compared with another's, whose versions' ids begin with another
 * family's id and a dot.
 */
public record Judged(SharedNeo4j neo4j, String family) {
    /**
     * What of a version must not differ between its two families: all but ids, what people said when they made it, and how many
     * participants it met, which is counted in the graph alone; so are suspensions for them in the trail. What stands of a former
     * table at a version that was stopped since is of none: an import looks once, after its stops.
     */
    private static final String FOUND = """
            CYPHER 5
            MATCH (f:FamilyEvidence)<-[:HAS_EVIDENCE]-(:MetaPolicy {id: $family})-[:HAS_VERSION]->(v:PolicyVersion)
                  -[:HAS_EVIDENCE]->(e:VersionEvidence)
            OPTIONAL MATCH (v)-[:HAS_TRUST_STATE]->(s:PolicyTrustSnapshot)
            WITH f, v, e, s ORDER BY s.t
            WITH f, v, e, [s IN collect(s) | s {.*, id: null, created_at: null, policy_version_id: null}] AS snapshots
            RETURN substring(v.id, 1 + size($family)) AS id,
                   v {.*, id: null, created_at: null, policy_id: null, reasoning: null, hyperparams: null} AS version,
                   CASE WHEN e.tabulated_at = f.tabulated_at
                        THEN e {.*, as_of_event: null, tabulated_at: null, participants_met: null}
                        ELSE e {.*, as_of_event: null, tabulated_at: null, participants_met: null,
                                prospect: null, context_prospects: null, context_trust: null} END AS evidence, snapshots
            ORDER BY id
            """;

    private static final String MOVES = """
            CYPHER 5
            MATCH (:MetaPolicy {id: $family})-[:HAS_EVENT]->(e:GovernanceEvent)
            WHERE NOT e.action IN ['EVIDENCE_IMPORTED', 'SUSPENDED_FOR_PARTICIPANT']
            RETURN e.action AS action, substring(coalesce(e.version_id, ''), 1 + size($family)) AS version,
                   e.reason AS reason, e.from_status AS was, e.to_status AS is, e.pci AS pci, e.counted AS counted, e.evidence AS evidence
            ORDER BY e.seq
            """;

    /** Versions, running states and snapshots. */
    public Object found() {
        return plain(neo4j.run(FOUND, Map.of("family", family)));
    }

    /** The context clusters that the family knows, in the order in which they became known. */
    public List<?> clusters() {
        return neo4j
                .run(
                        "MATCH (:MetaPolicy {id: $family})-[:HAS_EVIDENCE]->(e:FamilyEvidence)"
                                + " UNWIND e.clusters AS cluster RETURN cluster",
                        Map.of("family", family))
                .stream()
                .map(row -> row.get("cluster"))
                .toList();
    }

    /** How many statuses its versions have of what they were suggested for, in the windows that trust looks at. */
    public long shadowed() {
        return (long) neo4j.run(
                        "MATCH (:MetaPolicy {id: $family})-[:HAS_VERSION]->()-[:HAS_EVIDENCE]->(e:VersionEvidence)"
                                + " RETURN sum(coalesce(e.shadow_n, 0)) AS n",
                        Map.of("family", family))
                .get(0)
                .get("n");
    }

    /** The trail, but for imports: each with its reason, and with what it says of the default and of what would have been done. */
    public List<Map<String, Object>> moves() {
        return neo4j.run(MOVES, Map.of("family", family)).stream()
                .map(move -> {
                    Map<String, Object> named = new TreeMap<>(move);
                    named.put("reason", named(String.valueOf(move.get("reason"))));
                    JsonObject evidence = JsonParser.parseString(String.valueOf(move.get("evidence")))
                            .getAsJsonObject();
                    evidence.keySet().retainAll(Set.of("compared", "default", "off_policy"));
                    named.put("evidence", named(evidence.toString()));
                    return named;
                })
                .toList();
    }

    /** The family's running differences. */
    public String differences() {
        return named(String.valueOf(neo4j.run(
                        "MATCH (:MetaPolicy {id: $family})-[:HAS_EVIDENCE]->(e:FamilyEvidence)"
                                + " RETURN e.differences AS differences",
                        Map.of("family", family))
                .get(0)
                .get("differences")));
    }

    /** Versions by what follows the family's id. */
    private String named(String text) {
        return text.replaceAll("\\b" + Pattern.quote(family) + "\\.", "");
    }

    /** What is wrong with the trail or with what was counted; null for nothing. */
    public Object problem() {
        return neo4j.run(
                        "CALL metapolicy.audit.verify($family, {recount: true}) YIELD problem RETURN problem",
                        Map.of("family", family))
                .get(0)
                .get("problem");
    }

    /** Rows with their maps in order, and arrays as texts. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> sorted = new TreeMap<>();
            map.forEach((key, one) -> sorted.put(key, plain(one)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Judged::plain).collect(Collectors.toList());
        }
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        return value instanceof double[] numbers
                ? Arrays.toString(numbers)
                : value instanceof Object[] texts ? Arrays.toString(texts) : value;
    }
}
