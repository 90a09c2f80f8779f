package org.metapolicy.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.metapolicy.testing.SharedNeo4j;

/**
 * What a refresh of 1,000 decisions with their outcomes costs where ten candidates beside the two live versions are compared and watched
 * by what they would have done, against the same without candidates. Both in one run of one JVM, each first in turn.
 */
public final class CandidatesBenchmark {
    private static final int NEW = 1_000;
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 9;
    private static final int CANDIDATES = 10;

    private CandidatesBenchmark() {}

    public static void main(String[] args) {
        SharedNeo4j database = SharedNeo4j.instance();
        database.beforeAll(null);
        run(
                database,
                "CALL metapolicy.grantApprover('owner', 'answers for the benchmark') YIELD seq RETURN seq",
                Map.of());
        family(database, "without", 0);
        family(database, "with", CANDIDATES);
        List<double[]> rounds = new ArrayList<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            double[] times = new double[2];
            for (int turn = 0; turn < 2; turn++) {
                int which = (round + turn) % 2;
                times[which] = refresh(database, which == 0 ? "without" : "with", which * CANDIDATES, round);
            }
            rounds.add(times);
        }
        List<double[]> counted = rounds.subList(WARM_UP, rounds.size());
        line(
                "1,000 new decisions, no candidate: ms",
                Turns.middle(counted.stream().mapToDouble(times -> times[0])));
        line(
                "1,000 new decisions, ten candidates: ms",
                Turns.middle(counted.stream().mapToDouble(times -> times[1])));
        line("ratio (at most 2)", Turns.middle(counted.stream().mapToDouble(times -> times[1] / times[0])));
        line(
                "bytes of the differences of the family with ten",
                ((Number) database.run(
                                        "MATCH (:MetaPolicy {id: 'with'})-[:HAS_EVIDENCE]->(e) RETURN size(e.differences) AS n")
                                .get(0)
                                .get("n"))
                        .doubleValue());
        // The database of tests is closed as the program ends, which its threads keep from ending.
        System.exit(0);
    }

    private static void family(SharedNeo4j database, String id, int candidates) {
        run(
                database,
                "CALL metapolicy.create({id: $id, name: $id, risk_tier: 'SAFE', approvers: ['owner']}, 'benchmark')"
                        + " YIELD seq RETURN seq",
                Map.of("id", id));
        run(
                database,
                "CREATE (p:Policy {id: $id}) WITH p UNWIND ['cue', 'rest', 'walk'] AS name MERGE (i:InterventionType {id: name})"
                        + " SET i.name = name, i.risk_level = 'LOW', i.active = true CREATE (p)-[:USES_INTERVENTION]->(i)",
                Map.of("id", id));
        List<String> versions = Stream.concat(
                        Stream.of(id + ".explores", id + ".rests"),
                        IntStream.range(0, candidates).mapToObj(i -> id + ".c" + i))
                .toList();
        for (String version : versions) {
            run(
                    database,
                    "CALL metapolicy.registerVersion($family, {id: $id, policy_id: $family, version_tag: $id}, 'benchmark')"
                            + " YIELD seq RETURN seq",
                    Map.of("family", id, "id", version));
            if (!version.contains(".c")) {
                run(
                        database,
                        "CALL metapolicy.promote($id, 'benchmark', {override: true}) YIELD seq RETURN seq",
                        Map.of("id", version));
            }
        }
        run(
                database,
                "CALL metapolicy.setFallback($id, 'benchmark') YIELD seq RETURN seq",
                Map.of("id", id + ".rests"));
        run(database, "CALL metapolicy.setMode($id, 'ACTIVE', 'benchmark') YIELD seq RETURN seq", Map.of("id", id));
    }

    /** The milliseconds of a refresh after so many decisions. */
    private static double refresh(SharedNeo4j database, String id, int candidates, int round) {
        StringJoiner suggested = new StringJoiner(", ", "{", "}");
        suggested.add("`" + id + ".rests`: 'rest'").add("`" + id + ".explores`: 'cue'");
        for (int i = 0; i < candidates; i++) {
            suggested.add("`" + id + ".c" + i + "`: ['cue', 'rest', 'walk'][(i + " + i + ") % 3]");
        }
        run(
                database,
                "UNWIND range($from, $from + $new - 1) AS i CREATE (:Trial {id: $id + i, participant_id: 'p' + i % 50,"
                        + " timestamp: datetime('2026-03-01T10:00:00Z') + duration({seconds: i})})",
                Map.of("id", id, "from", round * NEW, "new", NEW));
        run(
                database,
                "UNWIND range($from, $from + $new - 1) AS i CALL metapolicy.step($id, $id + i, {coherence: 0.6,"
                        + " entropy_change: 0.3, max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL', seed: i,"
                        + " context_cluster: 'k' + i % 8, suggestions: " + suggested + "}) YIELD episodeId"
                        + " CALL metapolicy.recordOutcome(episodeId, {reward: 0.2 + i % 5 * 0.1, human_override: i % 11 = 0})"
                        + " YIELD created RETURN count(*)",
                Map.of("id", id, "from", round * NEW, "new", NEW));
        long begun = System.nanoTime();
        run(database, "CALL metapolicy.refreshTrust($id)", Map.of("id", id));
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void run(SharedNeo4j database, String query, Map<String, Object> parameters) {
        database.run(query, parameters);
    }

    private static void line(String what, double value) {
        System.out.printf(Locale.ROOT, "%-60s %12.2f%n", what, value);
    }
}
