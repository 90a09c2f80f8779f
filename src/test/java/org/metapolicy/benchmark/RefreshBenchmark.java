package org.metapolicy.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.metapolicy.counterfactual.running.ServedSharesTables;

/**
 * What a refresh costs: of evidence from many contexts, from few and from none; beside a long history and a short one, beside the
 * same figures computed in plain Cypher over the whole history, and for a backlog of a million in a small heap. Everything in one
 * run of one JVM.
 */
public final class RefreshBenchmark {
    private static final int LONG = 1_000_000;
    private static final int SHORT = 10_000;
    private static final int NEW = 1_000;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 9;
    private static final int CONTEXT_WARM_UP = 12;
    private static final int CONTEXT_ROUNDS = 21;

    private static final String REFRESH = "CYPHER 5 CALL metapolicy.refreshTrust('m')";

    /** What all factors but growth need: sums over everything, in whatever order it is found. */
    private static final String SUMS = """
            CYPHER 5
            MATCH (v:PolicyVersion {id: $id})-[:EVALUATED_IN]->(e:PolicyEpisode)-[:HAS_OUTCOME]->(o:PolicyOutcome)
            RETURN count(o) AS n, avg(o.reward) AS mean, stDev(o.reward) AS deviation,
                   avg(o.delta_coherence) AS coherence, sum(CASE WHEN e.human_override THEN 1 ELSE 0 END) AS overrides,
                   sum(CASE WHEN o.safety_flag THEN 1 ELSE 0 END) AS flags
            """;

    /** What growth and the windows need: the same in order of time, a row per window; overrides by the clock of outcomes. */
    private static final String WINDOWS = """
            CYPHER 5
            MATCH (v:PolicyVersion {id: $id})-[:EVALUATED_IN]->(e:PolicyEpisode)-[:HAS_OUTCOME]->(o:PolicyOutcome)
            WITH e.timestamp AS at, o.reward AS reward, o.delta_coherence AS coherence,
                 e.human_override AS override, o.safety_flag AS flag ORDER BY at
            WITH collect([reward, coherence, override, flag]) AS rows
            UNWIND range(0, size(rows) - 1, 25) AS start
            WITH start, rows[start..start + 25] AS window
            UNWIND window AS row
            RETURN start, count(row) AS n, avg(row[0]) AS mean, stDev(row[0]) AS deviation, avg(row[1]) AS coherence,
                   sum(CASE WHEN row[2] THEN 1 ELSE 0 END) AS overrides, sum(CASE WHEN row[3] THEN 1 ELSE 0 END) AS flags
            """;

    /** The windows of outcomes alone, where statuses have a clock of their own. */
    private static final String OUTCOMES = """
            CYPHER 5
            MATCH (v:PolicyVersion {id: $id})-[:EVALUATED_IN]->(e:PolicyEpisode)-[:HAS_OUTCOME]->(o:PolicyOutcome)
            WITH e.timestamp AS at, o.reward AS reward, o.delta_coherence AS coherence, o.safety_flag AS flag ORDER BY at
            WITH collect([reward, coherence, flag]) AS rows
            UNWIND range(0, size(rows) - 1, 25) AS start
            WITH start, rows[start..start + 25] AS window
            UNWIND window AS row
            RETURN start, count(row) AS n, avg(row[0]) AS mean, stDev(row[0]) AS deviation, avg(row[1]) AS coherence,
                   sum(CASE WHEN row[2] THEN 1 ELSE 0 END) AS flags
            """;

    /** The windows of statuses, which count when they are known, with an outcome or without. */
    private static final String STATUSES = """
            CYPHER 5
            MATCH (v:PolicyVersion {id: $id})-[:EVALUATED_IN]->(e:PolicyEpisode)
            WITH e.timestamp AS at, e.human_override AS override ORDER BY at
            WITH collect(override) AS rows
            UNWIND range(0, size(rows) - 1, 25) AS start
            WITH start, rows[start..start + 25] AS window
            UNWIND window AS row
            RETURN start, count(row) AS n, sum(CASE WHEN row THEN 1 ELSE 0 END) AS overrides
            """;

