package org.metapolicy.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.metapolicy.logs.Interval.Proportion;
import org.metapolicy.testing.ImportedLog;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;

/**
 * What the open-bandit log says of {@code bts} against {@code random}: the product's judgement of both after a refresh in
 * order of time, and the difference of their click rates read off the same graph.
 */
final class OpenBanditEvidence {
    static final String FAMILY = "open-bandit-men";
    static final String BTS = "bts";
    static final String RANDOM = "random";
    private static final String PAIRS = "open-bandit-pairs";

    private static final String BY_DAY = """
            MATCH (v:PolicyVersion {id: $version})-[:EVALUATED_IN]->(e:PolicyEpisode)-[:HAS_OUTCOME]->(o:CountedOutcome)
            RETURN toString(date(e.timestamp)) AS day, toInteger(sum(o.reward)) AS clicks, count(*) AS n ORDER BY day
            """;

    /** The last ones counted, which are those that the trust windows hold. */
    private static final String LAST = """
            MATCH (v:PolicyVersion {id: $version})-[:EVALUATED_IN]->(:PolicyEpisode)-[:HAS_OUTCOME]->(o:CountedOutcome)
            WITH o ORDER BY o.counted_number DESC LIMIT $n
            RETURN toInteger(sum(o.reward)) AS clicks, count(*) AS n
            """;

    private static final String LOGGED = """
            MATCH (v:PolicyVersion {id: $version})-[:EVALUATED_IN]->(e:PolicyEpisode)-[:HAS_OUTCOME]->(o:CountedOutcome)
            RETURN e.propensity AS propensity, o.reward AS click
            """;

    /**
     * Each impression of bts beside the one of random that came in the same place: what random earned less what bts did. A
     * mean below 0 says that bts earns more, and that is what the guardrail of the reward watches for.
     */
    private static final String PAIR = """
            MATCH (v:PolicyVersion {id: $bts})-[:EVALUATED_IN]->(:PolicyEpisode)-[:HAS_OUTCOME]->(o:CountedOutcome)
            WITH o ORDER BY o.counted_number
            WITH collect(o.reward) AS ofBts
            MATCH (v:PolicyVersion {id: $random})-[:EVALUATED_IN]->(:PolicyEpisode)-[:HAS_OUTCOME]->(o:CountedOutcome)
            WITH ofBts, o ORDER BY o.counted_number
            WITH ofBts, collect(o.reward) AS ofRandom
            MATCH (pair:PolicyVersion {id: $pairs})
            UNWIND range($from, $to - 1) AS i
            CREATE (pair)-[:EVALUATED_IN]->(e:PolicyEpisode {id: $pairs + '.' + i, policy_version_id: $pairs,
                timestamp: datetime({epochSeconds: i}), human_override: false, context_cluster: 'a pair'})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: e.id, reward: ofRandom[i] - ofBts[i]})
            """;

    /** The clicks of a day under each policy. */
    record Day(String day, Proportion bts, Proportion random) {
        double difference() {
            return bts.share() - random.share();
        }

        /** Of the difference, from the sample. */
        double variance() {
            return variance(bts) + variance(random);
        }

        private static double variance(Proportion p) {
            return p.share() * (1 - p.share()) / p.trials();
        }
    }

    /**
     * What the log of bts tells of showing items evenly, each impression weighted by how much likelier that would have
     * shown its item.
     *
     * @param lessRandom the difference from the click rate that random had
     * @param effective the size of an unweighted sample that would tell as much
     */
    record Reweighted(
            Interval clickRate,
            Interval lessRandom,
            double meanWeight,
            double largestWeight,
            double effective,
            double leastPropensity) {}

    private final RealServer server;

    OpenBanditEvidence(RealServer server) {
        this.server = server;
    }

    /** Imports the log and counts it in order of time; random is the live baseline, bts a candidate. */
    List<Record> judge(Path log) throws IOException {
        server.wipe();
        ImportedLog imports = new ImportedLog(server);
        imports.becomeApprover();
        imports.load("import-open-bandit.cypher", log);
        server.run(
                "CALL metapolicy.promote($version, 'the baseline', {override: true})",
                Map.of("version", version(RANDOM)));
        server.run("CALL metapolicy.setFallback($version, 'the baseline')", Map.of("version", version(RANDOM)));
        server.run("CALL metapolicy.setMode($family, 'ACTIVE', 'a replay')", Map.of("family", FAMILY));
        return server.run("CALL metapolicy.refreshTrust($family, {batch_size: 500})", Map.of("family", FAMILY));
    }

    Record pci(String policy) {
        return one("CALL metapolicy.computePCI($version)", Map.of("version", version(policy)));
    }

