package org.metapolicy.procedure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Entity;

/** Two families with much about a participant "p-17", beside "p-171" and "p-18", in every place that may hold an id. */
final class ErasureHistory {
    private static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Another id begins with it. */
    static final Pattern THEIRS = Pattern.compile("p-17(?![0-9])|ada@17");

    static void families() {
        NEO4J.run("UNWIND ['p-17', 'p-171', 'p-18'] AS id CREATE (:Participant {id: id})");
        NEO4J.run("UNWIND ['p-17', 'p-171', 'p-18'] AS id UNWIND range(1, 3) AS s"
                + " CREATE (x:Session {id: id + '.s' + s, participant_id: id}) WITH id, s, x"
                + " UNWIND range(1, 12) AS t CREATE (x)-[:HAS_TRIAL]->(:Trial {id: id + '.s' + s + '.t' + t,"
                + " timestamp: datetime('2026-01-05T10:00:00Z') + duration({hours: s, minutes: t})})");
        NEO4J.run("CREATE (a:InterventionType {id: 'slow', active: true, risk_level: 'LOW'})"
                + " CREATE (:Policy {id: 'p'})-[:USES_INTERVENTION]->(a)");
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first; p-17 said so')");
        family(
                "f",
                ", participants: ['p-17', 'p-18'], notes: 'asked for by p-17', high_affect_segments: ['p-17.seg']"
                        + ", high_affect_approved: true");
        family("g", "");
        NEO4J.run("MATCH (t:Trial {id: 'p-17.s1.t1'}) CREATE (t)-[:USES_SEGMENT]->(:Segment {id: 'p-17.seg'})");
    }

    static void family(String id, String properties) {
        NEO4J.run("CALL metapolicy.create({id: '" + id + "', risk_tier: 'EXPERIMENTAL', window_size: 20,"
                + " guardrail_unit: 'SESSION', explore_share: 0.5" + properties + "}, 'a pilot for p-17')");
        for (String version : List.of("base", "new")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion($f, {id: $v, policy_id: 'p', hyperparams: {seen: ['p-17', 'p-171']},"
                            + " context_dim: 2, parameters: {actions: {slow: {A: [[2.0, 0.0], [0.0, 1.0]],"
                            + " b: [1.0, 0.0]}}, alpha: 0.1}}, 'first tried by p-17', {evidence: {who: 'p-17', n: 17}})",
                    Map.of("f", id, "v", id + "." + version));
        }
        NEO4J.run("CALL metapolicy.promote($v, 'p-17 and p-171 asked', {override: true})", Map.of("v", id + ".base"));
        NEO4J.run("CALL metapolicy.setFallback($v, 'harmless')", Map.of("v", id + ".base"));
        NEO4J.run("CALL metapolicy.setMode($f, 'ACTIVE', 'on')", Map.of("f", id));
    }

    /** Steps, episodes by hand and by procedure, outcomes of some, overrides of others; then counted. */
    static void history(int sessions) {
        for (int s = 1; s <= sessions; s++) {
            decided(s, "p-17", "p-171", "p-18");
        }
        refresh();
    }

    /** A session of each, by both families. */
    static void decided(int s, String... people) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Map<String, Object>> steps = new ArrayList<>();
        for (String who : people) {
            for (int t = 1; t <= 12; t++) {
                String trial = who + ".s" + s + ".t" + t;
                for (String family : List.of("f", "g")) {
                    if (t % 3 == 0) {
                        steps.add(Map.of("f", family, "t", trial, "p", who));
                    } else {
                        rows.add(row(family, trial, t));
                    }
                }
            }
        }
        NEO4J.run("CALL metapolicy.recordAll($rows)", Map.of("rows", rows));
        NEO4J.run(
                "UNWIND $steps AS s CALL metapolicy.step(s.f, s.t, {context: [0.5, 0.1], participant_id: s.p,"
                        + " coherence: 0.6, entropy_change: 0.5, max_rv_potency: 0.0, affective_load: 0.1,"
                        + " awareness: 'FULL'}) YIELD episodeId WITH episodeId WHERE episodeId IS NOT NULL"
                        + " CALL metapolicy.recordOutcome(episodeId, {reward: 0.3, safety_flag: false})"
                        + " YIELD outcomeId RETURN outcomeId",
                Map.of("steps", steps));
    }

    static Map<String, Object> row(String family, String trial, int t) {
        Map<String, Object> row = new HashMap<>();
        row.put("version_id", family + ".base");
        row.put(
                "episode",
                Map.of(
                        "id",
                        family + "." + trial,
                        "trial_id",
                        trial,
                        "context_cluster",
                        t % 2 == 0 ? "even" : "odd",
                        "human_override",
                        t % 5 == 0,
                        "context",
                        List.of(0.1 * t, 0.2)));
        if (t % 5 != 0) {
            row.put("outcome", Map.of("reward", 0.1 * (t % 7) - 0.2, "safety_flag", t == 7));
        }
        return row;
    }

    static void refresh() {
        NEO4J.run("CALL metapolicy.refreshTrust(null)");
    }

    static Map<String, Object> erase(String id) {
        return NEO4J.run("CALL metapolicy.erase({participant_id: $id}, 'asked for')", Map.of("id", id))
                .get(0);
    }

    /** Every property in which a text holds the id, as label and key, with how often. */
    static Map<String, Integer> holding(Pattern id) {
        Map<String, Integer> found = new TreeMap<>();
        NEO4J.inTransaction(tx -> {
            tx.getAllNodes()
                    .forEach(node ->
                            look(node, node.getLabels().iterator().next().name(), id, found));
            tx.getAllRelationships().forEach(link -> look(link, link.getType().name(), id, found));
        });
        return found;
    }

    static void look(Entity entity, String kind, Pattern id, Map<String, Integer> found) {
        entity.getAllProperties().forEach((key, value) -> {
            String text = value instanceof Object[] many
                    ? List.of(many).toString()
                    : value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
            if (id.matcher(text).find()) {
                found.merge(kind + "." + key, 1, Integer::sum);
            }
        });
    }

    static List<Object> problems() {
        List<Object> problems = new ArrayList<>();
        for (String family : List.of("f", "g")) {
            NEO4J.run(
                            "CALL metapolicy.audit.verify($f, {recount: true}) YIELD ok, problem RETURN ok, problem",
                            Map.of("f", family))
                    .forEach(row -> problems.add(row.get("problem")));
            NEO4J.run("CALL metapolicy.status($f) YIELD problem RETURN problem", Map.of("f", family))
                    .forEach(row -> problems.add(row.get("problem")));
        }
        NEO4J.run("CALL metapolicy.audit.verify(null) YIELD problem RETURN problem")
                .forEach(row -> problems.add(row.get("problem")));
        return problems;
    }

    static List<Map<String, Object>> trust() {
        return NEO4J.run("UNWIND ['f', 'g'] AS f CALL metapolicy.versions(f)"
                + " YIELD versionId, status, trustScore, trustLower, trustUpper, n"
                + " RETURN versionId, status, trustScore, trustLower, trustUpper, n ORDER BY versionId");
    }

    static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('f') YIELD problem RETURN problem")
                .get(0)
                .get("problem");
    }

    private ErasureHistory() {}
}