    /** What trust in contexts, suspensions and the selection table need, as a refresh keeps it beside the windows. */
    private static final String BY_CONTEXT = """
            CYPHER 5
            MATCH (v:PolicyVersion {id: $id})-[:EVALUATED_IN]->(e:PolicyEpisode)-[:HAS_OUTCOME]->(o:PolicyOutcome)
            RETURN e.context_hash AS context, count(o) AS n, avg(o.reward) AS mean, stDev(o.reward) AS deviation,
                   sum(CASE WHEN e.human_override THEN 1 ELSE 0 END) AS overrides,
                   sum(CASE WHEN o.safety_flag THEN 1 ELSE 0 END) AS flags
            """;

    private RefreshBenchmark() {}

    /** @param args the folder of the migrations; then {@code judging} or {@code contexts} for what that costs alone */
    public static void main(String[] args) throws IOException {
        Path migrations = Path.of(args[0]);
        if (!List.of(args).contains("contexts")) {
            judging();
        }
        if (List.of(args).contains("judging")) {
            return;
        }
        contexts(migrations);
        if (List.of(args).contains("contexts")) {
            return;
        }
        history(migrations, LONG, new PrintedReport());
    }

    /** @param many how many outcomes the long history has */
    static void history(Path migrations, int many, Report report) throws IOException {
        try (EvidenceLoad small = new EvidenceLoad(migrations);
                EvidenceLoad large = new EvidenceLoad(migrations)) {
            small.write(SHORT);
            small.time(REFRESH, Map.of());
            large.write(many);
            backlog(large, many, report);
            List<double[]> rounds = new ArrayList<>();
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                rounds.add(new double[] {newOutcomes(small) / 1e6, newOutcomes(large) / 1e6});
            }
            allAreCounted(large, many + rounds.size() * NEW);
            List<double[]> counted = rounds.subList(WARM_UP, rounds.size());
            double shortHistory = middle(counted, times -> times[0]);
            double longHistory = middle(counted, times -> times[1]);
            report.ratio(
                    String.format(Locale.ROOT, "1,000 new outcomes beside %,d : beside %,d", many, SHORT),
                    new Compared(longHistory, shortHistory, "ms", middle(counted, times -> times[1] / times[0])),
                    Aim.atMost(1.07));
            beside(report, "sums over the history", plain(large, SUMS), longHistory, Aim.NONE);
            double windows = plain(large, WINDOWS);
            double contexts = plain(large, BY_CONTEXT);
            beside(report, "windows by one clock", windows, longHistory, Aim.NONE);
            beside(report, "windows and sums by context", windows + contexts, longHistory, Aim.NONE);
            beside(
                    report,
                    "windows by both clocks and sums by context",
                    plain(large, OUTCOMES) + plain(large, STATUSES) + contexts,
                    longHistory,
                    many == LONG ? Aim.atLeast(80) : Aim.NONE);
            // Last, as what follows would be compiled for both ways of writing.
            marks(migrations, small, many, report);
        }
    }

    private static void beside(Report report, String what, double cypher, double refresh, Aim aim) {
        report.ratio("plain Cypher, " + what + " : refresh", new Compared(cypher, refresh, "ms"), aim);
    }

    /** The middle of the ratios of single rounds, in which each goes first in turn. */
    private static void contexts(Path migrations) throws IOException {
        try (EvidenceLoad none = new EvidenceLoad(migrations, 0);
                EvidenceLoad few = new EvidenceLoad(migrations, 8);
                EvidenceLoad many = new EvidenceLoad(migrations, 64)) {
            List<EvidenceLoad> loads = List.of(none, few, many);
            loads.forEach(load -> {
                load.write(SHORT);
                load.time(REFRESH, Map.of());
            });
            List<double[]> rounds = new ArrayList<>();
            for (int round = 0; round < CONTEXT_WARM_UP + CONTEXT_ROUNDS; round++) {
                double[] times = new double[loads.size()];
                for (int turn = 0; turn < times.length; turn++) {
                    int which = (round + turn) % times.length;
                    times[which] = newOutcomes(loads.get(which)) / 1e6;
                }
                rounds.add(times);
            }
            List<double[]> counted = rounds.subList(CONTEXT_WARM_UP, rounds.size());
            line("1,000 new outcomes without contexts: ms", middle(counted, times -> times[0]));
            line("1,000 new outcomes from 8 contexts: ms", middle(counted, times -> times[1]));
            line("1,000 new outcomes from 64 contexts: ms", middle(counted, times -> times[2]));
            line("ratio of 8 to none (at most 1.5)", middle(counted, times -> times[1] / times[0]));
            line("ratio of 64 to none (at most 1.5)", middle(counted, times -> times[2] / times[0]));
            for (EvidenceLoad load : loads) {
                line("running state of a version, the largest: bytes", (Long)
                        load.value("MATCH (v:VersionEvidence) RETURN max(size(v.state)) AS n"));
            }
        }
    }

    private static double middle(List<double[]> rounds, ToDoubleFunction<double[]> value) {
        return Turns.middle(rounds.stream().mapToDouble(value));
    }

    /** What a refresh and a backtest judge of what they have read. */
    private static void judging() {
        line("served shares of %,d decisions among ten versions: ms", ServedSharesTables.nanoseconds(NEW) / 1e6, NEW);
        for (int decisions : new int[] {NEW, 5 * NEW}) {
            LargeBacktest backtest = new LargeBacktest(decisions, 10);
            backtest.nanoseconds();
            line("backtest of %,d decisions among ten versions: s", backtest.nanoseconds() / 1e9, decisions);
        }
    }

    private static void backlog(EvidenceLoad large, int many, Report report) {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        double seconds = large.time(REFRESH, Map.of()) / 1e9;
        long peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        allAreCounted(large, many);
        report.row(
                String.format(Locale.ROOT, "backlog of %,d", many),
                many / seconds,
                "outcomes a second",
                many == LONG ? Aim.atLeast(43_198) : Aim.NONE);
        report.row(
                String.format(
                        Locale.ROOT,
                        "peak heap of that, of %,d MiB",
                        Runtime.getRuntime().maxMemory() / 1048576),
                peak / 1048576.0,
                "MiB");
    }

    /** A fifth of the backlog, marked twice; the quicker of the two, as only the second finds everything compiled. */
    private static void marks(Path migrations, EvidenceLoad counted, int many, Report report) throws IOException {
        RawMarks marks = RawMarks.of(counted.database());
        double seconds = Double.MAX_VALUE;
        for (int run = 0; run < 2; run++) {
            try (EvidenceLoad uncounted = new EvidenceLoad(migrations)) {
                uncounted.write(many / 5);
                seconds = Math.min(seconds, marks.nanoseconds(uncounted.database()) / 1e9);
                allAreCounted(uncounted, many / 5);
            }
        }
        report.row("marks of such a backlog alone, by the core API", many / 5 / seconds, "outcomes a second");
    }

    private static void allAreCounted(EvidenceLoad load, int outcomes) {
        Object counted = load.value("MATCH (o:CountedOutcome) RETURN count(o) AS n");
        if (!counted.equals((long) outcomes)) {
            throw new IllegalStateException(counted + " of " + outcomes + " outcomes were counted");
        }
    }

    private static long newOutcomes(EvidenceLoad load) {
        load.write(NEW);
        return load.time(REFRESH, Map.of());
    }

    /** The second of two runs, so that neither the planner's work nor cold pages count. */
    private static double plain(EvidenceLoad load, String query) {
        double milliseconds = 0;
        for (int run = 0; run < 2; run++) {
            milliseconds = 0;
            for (String version : EvidenceLoad.VERSIONS) {
                milliseconds += load.time(query, Map.of("id", version)) / 1e6;
            }
        }
        return milliseconds;
    }

    private static void line(String what, double value, Object... counts) {
        System.out.printf(Locale.ROOT, "%-60s %12.2f%n", String.format(Locale.ROOT, what, counts), value);
    }
}