    /** What the refresh proposes to people: the version and why. */
    List<Record> proposals() {
        return server.run(
                "CALL metapolicy.proposals($family) YIELD versionId, state, reason RETURN versionId, state, reason",
                Map.of("family", FAMILY));
    }

    /** What would be served if nothing asked for care, with both versions' figures. */
    Record choice() {
        return one(
                "CALL metapolicy.select($family, {coherence: 0.6, entropy_change: 0.2, max_rv_potency: 0.0,"
                        + " affective_load: 0.1, awareness: 'FULL', seed: 1})",
                Map.of("family", FAMILY));
    }

    List<Day> days() {
        Map<String, Proportion> random = new TreeMap<>();
        server.run(BY_DAY, Map.of("version", version(RANDOM))).forEach(row -> random.put(day(row), proportion(row)));
        List<Day> days = new ArrayList<>();
        server.run(BY_DAY, Map.of("version", version(BTS)))
                .forEach(row -> days.add(new Day(day(row), proportion(row), random.get(day(row)))));
        return days;
    }

    /** The clicks among the impressions that trust looks at. */
    Proportion inTrustWindows(String policy) {
        return proportion(one(
                LAST,
                Map.of("version", version(policy), "n", pci(policy).get("n").asLong())));
    }

    Reweighted reweighted() {
        // Under random every one of the items is as likely.
        double even = one(LOGGED + " LIMIT 1", Map.of("version", version(RANDOM)))
                .get("propensity")
                .asDouble();
        SummaryStatistics weights = new SummaryStatistics();
        SummaryStatistics weighted = new SummaryStatistics();
        server.run(LOGGED, Map.of("version", version(BTS))).forEach(row -> {
            double weight = even / row.get("propensity").asDouble();
            weights.addValue(weight);
            weighted.addValue(weight * row.get("click").asDouble());
        });
        SummaryStatistics random = new SummaryStatistics();
        server.run(LOGGED, Map.of("version", version(RANDOM)))
                .forEach(row -> random.addValue(row.get("click").asDouble()));
        return new Reweighted(
                Interval.ofMeanOfMany(weighted),
                Interval.ofDifferenceOfMany(weighted, random),
                weights.getMean(),
                weights.getMax(),
                weights.getSum() * weights.getSum() / weights.getSumsq(),
                even / weights.getMax());
    }

    /**
     * The evidence that bts earns more, as it stood at the end of each day: the guardrail of a reward that must not be
     * below 0, which may be looked at after every outcome.
     *
     * @return log_e, by day
     */
    Map<String, Double> watched(List<Day> days) {
        server.run("CALL metapolicy.create({id: $id, reward_floor: 0.0}, 'a comparison')", Map.of("id", PAIRS));
        server.run("CALL metapolicy.registerVersion($id, {id: $id}, 'a comparison')", Map.of("id", PAIRS));
        Map<String, Double> evidence = new TreeMap<>();
        int from = 0;
        int bts = 0;
        int random = 0;
        for (Day day : days) {
            bts += day.bts().trials();
            random += day.random().trials();
            int to = Math.min(bts, random);
            server.run(
                    PAIR,
                    Map.of("bts", version(BTS), "random", version(RANDOM), "pairs", PAIRS, "from", from, "to", to));
            server.run("CALL metapolicy.refreshTrust($id)", Map.of("id", PAIRS));
            evidence.put(
                    day.day(),
                    one(
                                    "CALL metapolicy.computePCI($id) YIELD guardrails UNWIND guardrails AS g"
                                            + " WITH g WHERE g.name = 'reward' RETURN g.log_e AS log_e",
                                    Map.of("id", PAIRS))
                            .get("log_e")
                            .asDouble());
            from = to;
        }
        return evidence;
    }

    /** The difference, if this is the only look at it. */
    static Interval once(Proportion bts, Proportion random) {
        return Interval.ofDifference(bts, random, 0.95);
    }

    /** The mean of the daily differences: nothing is assumed of impressions of the same day. */
    static Interval byDays(List<Day> days) {
        SummaryStatistics differences = new SummaryStatistics();
        days.forEach(day -> differences.addValue(day.difference()));
        return Interval.ofMean(differences);
    }

    private Record one(String query, Map<String, Object> parameters) {
        return server.run(query, parameters).get(0);
    }

    private static String day(Record row) {
        return row.get("day").asString();
    }

    private static Proportion proportion(Record row) {
        return new Proportion(row.get("clicks").asInt(), row.get("n").asInt());
    }

    private static String version(String policy) {
        return FAMILY + "." + policy;
    }
}
