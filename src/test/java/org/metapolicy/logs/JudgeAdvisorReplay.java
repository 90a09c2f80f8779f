package org.metapolicy.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.metapolicy.testing.ImportedLog;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.ClientException;

/**
 * The judge-advisor log as it would have come in: a batch of trials arrives, selection is asked for each of them, trust is
 * refreshed, and so on.
 */
final class JudgeAdvisorReplay {
    static final String FAMILY = "judge-advisor";
    static final List<String> PROFILES = List.of("agree_in_confidence", "agree_in_uncertainty", "balanced");
    private static final int BATCH = 100;
    private static final int PARTS = 5;

    /** What selection is told of a trial. */
    enum Known {
        /** What the log says of the meta-context: nothing. */
        NOTHING("{seed: seed}"),
        /** As if every signal had been measured and none had asked for care. */
        CALM("{seed: seed, coherence: 0.6, entropy_change: 0.2, max_rv_potency: 0.0, affective_load: 0.1,"
                + " awareness: 'FULL'}");

        private final String context;

        Known(String context) {
            this.context = context;
        }
    }

    /** How the trials of different participants follow each other, which the log does not say. */
    enum Order {
        /** One participant after the other, as the recorded clocks have it. */
        CLOCK,
        /** Every participant from their own start, all at once. */
        SIDE_BY_SIDE
    }

    /** What people decide, which the log does not say either. */
    enum Start {
        /** All profiles are live from the start, as they were in the experiment. */
        ALL_LIVE,
        /** The fallback alone is live; the others are candidates, and each proposal is approved at once. */
        PILOT
    }

    /**
     * @param fallback the profile that serves for want of another; it is the first default as well
     * @param unit what guardrails look at, {@code guardrail_unit}
     */
    record Setup(Order order, Start start, String fallback, String unit) {}

    /** A version's trust after so many trials. */
    record Trust(int trials, String profile, double pci, double lower, double upper) {}

    /**
     * A version's closed windows that were judged.
     *
     * @param promotable those at or above {@code pci_promote}
     * @param poor those below {@code pci_min}
     */
    record Closings(String profile, long n, double lowest, double highest, long promotable, long poor) {}

    /** A move of the trail, after how many trials it was made. */
    record Done(int trials, String profile, String action, String actorKind, String reason) {}

    /** An answer of selection in the trials up to this one; profile null for nobody. */
    record Answer(int upTo, Known known, String profile) {}

    /** @param answers how often each was given */
    record Course(
            Setup setup, List<Trust> trust, List<Closings> closings, List<Done> done, Map<Answer, Long> answers) {}

    private final RealServer server;
    private final ImportedLog imports;

    JudgeAdvisorReplay(RealServer server) {
        this.server = server;
        this.imports = new ImportedLog(server);
    }

    Course run(LogFile log, Setup setup) throws IOException {
        server.wipe();
        LogFile ordered = ordered(log, setup.order());
        load(ordered.part(0, 0));
        start(setup);
        List<Trust> trust = new ArrayList<>();
        List<Done> done = new ArrayList<>();
        Map<Answer, Long> answers = new HashMap<>();
        int trials = ordered.rows().size();
        long trail = server.run("CALL metapolicy.audit.head($family) YIELD seq RETURN seq", Map.of("family", FAMILY))
                .get(0)
                .get("seq")
                .asLong();
        for (int from = 0; from < trials; from += BATCH) {
            int to = Math.min(from + BATCH, trials);
            load(ordered.part(from, to));
            for (Known known : Known.values()) {
                select(known, from, to, partEnd(from, trials), answers);
            }
            server.run("CALL metapolicy.refreshTrust($family)", Map.of("family", FAMILY));
            if (setup.start() == Start.PILOT) {
                approve();
            }
            note(to, trail, done);
            if (to == trials || partEnd(to, trials) > partEnd(from, trials)) {
                PROFILES.forEach(profile -> trust.add(trust(profile, to)));
            }
        }
        return new Course(setup, trust, PROFILES.stream().map(this::closings).toList(), done, answers);
    }

    /** The mean gain in accuracy of each participant under a profile, as it stands in the graph. */
    Map<String, Double> gains(String profile) {
        Map<String, Double> gains = new TreeMap<>();
        server.run("""
                MATCH (v:PolicyVersion {id: $version})-[:EVALUATED_IN]->(e:PolicyEpisode)-[:HAS_OUTCOME]->(o:CountedOutcome)
                MATCH (e)-[:FOR_TRIAL]->(t:Trial)
                RETURN t.participant_id AS participant, avg(o.delta_accuracy) AS gain
                """, Map.of("version", version(profile)))
                .forEach(row -> gains.put(
                        row.get("participant").asString(), row.get("gain").asDouble()));
        return gains;
    }

    /** The last trial of the part that a trial is in. */
    private static int partEnd(int trial, int trials) {
        return Math.min(PARTS, 1 + trial * PARTS / trials) * trials / PARTS;
    }

