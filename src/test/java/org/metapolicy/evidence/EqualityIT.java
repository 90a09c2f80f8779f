package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.SharedNeo4j;

/**
 * However evidence comes in and whoever counts it meanwhile, the figures at the end are those of one full recount, and
 * each valid outcome was counted once (specification, section 4).
 */
class EqualityIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Of the first history; the others follow on. {@code -Dmetapolicy.seed} plays the same ones again. */
    private static final long FIRST = Long.getLong("metapolicy.seed", System.nanoTime());

    @Test
    void oneAfterTheOther() {
        sequential(Integer.getInteger("metapolicy.histories", 40), 10);
    }

    @Test
    void allAtOnce() throws Exception {
        concurrent(Integer.getInteger("metapolicy.concurrent", 3), 8);
    }

    @Test
    @Tag("slow")
    void oneAfterTheOtherThousandsOfTimes() {
        sequential(3000, 30);
    }

    @Test
    @Tag("slow")
    void allAtOnceHundredsOfTimes() throws Exception {
        concurrent(500, 25);
    }

    private static void sequential(int histories, int steps) {
        for (long seed = FIRST; seed < FIRST + histories; seed++) {
            String history = "history with seed " + seed;
            ExpectedEvidence expected = begin();
            RandomHistory all = new RandomHistory(NEO4J, seed, "e", expected);
            try {
                for (int i = 0; i < steps; i++) {
                    all.anything();
                }
                check(history, expected, List.of(all));
            } catch (RuntimeException failure) {
                throw new AssertionError(history, failure);
            }
        }
        System.out.println("histories with the seeds " + FIRST + " to " + (FIRST + histories - 1));
    }

    private static void concurrent(int histories, int steps) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (long seed = FIRST; seed < FIRST + histories; seed++) {
                String history = "concurrent history with seed " + seed;
                ExpectedEvidence expected = begin();
                List<RandomHistory> writers = new ArrayList<>();
                List<Future<?>> working = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    RandomHistory writer = new RandomHistory(NEO4J, seed * 10 + i, "w" + i + "-", expected);
                    writers.add(writer);
                    working.add(threads.submit(() -> repeat(steps, writer::write)));
                }
                for (int i = 3; i < 5; i++) {
                    RandomHistory refresher = new RandomHistory(NEO4J, seed * 10 + i, "none", expected);
                    working.add(threads.submit(() -> repeat(steps, refresher::refresh)));
                }
                RandomHistory approver = new RandomHistory(NEO4J, seed * 10 + 5, "none", expected);
                working.add(threads.submit(() -> repeat(steps / 2, approver::govern)));
                for (Future<?> work : working) {
                    try {
                        Patience.result(work);
                    } catch (java.util.concurrent.ExecutionException failure) {
                        throw new AssertionError(history, failure.getCause());
                    }
                }
                check(history, expected, writers);
            }
        } finally {
            // Not shutdownNow: an interrupt in a commit would take the database down for every test after this.
            threads.shutdown();
        }
        System.out.println("concurrent histories with the seeds " + FIRST + " to " + (FIRST + histories - 1));
    }

    private static void repeat(int times, Runnable work) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    private static ExpectedEvidence begin() {
        NEO4J.beforeEach(null);
        RandomHistory.begin(NEO4J);
        return new ExpectedEvidence();
    }

    private static void check(String history, ExpectedEvidence expected, List<RandomHistory> writers) {
        refresh("INCREMENTAL");
        writers.forEach(RandomHistory::keepPromises);
        refresh("INCREMENTAL");
        letTimeOut();
        refresh("INCREMENTAL");
        Map<String, Map<String, Object>> counted = figures();

        assertThat(refresh("FULL"))
                .as(history)
                .hasSize(RandomHistory.VERSIONS.size())
                .allSatisfy(row -> {
                    assertThat(row).containsEntry("newOutcomes", 0L);
                    assertThat((String) row.get("reason")).endsWith("the recount agrees");
                });
        assertSame(history, figures(), counted);

        for (String version : RandomHistory.VERSIONS) {
            long resolved = expected.resolved(version);
            assertThat(counted.get(version))
                    .as("%s, version %s", history, version)
                    .containsEntry("nTotal", resolved);
            if (resolved > 0) {
                assertThat((Double) counted.get(version).get("overrideRateTotal"))
                        .as("%s, version %s", history, version)
                        .isCloseTo((double) expected.overridden(version) / resolved, Offset.offset(1e-9));
            }
        }
        for (String family : RandomHistory.FAMILIES) {
            assertThat(NEO4J.run(
                            "CALL metapolicy.audit.verify($family, {recount: true}) YIELD problem",
                            Map.of("family", family)))
                    .as("%s, family %s", history, family)
                    .extracting(row -> row.get("problem"))
                    .containsOnlyNulls();
            assertNumbersHaveNoGap(history, family);
        }
        assertEachCountedOnce(history, expected);
    }

    /** From now on every status has timed out, and counts. */
    private static void letTimeOut() {
        for (String family : RandomHistory.FAMILIES) {
            NEO4J.run(
                    "CALL metapolicy.configure($family, {outcome_timeout: 0.0, outcome_order: 'ARRIVAL'}, 'the end')",
                    Map.of("family", family));
        }
    }

    private static void assertNumbersHaveNoGap(String history, String family) {
        Map<String, Object> row = NEO4J.run("""
                CYPHER 5
                MATCH (m:MetaPolicy {id: $family})-[:HAS_EVIDENCE]->(total)
                MATCH (m)-[:HAS_VERSION]->(v)
                WITH total, collect(v.id) AS versions
                CALL (versions) {
                    MATCH (c) WHERE c.counted_number IS NOT NULL AND c.counted_version_id IN versions
                    WITH c.counted_number AS number ORDER BY number
                    RETURN collect(number) AS numbers
                }
                RETURN total.counted AS counted, numbers
                """, Map.of("family", family)).get(0);
        assertThat(row.get("numbers"))
                .as("%s, numbers of family %s", history, family)
                .isEqualTo(LongStream.rangeClosed(1, (Long) row.get("counted"))
                        .boxed()
                        .toList());
    }

    private static void assertEachCountedOnce(String history, ExpectedEvidence expected) {
        assertThat(NEO4J.run("""
                CYPHER 5
                MATCH (o:CountedOutcome)
                OPTIONAL MATCH (e:PolicyEpisode)-[:HAS_OUTCOME]->(o)
                RETURN coalesce(e.id, o.episode_id) AS id ORDER BY id
                """))
                .as("%s, episodes of counted outcomes", history)
                .extracting(row -> row.get("id"))
                .containsExactlyElementsOf(expected.withOutcome());
        assertThat(NEO4J.run("""
                CYPHER 5
                MATCH (o:PolicyOutcome)
                RETURN count(*) AS all, count(CASE WHEN o:CountedOutcome OR o:InvalidOutcome THEN 1 END) AS looked
                """))
                .as("%s, outcomes", history)
                .containsExactly(Map.of("all", expected.outcomes(), "looked", expected.outcomes()));
    }

    private static List<Map<String, Object>> refresh(String mode) {
        return NEO4J.run("CALL metapolicy.refreshTrust(null, {mode: $mode})", Map.of("mode", mode));
    }

    private static Map<String, Map<String, Object>> figures() {
        Map<String, Map<String, Object>> figures = new HashMap<>();
        for (String version : RandomHistory.VERSIONS) {
            figures.put(
                    version,
                    NEO4J.run("CALL metapolicy.computePCI($version)", Map.of("version", version))
                            .get(0));
        }
        return figures;
    }

    private static void assertSame(String where, Object actual, Object expected) {
        if (expected instanceof Map<?, ?> map) {
            assertThat(((Map<?, ?>) actual).keySet()).as(where).isEqualTo(map.keySet());
            map.forEach((key, value) -> assertSame(where + ", " + key, ((Map<?, ?>) actual).get(key), value));
        } else if (expected instanceof List<?> list) {
            assertThat((List<?>) actual).as(where).hasSameSizeAs(list);
            for (int i = 0; i < list.size(); i++) {
                assertSame(where + "[" + i + "]", ((List<?>) actual).get(i), list.get(i));
            }
        } else if (expected instanceof Double number) {
            assertThat((Double) actual).as(where).isCloseTo(number, Offset.offset(1e-9));
        } else {
            assertThat(actual).as(where).isEqualTo(expected);
        }
    }
}
