package org.metapolicy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.policy.Shown;
import org.metapolicy.testing.DocumentedGraph;
import org.metapolicy.testing.RealServer;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.wiring.ReportWiring;
import org.neo4j.graphdb.ConstraintViolationException;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Random values of every type on every property that the documents know, of a family and of all that it reads, and then
 * every kind of call: no raw Java error, no regime that the graph as it was would not have opened, and another family
 * of the same make as it was. {@code -Dmetapolicy.fuzz.seed=…} repeats a run, {@code -Dmetapolicy.fuzz.seconds=…} lengthens it.
 */
class FuzzIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final int ROUNDS_OF_A_WORLD = 15;
    private static final List<String> REGIMES = List.of("NONE", "CONSERVATIVE", "STANDARD", "EXPLORATORY");
    private static final List<String> SIGNALS = List.of("Trial", "Segment", "SegmentState", "Session");

    /** What is called in transactions that are rolled back. */
    static final List<String> CALLS = List.of(
            "CALL metapolicy.status('f')",
            "CALL metapolicy.status()",
            "CALL metapolicy.active({participant_id: 'f.p'})",
            "CALL metapolicy.active({participant_id: 'g.p', task: 'reading'})",
            "CALL metapolicy.select('f', {seed: 3, participant_id: 'f.p'})",
            "CALL metapolicy.select('f', {seed: 4, coherence: 0.8, affective_load: 0.1, max_rv_potency: 0.1,"
                    + " entropy_change: 0.0, awareness: 'FULL'})",
            "CALL metapolicy.step('f', 'f.t', {context: [0.3, 0.4], seed: 5})",
            "CALL metapolicy.step('f', 'f.t0')",
            "CALL metapolicy.metaContext('f.t')",
            "CALL metapolicy.recommend('f.a', [0.1, 0.2])",
            "MATCH (e:PolicyEpisode) WHERE e.adjustment_id IS NOT NULL WITH e ORDER BY elementId(e) LIMIT 1"
                    + " CALL metapolicy.explain(toStringOrNull(e.id)) YIELD reason RETURN reason",
            "CALL metapolicy.replay('f')",
            "CALL metapolicy.ablate('f')",
            "CALL metapolicy.backtest('f')",
            "CALL metapolicy.shadowReport('f')",
            "CALL metapolicy.versions('f')",
            "CALL metapolicy.episodes('f', {limit: 20})",
            "CALL metapolicy.lineage('f')",
            "CALL metapolicy.proposals('f')",
            "CALL metapolicy.proposals()",
            "CALL metapolicy.families()",
            "CALL metapolicy.compare('f.a', 'f.c')",
            "CALL metapolicy.trustHistory('f.a')",
            "CALL metapolicy.computePCI('f.a')",
            "CALL metapolicy.calibration('f')",
            "CALL metapolicy.plan('f')",
            "CALL metapolicy.exportEvidence('f')",
            "CALL metapolicy.audit('f')",
            "CALL metapolicy.audit.head('f')",
            "CALL metapolicy.audit.export('f')",
            "CALL metapolicy.report('f#1')",
            "CALL metapolicy.audit.verify('f')",
            "CALL metapolicy.audit.verify('f', {recount: true})",
            "CALL metapolicy.audit.verify(null)",
            "CALL metapolicy.approvers()",
            "CALL metapolicy.defaultAt('f', '2026-06-01')",
            "CALL metapolicy.recordEpisode('f.a', {trial_id: 'f.t'})",
            "CALL metapolicy.recordOutcome('f.e1', {reward: 0.1})",
            "CALL metapolicy.recordOverride('f.e2')",
            "CALL metapolicy.learn('f.a', 'why')",
            "CALL metapolicy.spawn('f.a', {}, 'why')",
            "CALL metapolicy.registerVersion('f', {}, 'why')",
            "CALL metapolicy.promote('f.c', 'why', {override: true})",
            "CALL metapolicy.rollback('f.a', 'why')",
            "CALL metapolicy.pause('f.a', 'why')",
            "CALL metapolicy.deprecate('f.c', 'why')",
            "CALL metapolicy.setStatus('f', 'PAUSED', 'why')",
            "CALL metapolicy.configure('f', {patience: 5}, 'why')",
            "CALL metapolicy.clusterContexts('f', {k: 2})",
            "CALL metapolicy.grantApprover('eve', 'why')");

    static final List<String> REFRESHES = List.of(
            "CALL metapolicy.refreshTrust('f')",
            "CALL metapolicy.refreshTrust()",
            "CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");

    /** What must be as before, of the family that nobody touched. */
    private static final List<String> OTHERS = List.of(
            "CALL metapolicy.computePCI('g.a')",
            "CALL metapolicy.computePCI('g.c')",
            "CALL metapolicy.select('g', {seed: 11, participant_id: 'g.p'})",
            "CALL metapolicy.select('g', {seed: 12, coherence: 0.8, affective_load: 0.1, max_rv_potency: 0.1,"
                    + " entropy_change: 0.0, awareness: 'FULL'})");

    private final DocumentedGraph documented = DocumentedGraph.read(RealServer.basedir());
    private final FuzzWorld world = new FuzzWorld(NEO4J);

    /** Raw errors, one for each kind and place. */
    private final Map<String, String> raw = new LinkedHashMap<>();

    /** As users have it: without it two families may share an id, and none is like another. */
    @BeforeEach
    void schema() throws IOException {
        for (String file : List.of("1__Ids_are_unique", "2__Indexes", "5__Lists_in_order", "6__Open_episodes")) {
            String statements = Files.readString(RealServer.basedir().resolve("migrations/V00" + file + ".cypher"));
            for (String statement : statements.split(";\\s*\n")) {
                NEO4J.run(statement);
            }
        }
    }

    /** Other tests share the database. */
    @AfterEach
    void noSchema() {
        NEO4J.run("MATCH (n) DETACH DELETE n");
        NEO4J.run("SHOW CONSTRAINTS YIELD name").forEach(row -> NEO4J.run("DROP CONSTRAINT `" + row.get("name") + "`"));
        NEO4J.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
                .forEach(row -> NEO4J.run("DROP INDEX `" + row.get("name") + "`"));
    }

    @Test
    void halfAMinuteOfValues() {
        run(Long.getLong("metapolicy.fuzz.seed", 20261125), Long.getLong("metapolicy.fuzz.seconds", 30));
    }

    @Test
    @Tag("slow")
    void aQuarterOfAnHourOfOtherValues() {
        run(Long.getLong("metapolicy.fuzz.seed", System.nanoTime()), Long.getLong("metapolicy.fuzz.seconds", 900));
    }

    private void run(long seed, long seconds) {
        System.out.println("values with the seed " + seed);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long rounds = 0;
        Random worlds = new Random(seed);
        while (System.nanoTime() < end) {
            world.build();
            Object others = others();
            Object regime = stepped("a world as it was made");
            assertThat(regime).isIn("STANDARD", "EXPLORATORY");
            for (int round = 0; round < ROUNDS_OF_A_WORLD && System.nanoTime() < end; round++) {
                round(new Random(worlds.nextLong()), "seed " + seed + ", round " + rounds, others, (String) regime);
                rounds++;
            }
        }
        System.out.println(rounds + " rounds of values");
        assertThat(String.join("\n\n", raw.values())).isEmpty();
        assertThat(rounds).as("rounds within %d s", seconds).isGreaterThan(seconds / 4);
    }

    private void round(Random random, String round, Object others, String regime) {
        Edit edit = edit(random);
        String told = round + ": " + edit;
        try {
            edit.write(edit.value());
        } catch (ConstraintViolationException refusedByTheSchema) {
            return;
        }
        List<String> calls = new ArrayList<>(CALLS);
        Collections.shuffle(calls, random);
        for (String call : calls.subList(0, 8)) {
            try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
                tx.execute(call).resultAsString();
            } catch (RuntimeException refused) {
                requireRefusal(told + "\n" + call, refused);
            }
        }
        requireNoRegimeOpened(told, edit, regime);
        try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            ReportWiring.reportMetrics(tx).run(500);
        } catch (RuntimeException never) {
            throw new AssertionError(told + "\nmetrics", never);
        }
        String refresh = FuzzValues.one(random, REFRESHES);
        try {
            NEO4J.run(refresh);
        } catch (RuntimeException refused) {
            requireRefusal(told + "\n" + refresh, refused);
        }
        assertThat(others()).as(told + "\nafter " + refresh).isEqualTo(others);
        edit.write(edit.before());
    }

    private static Object others() {
        List<Object> all = new ArrayList<>();
        OTHERS.forEach(call -> NEO4J.run(call).forEach(row -> all.add(String.valueOf(shown(row)))));
        return all;
    }

    /** The regime that a step would decide in; null where it is refused. */
    private Object stepped(String told) {
        try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            return tx.execute("CALL metapolicy.step('f', 'f.t', {context: [0.3, 0.4], seed: 5}) YIELD regime")
                    .next()
                    .get("regime");
        } catch (RuntimeException refused) {
            requireRefusal(told + "\nstep", refused);
            return null;
        }
    }

    /** A value that is no signal opens nothing; one that is may. */
    private void requireNoRegimeOpened(String told, Edit edit, String clean) {
        boolean signal =
                edit.value() instanceof Number number && number.doubleValue() >= -1 && number.doubleValue() <= 1
                        || edit.value() instanceof Boolean
                        || edit.value() instanceof String text && text.equals("FULL");
        if (!SIGNALS.contains(edit.label()) || signal) {
            return;
        }
        Object regime = stepped(told);
        if (regime != null) {
            assertThat(REGIMES.indexOf(regime)).as(told + "\nregime").isLessThanOrEqualTo(REGIMES.indexOf(clean));
        }
    }

    private void requireRefusal(String told, RuntimeException refused) {
        Throwable root = RawErrors.rootOf(refused);
        if (root != null) {
            raw.putIfAbsent(
                    root.getClass() + RawErrors.where(root),
                    told + "\nis refused by " + root + "\nat " + RawErrors.where(root));
        }
    }

    /** One value on one property of one node. */
    private record Edit(String label, String node, String key, Object before, Object value) {
        void write(Object to) {
            NEO4J.inTransaction(tx -> {
                Node found = tx
                        .execute("MATCH (n) WHERE elementId(n) = $id RETURN n", Map.of("id", node))
                        .<Node>columnAs("n")
                        .stream()
                        .findFirst()
                        .orElse(null);
                if (found == null) {
                    return;
                }
                if (to == null) {
                    found.removeProperty(key);
                } else {
                    found.setProperty(key, to);
                }
            });
        }

        @Override
        public String toString() {
            return label + "." + key + " from " + Shown.withType(before) + " to " + Shown.withType(value);
        }
    }

    /** Of a random label and property of the documents a node of the first family, or of none. */
    private Edit edit(Random random) {
        List<String> labels = new ArrayList<>(documented.properties().keySet());
        while (true) {
            String label = FuzzValues.one(random, labels);
            List<Map<String, Object>> nodes =
                    NEO4J.run("MATCH (n:" + label + ") WHERE NOT coalesce(toStringOrNull(n.id), '')"
                            + " STARTS WITH 'g' AND NOT exists { (n)--(x) WHERE toStringOrNull(x.id) STARTS WITH 'g' }"
                            + " RETURN elementId(n) AS id ORDER BY id");
            List<String> keys =
                    new ArrayList<>(documented.properties().get(label).keySet());
            if (nodes.isEmpty() || keys.isEmpty()) {
                continue;
            }
            String node = (String) FuzzValues.one(random, nodes).get("id");
            String key = FuzzValues.one(random, keys);
            Map<String, Object> before = new HashMap<>();
            NEO4J.inTransaction(
                    tx -> before.put("value", tx.getNodeByElementId(node).getProperty(key, null)));
            return new Edit(label, node, key, before.get("value"), FuzzValues.next(random));
        }
    }

    private static Map<String, Object> shown(Map<String, Object> row) {
        Map<String, Object> shown = new HashMap<>(row);
        // It tells the time.
        shown.remove("decisionId");
        shown.replaceAll((key, value) -> Shown.value(value));
        return shown;
    }
}
