package org.metapolicy.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What it costs to record decisions with their outcomes, 1,000 at a time: by {@code recordAll}, by {@code recordEpisode} and
 * {@code recordOutcome} for each row of a batch, and by plain Cypher that writes the same nodes under the same constraints:
 * with MERGE, so that a batch may be told again as with {@code recordAll}, and with CREATE, which fails as a whole then.
 * They take turns, each with ids of its own, all equally long, so that all of them meet the same database and write as
 * much; each is compared with MERGE and CREATE of the same round, and the middle of these ratios is told: of the time that
 * passed, and with CREATE also of the processor's, which says more where others use the machine too.
 */
public final class RecordBenchmark {
    private static final int PAIRS = 1_000;
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 101;

    private static final String MERGE = "plain Cypher, MERGE";
    private static final String CREATE = "plain Cypher, CREATE";
    private static final Map<String, String> WAYS = Map.of(
            CREATE,
            "UNWIND $rows AS row MATCH (v:PolicyVersion {id: row.version_id})"
                    + " CREATE (v)-[:EVALUATED_IN]->(e:PolicyEpisode)-[:HAS_OUTCOME]->(o:PolicyOutcome)"
                    + " SET e = row.episode, e.policy_version_id = row.version_id, e.policy_id = v.policy_id,"
                    + " o = row.outcome, o.id = row.episode.id + ':outcome', o.episode_id = row.episode.id",
            MERGE,
            "UNWIND $rows AS row MATCH (v:PolicyVersion {id: row.version_id})"
                    + " MERGE (e:PolicyEpisode {id: row.episode.id}) ON CREATE SET e = row.episode,"
                    + " e.policy_version_id = row.version_id, e.policy_id = v.policy_id"
                    + " MERGE (v)-[:EVALUATED_IN]->(e)"
                    + " MERGE (o:PolicyOutcome {id: row.episode.id + ':outcome'}) ON CREATE SET o += row.outcome,"
                    + " o.episode_id = row.episode.id"
                    + " MERGE (e)-[:HAS_OUTCOME]->(o)",
            "recordAll",
            "CALL metapolicy.recordAll($rows) YIELD created RETURN created",
            "recordEpisode and recordOutcome",
            "UNWIND $rows AS row CALL metapolicy.recordEpisode(row.version_id, row.episode) YIELD episodeId"
                    + " CALL metapolicy.recordOutcome(episodeId, row.outcome) YIELD created RETURN count(created) AS n");

    private RecordBenchmark() {}

    /** @param args the folder of the migrations */
    public static void main(String[] args) throws IOException {
        Map<String, List<Long>> times = new TreeMap<>();
        Map<String, List<Long>> processor = new TreeMap<>();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (EvidenceLoad load = new EvidenceLoad(Path.of(args[0]))) {
            List<String> all = List.copyOf(new TreeSet<>(WAYS.keySet()));
            List<String> ways = new ArrayList<>(all);
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                // What one leaves to be flushed and collected is paid by the next.
                Collections.shuffle(ways, new Random(round));
                for (String way : ways) {
                    Map<String, Object> rows = Map.of("rows", rows("way" + all.indexOf(way) + "-" + round));
                    long used = threads.getCurrentThreadCpuTime();
                    long time = load.timeOfWriting(WAYS.get(way), rows);
                    used = threads.getCurrentThreadCpuTime() - used;
                    if (round >= WARM_UP) {
                        times.computeIfAbsent(way, none -> new ArrayList<>()).add(time);
                        processor
                                .computeIfAbsent(way, none -> new ArrayList<>())
                                .add(used);
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-36s %12s %10s %10s %16s%n",
                "1,000 at a time",
                "pairs/s",
                ": MERGE",
                ": CREATE",
                "of processor's");
        times.forEach((way, each) -> System.out.printf(
                Locale.ROOT,
                "%-36s %12.0f %10.2f %10.2f %16.2f%n",
                way,
                PAIRS * 1e9 / middle(each.stream().map(Long::doubleValue).toList()),
                ratio(times.get(MERGE), each),
                ratio(times.get(CREATE), each),
                ratio(processor.get(CREATE), processor.get(way))));
    }

    /** How many times as many a second as the other way, the middle of all rounds. */
    private static double ratio(List<Long> other, List<Long> each) {
        return middle(IntStream.range(0, ROUNDS)
                .mapToObj(round -> (double) other.get(round) / each.get(round))
                .toList());
    }

    private static List<Map<String, Object>> rows(String prefix) {
        List<Map<String, Object>> rows = new ArrayList<>(PAIRS);
        for (int i = 0; i < PAIRS; i++) {
            Instant time = Instant.ofEpochSecond(1_700_000_000 + i);
            rows.add(Map.of(
                    "version_id",
                    EvidenceLoad.VERSIONS.get(i % EvidenceLoad.VERSIONS.size()),
                    "episode",
                    Map.of(
                            "id",
                            prefix + "-" + i,
                            "timestamp",
                            time.atZone(ZoneOffset.UTC),
                            "context",
                            List.of(0.1, 0.2, 0.3, i / 1000.0),
                            "context_cluster",
                            "c" + i % 8,
                            "chosen_intervention_id",
                            "cue",
                            "human_override",
                            i % 10 == 0,
                            "propensity",
                            0.25),
                    "outcome",
                    Map.of(
                            "reward",
                            i / 1000.0,
                            "delta_coherence",
                            0.1,
                            "safety_flag",
                            false,
                            "recorded_at",
                            time.plusSeconds(60).atZone(ZoneOffset.UTC))));
        }
        return rows;
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
