package org.metapolicy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/**
 * What is promised of every family, whatever its life was: the plan is what a refresh does, decisions are made again as they were, the trail and
 * a recount agree with the graph. {@code -Dmetapolicy.lives.seed=…} repeats a life, {@code -Dmetapolicy.lives=…} tells how many there are.
 */
class RandomLivesIT {
    private static final int LONG = 90;
    private static final int BETWEEN = 15;

    /** What such a life may bring about. */
    private static final Predicate<String> KNOWN_PROBLEM =
            problem -> problem == null || problem.contains("more contexts than clusters_max");

    /** What a plan says, as the trail says it. */
    private static final Map<String, String> DONE = Map.of(
            "NONE", "NONE",
            "ROLL_BACK", "ROLLED_BACK",
            "PAUSE", "PAUSED",
            "SUSPEND_IN_CONTEXT", "SUSPENDED_IN_CONTEXT",
            "SUSPEND_FOR_PARTICIPANT", "SUSPENDED_FOR_PARTICIPANT",
            "BECOME_DEFAULT", "DEFAULT_MOVED",
            "PROPOSE", "PROPOSED",
            "LAPSE_PROPOSAL", "LAPSED");

    private static final List<String> READINGS = List.of(
            "backtest($f)",
            "ablate($f)",
            "shadowReport($f)",
            "episodes($f, {limit: 50})",
            "calibration($f)",
            "lineage($f)",
            "compare($f + '1', $f + '2')",
            "evaluate($f + '2', {against: $f + '0'})",
            "trustHistory($f + '1')",
            "trustFor($f + '1', {participant_id: 'anna'})",
            "exportEvidence($f)",
            "defaultAt($f, '2026-06-01')",
            "active({participant_id: 'boris'})");

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Of each family, one for each time that it was looked at. */
    private final Map<String, List<Map<String, Object>>> heads = new TreeMap<>();

    @Test
    void aLife() {
        live(Long.getLong("metapolicy.lives.seed", System.nanoTime()));
    }

    @Test
    @Tag("slow")
    void manyLives() {
        List<String> broken = new ArrayList<>();
        for (int i = Integer.getInteger("metapolicy.lives", 50); i > 0; i--) {
            NEO4J.run("MATCH (n) DETACH DELETE n");
            try {
                live(System.nanoTime());
            } catch (AssertionError failed) {
                broken.add(failed.getMessage());
            }
        }
        assertThat(broken).isEmpty();
    }

    private void live(long seed) {
        heads.clear();
        System.out.println("a life with the seed " + seed);
        RandomLife life = new RandomLife(NEO4J, seed);
        life.begin();
        try {
            for (int i = 1; i <= LONG; i++) {
                life.goOn();
                if (i % BETWEEN == 0) {
                    RandomLife.FAMILIES.forEach(this::hold);
                }
            }
        } catch (AssertionError | RuntimeException broken) {
            List<String> lived = life.lived();
            throw new AssertionError(
                    "seed " + seed + " after " + lived.size() + ":\n"
                            + String.join("\n", lived.subList(Math.max(0, lived.size() - 40), lived.size())) + "\n"
                            + broken,
                    broken);
        }
    }

    private void hold(String family) {
        Map<String, Object> named = Map.of("f", family);
        thePlanIsWhatARefreshDoes(named);
        assertThat(NEO4J.run(
                        "CALL metapolicy.refreshTrust($f) YIELD newOutcomes WHERE newOutcomes > 0 RETURN newOutcomes",
                        named))
                .as("counted twice")
                .isEmpty();
        assertThat(NEO4J.run("CALL metapolicy.audit.verify($f, {recount: true}) YIELD problem", named)
                        .get(0)
                        .get("problem"))
                .as("verify")
                .isNull();
        theTrailIsWhatItWas(family);
        everyAnswerIsInWords(named);
        assertThat(NEO4J.run("CALL metapolicy.status($f) YIELD problem", named))
                .as("status")
                .allSatisfy(row -> assertThat((String) row.get("problem")).matches(KNOWN_PROBLEM));
        assertThat(NEO4J.run(
                        "CALL metapolicy.replay($f) YIELD changed, damage, trialId WHERE changed OR damage IS NOT NULL RETURN *",
                        named))
                .as("replay")
                .isEmpty();
        assertThat(NEO4J.run(
                        "MATCH (a:NoeticAdjustment {meta_policy_id: $f}) WITH a ORDER BY a.id LIMIT 10"
                                + " CALL metapolicy.explain(a.id) YIELD repeats, reason WHERE NOT repeats RETURN a.id AS id, reason",
                        named))
                .as("explain")
                .allSatisfy(row -> assertThat((String) row.get("reason")).startsWith("not verified"));
        Map<String, Object> before = figures(named);
        NEO4J.run("CALL metapolicy.refreshTrust($f, {mode: 'FULL'})", named);
        assertThat(figures(named)).as("a full refresh").isEqualTo(before);
    }

    /** From each head that was kept, erasures or not. */
    private void theTrailIsWhatItWas(String family) {
        List<Map<String, Object>> kept = heads.computeIfAbsent(family, any -> new ArrayList<>());
        kept.addAll(NEO4J.run("CALL metapolicy.audit.head($f) YIELD seq, hash", Map.of("f", family)));
        for (Map<String, Object> head : kept) {
            assertThat(NEO4J.run(
                            "CALL metapolicy.audit.verify($f, {expected_head: $head}) YIELD ok, problem",
                            Map.of("f", family, "head", head)))
                    .as("head %s", head)
                    .extracting(row -> row.get("problem"))
                    .containsOnlyNulls();
        }
    }

    private static void everyAnswerIsInWords(Map<String, Object> named) {
        for (String call : READINGS) {
            try {
                NEO4J.run("CALL metapolicy." + call, named);
            } catch (RuntimeException refused) {
                assertThat(RawErrors.rootOf(refused)).as(call).isNull();
            }
        }
    }

    private void thePlanIsWhatARefreshDoes(Map<String, Object> named) {
        String columns =
                " YIELD versionId, newOutcomes, invalidOutcomes, trustScore, trustLower, trustUpper, verdict, action, reason"
                        + " WHERE versionId IS NOT NULL RETURN * ORDER BY versionId";
        List<Map<String, Object>> plan = new ArrayList<>();
        NEO4J.run("CALL metapolicy.plan($f)" + columns, named).forEach(row -> {
            Map<String, Object> done = new HashMap<>(row);
            done.computeIfPresent("action", (key, action) -> DONE.get(action));
            plan.add(done);
        });
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust($f)" + columns, named))
                .as("plan")
                .containsAll(plan);
    }

    private static Map<String, Object> figures(Map<String, Object> named) {
        Map<String, Object> figures = new TreeMap<>();
        for (Map<String, Object> version : NEO4J.run("CALL metapolicy.versions($f) YIELD versionId, status", named)) {
            figures.put(
                    version.get("versionId") + " " + version.get("status"),
                    new ArrayList<>(NEO4J.run(
                            "CALL metapolicy.computePCI($versionId) YIELD pci, trustLower, trustUpper, verdict",
                            version)));
        }
        return figures;
    }
}
