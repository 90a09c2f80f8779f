package org.metapolicy.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/** The change request's pilot from end to end: shadow first, then active, a version that degrades, a better candidate. */
class ClosedLoopIT {
    private static final long SEED = 20260301;
    private static final int REFRESH_EVERY = 100;

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private Set<Object> schemaBefore;

    /**
     * @param trials how many
     * @param active when the family leaves SHADOW mode
     * @param change when "old" turns bad
     * @param review from when on the person looks at proposals
     * @param newest when "worse" is registered
     */
    private record Plan(int trials, int active, int change, int review, int newest) {}

    /** What happened: who served each trial, and when. */
    private record Course(List<MirrorCore.Served> served, int alarm, int proposed, int approved) {
        double total(int from) {
            return served.subList(from, served.size()).stream()
                    .mapToDouble(MirrorCore.Served::reward)
                    .sum();
        }

        long trialsOf(String version, int from) {
            return served.subList(from, served.size()).stream()
                    .filter(one -> version.equals(one.version()))
                    .count();
        }
    }

    @BeforeEach
    void migrate() throws IOException {
        schemaBefore = schema();
        for (String name : List.of(
                "V001__Ids_are_unique",
                "V002__Indexes",
                "V004__Noetic_keys",
                "V005__Lists_in_order",
                "V006__Open_episodes",
                "V007__People")) {
            Path file = Path.of("migrations", name + ".cypher");
            for (String statement : Files.readString(file).split(";\\s*\n")) {
                if (statement.lines().anyMatch(line -> line.startsWith("CREATE"))) {
                    NEO4J.run(statement);
                }
            }
        }
        NEO4J.run("CALL db.awaitIndexes()");
    }

    @AfterEach
    void leaveTheSchemaAsItWas() {
        Map<String, String> kinds = new TreeMap<>(Map.of("CONSTRAINTS", "CONSTRAINT", "INDEXES", "INDEX"));
        kinds.forEach((all, one) -> NEO4J.run("SHOW " + all + " YIELD name RETURN name").stream()
                .map(row -> row.get("name"))
                .filter(name -> !schemaBefore.contains(name))
                .forEach(name -> NEO4J.run("DROP " + one + " `" + name + "`")));
    }

    @Test
    void aShortPilot() throws IOException {
        run(new Plan(2_400, 100, 1_200, 1_500, 2_000), 0.8, "closed-loop-short.md");
    }

    @Test
    @Tag("slow")
    void aPilotOf20000Trials() throws IOException {
        run(new Plan(20_000, 500, 5_000, 8_000, 12_000), 0.95, "closed-loop.md");
    }

    private static void run(Plan plan, double share, String file) throws IOException {
        SimulatedPilot pilot = SimulatedPilot.of(plan.trials(), plan.change(), SEED);
        Course course = drive(plan, pilot);
        double oracle = oracle(pilot, plan.change(), course.approved());
        String table = table(plan, pilot, course);
        System.out.println(table);
        Files.writeString(Path.of(System.getProperty("metapolicy.jar")).resolveSibling(file), table);

        assertThat(course.alarm()).as("the degraded version is caught").isBetween(plan.change(), plan.review());
        assertThat(course.trialsOf("old", course.alarm()))
                .as("trials it serves after")
                .isZero();
        assertThat(course.proposed()).as("the candidate is proposed").isBetween(0, plan.review());
        assertThat(course.total(plan.change())).as("reward after the change").isGreaterThan(share * oracle);
        long served = course.served().subList(course.approved(), plan.trials()).stream()
                .filter(one -> one.version() != null)
                .count();
        assertThat(course.trialsOf("better", course.approved()))
                .as("trials of the candidate once approved, of %d", served)
                .isGreaterThan(served * 3 / 4);
        assertThat(NEO4J.run("MATCH (m:MetaPolicy {id: 'pilot'})-[:HAS_EVENT]->(e) WHERE e.version_id = 'old'"
                        + " AND e.actor_kind = 'AUTOMATIC' RETURN e.to_status AS to"))
                .as("the trail tells that it was stopped, and by whom")
                .isNotEmpty();
    }