    /** By a person, without evidence: what was done here before is known from elsewhere. */
    private void start(Setup setup) {
        // The last one promoted is the default.
        PROFILES.stream()
                .filter(profile -> setup.start() == Start.ALL_LIVE || profile.equals(setup.fallback()))
                .sorted(Comparator.comparing(setup.fallback()::equals))
                .forEach(profile -> server.run(
                        "CALL metapolicy.promote($version, 'the experiment served it', {override: true})",
                        Map.of("version", version(profile))));
        server.run("CALL metapolicy.setFallback($version, 'assumed')", Map.of("version", version(setup.fallback())));
        server.run("CALL metapolicy.setMode($family, 'ACTIVE', 'a replay')", Map.of("family", FAMILY));
        server.run(
                "CALL metapolicy.configure($family, {guardrail_unit: $unit}, 'assumed')",
                Map.of("family", FAMILY, "unit", setup.unit()));
    }

    /** Between two closings PCI may lie below what a promotion needs: the proposal stays open, and is asked for again. */
    private void approve() {
        for (Record open : server.run(
                "CALL metapolicy.proposals($family) YIELD proposalId, state WITH * WHERE state = 'OPEN' RETURN proposalId",
                Map.of("family", FAMILY))) {
            try {
                server.run(
                        "CALL metapolicy.approve($id, 'every proposal is approved')",
                        Map.of("id", open.get("proposalId").asString()));
            } catch (ClientException refused) {
                if (!refused.getMessage().contains("without evidence enough")) {
                    throw refused;
                }
            }
        }
    }

    /** Adds the moves that the trail has beyond those known. */
    private void note(int trials, long before, List<Done> done) {
        server.run(
                        "CALL metapolicy.audit($family) YIELD seq, action, versionId, actorKind, reason"
                                + " WITH * WHERE seq > $known RETURN * ORDER BY seq",
                        Map.of("family", FAMILY, "known", before + done.size()))
                .forEach(row -> done.add(new Done(
                        trials,
                        row.get("versionId").isNull()
                                ? "the family"
                                : profile(row.get("versionId").asString()),
                        row.get("action").asString(),
                        row.get("actorKind").asString(),
                        row.get("reason").asString())));
    }

    private void load(LogFile part) throws IOException {
        Path file = Files.createTempDirectory("metapolicy-log").resolve("judge-advisor-part.csv");
        imports.becomeApprover();
        imports.load("import-judge-advisor.cypher", part.write(file));
        Files.delete(file);
        Files.delete(file.getParent());
    }

    private void select(Known known, int from, int to, int upTo, Map<Answer, Long> answers) {
        for (Record row : server.run(
                "UNWIND $seeds AS seed CALL metapolicy.select($family, " + known.context + ") YIELD versionId"
                        + " RETURN versionId, count(*) AS n",
                Map.of(
                        "family",
                        FAMILY,
                        "seeds",
                        LongStream.range(from, to).boxed().toList()))) {
            String version = row.get("versionId").asString(null);
            answers.merge(
                    new Answer(upTo, known, version == null ? null : profile(version)),
                    row.get("n").asLong(),
                    Long::sum);
        }
    }

    private Trust trust(String profile, int trials) {
        Record row = server.run("CALL metapolicy.computePCI($version)", Map.of("version", version(profile)))
                .get(0);
        return new Trust(
                trials,
                profile,
                row.get("pci").asDouble(),
                row.get("trustLower").asDouble(),
                row.get("trustUpper").asDouble());
    }

    private Closings closings(String profile) {
        Record row = server.run(
                        "CALL metapolicy.trustHistory($version) YIELD trustScore, n WITH * WHERE n >= 50"
                                + " RETURN count(*) AS n, min(trustScore) AS lowest, max(trustScore) AS highest,"
                                + " sum(CASE WHEN trustScore >= 0.45 THEN 1 ELSE 0 END) AS promotable,"
                                + " sum(CASE WHEN trustScore < 0.35 THEN 1 ELSE 0 END) AS poor",
                        Map.of("version", version(profile)))
                .get(0);
        return new Closings(
                profile,
                row.get("n").asLong(),
                row.get("lowest").asDouble(),
                row.get("highest").asDouble(),
                row.get("promotable").asLong(),
                row.get("poor").asLong());
    }

    static String version(String profile) {
        return FAMILY + "." + profile;
    }

    private static String profile(String version) {
        return version.substring(FAMILY.length() + 1);
    }

    /** Side by side, the clock of each participant starts at 0. */
    private static LogFile ordered(LogFile log, Order order) {
        Map<String, Double> starts = new TreeMap<>();
        log.rows().forEach(row -> starts.merge(log.value(row, "participant"), clock(log, row), Math::min));
        int column = log.columns().indexOf("started_at_s");
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : log.rows()) {
            List<String> copy = new ArrayList<>(row);
            if (order == Order.SIDE_BY_SIDE) {
                copy.set(column, String.valueOf(clock(log, row) - starts.get(log.value(row, "participant"))));
            }
            rows.add(copy);
        }
        rows.sort(Comparator.<List<String>>comparingDouble(row -> clock(log, row))
                .thenComparing(row -> log.value(row, "participant")));
        return log.of(rows);
    }

    private static double clock(LogFile log, List<String> row) {
        return Double.parseDouble(log.value(row, "started_at_s"));
    }
}