    private static Course drive(Plan plan, SimulatedPilot pilot) {
        GovernedFamily family = GovernedFamily.create(
                        NEO4J, "pilot", Map.of("risk_tier", "EXPERIMENTAL", "auto_transitions_max", 10))
                .live("old")
                .candidate("better");
        List<MirrorCore.Served> served = new ArrayList<>();
        int alarm = -1;
        int proposed = -1;
        int approved = -1;
        try (Driver driver = NEO4J.driver(SharedNeo4j.OWNER)) {
            MirrorCore core = new MirrorCore(pilot, "pilot", driver);
            core.prepare();
            for (int trial = 0; trial < plan.trials(); trial++) {
                if (trial == plan.active()) {
                    family.active();
                }
                if (trial == plan.newest()) {
                    family.candidate("worse");
                }
                served.add(core.trial(trial));
                if (trial % REFRESH_EVERY == REFRESH_EVERY - 1) {
                    run(driver, "CALL metapolicy.refreshTrust('pilot')", Map.of());
                    boolean stopped = run(
                                    driver,
                                    "MATCH (v:PolicyVersion {id: 'old'})-[:HAS_EVIDENCE]->(e)"
                                            + " RETURN e.alarm OR v.status <> 'LIVE' AS stopped",
                                    Map.of())
                            .get(0)
                            .get("stopped")
                            .asBoolean();
                    alarm = alarm < 0 && stopped ? trial + 1 : alarm;
                    List<Record> open = run(
                            driver,
                            "CALL metapolicy.proposals('pilot') YIELD proposalId, versionId, state"
                                    + " WITH * WHERE state = 'OPEN' AND versionId = 'better' RETURN proposalId",
                            Map.of());
                    proposed = proposed < 0 && !open.isEmpty() ? trial + 1 : proposed;
                    if (approved < 0 && trial >= plan.review() && !open.isEmpty()) {
                        run(
                                driver,
                                "CALL metapolicy.approve($proposalId, 'read the evidence')",
                                open.get(0).asMap());
                        approved = trial + 1;
                    }
                }
            }
            core.close();
        }
        assertThat(approved).as("the candidate was approved").isPositive();
        return new Course(served, alarm, proposed, approved);
    }

    /** The schedule's refresh and the person's approval come over Bolt too. */
    private static List<Record> run(Driver driver, String query, Map<String, Object> parameters) {
        return driver.executableQuery(query)
                .withParameters(parameters)
                .execute()
                .records();
    }

    /** Knows every mean, and is bound by the same regimes and by when the candidate was approved. */
    private static double oracle(SimulatedPilot pilot, int change, int approved) {
        double total = 0;
        for (int trial = change; trial < pilot.trials(); trial++) {
            total += pilot.reward(trial < approved ? "base" : "better", trial);
        }
        return total;
    }

    private static String table(Plan plan, SimulatedPilot pilot, Course course) {
        Map<String, double[]> rows = new TreeMap<>();
        rows.put(
                "managed family",
                new double[] {course.total(0) - course.total(plan.change()), course.total(plan.change())});
        for (String version : List.of("base", "old", "better", "worse")) {
            rows.put("always " + version, new double[] {
                pilot.total(version, 0, plan.change()), pilot.total(version, plan.change(), plan.trials())
            });
        }
        rows.put("always the newest", new double[] {
            pilot.total("better", 0, plan.change()),
            pilot.total("better", plan.change(), plan.newest()) + pilot.total("worse", plan.newest(), plan.trials())
        });
        rows.put("oracle", new double[] {
            pilot.total("base", 0, plan.active()) + pilot.total("old", plan.active(), plan.change()),
            oracle(pilot, plan.change(), course.approved())
        });
        StringBuilder text = new StringBuilder("| mean reward | before the change | after it |\n| --- | --- | --- |\n");
        rows.forEach((name, totals) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %.4f | %.4f |%n",
                name,
                totals[0] / plan.change(),
                totals[1] / (plan.trials() - plan.change()))));
        text.append(String.format(
                Locale.ROOT,
                "%nTrials %d, change at %d, refresh every %d. The degraded version was stopped at %d; the candidate was"
                        + " proposed at %d and approved at %d. After the change the managed family earned %.1f %% of the"
                        + " oracle's reward; after the approval the candidate served %d of %d trials, the degraded"
                        + " version %d, the newest and worse one %d.%n",
                plan.trials(),
                plan.change(),
                REFRESH_EVERY,
                course.alarm(),
                course.proposed(),
                course.approved(),
                100 * course.total(plan.change()) / oracle(pilot, plan.change(), course.approved()),
                course.trialsOf("better", course.approved()),
                plan.trials() - course.approved(),
                course.trialsOf("old", course.approved()),
                course.trialsOf("worse", course.approved())));
        return text.toString();
    }

    private static Set<Object> schema() {
        Set<Object> names = new TreeSet<>();
        Stream.of("CONSTRAINTS", "INDEXES")
                .flatMap(kind -> NEO4J.run("SHOW " + kind + " YIELD name RETURN name").stream())
                .forEach(row -> names.add(row.get("name")));
        return names;
    }
}
