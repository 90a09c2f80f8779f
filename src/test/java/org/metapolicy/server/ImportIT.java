package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metapolicy.testing.ImportedLog;
import org.metapolicy.testing.PythonFigures;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Other people's logs, through the import files, on a real server. */
class ImportIT {
    private static final List<String> FACTORS =
            List.of("growth", "breadth", "amplification", "safety", "robustness", "coherence");

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    private static final ImportedLog LOGS = new ImportedLog(SERVER);

    @Test
    void theJudgeAdvisorLogGivesTheFiguresThatPythonFinds(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path log = ImportedLog.assumed("judge-advisor-dots.csv");
        LOGS.becomeApprover();
        assertThat(LOGS.load("import-judge-advisor.cypher", log)).isEqualTo(7825);
        assertThat(SERVER.run("CALL metapolicy.refreshTrust('judge-advisor')").stream()
                        .mapToLong(row -> row.get("newOutcomes").asLong()))
                .containsExactlyInAnyOrder(3687L, 3532L, 606L);

        Map<String, Map<String, Double>> expected = PythonFigures.of("judge_advisor_factors.py", log);
        assertThat(expected).hasSize(3);
        expected.forEach((version, figures) -> {
            Record row = SERVER.run("CALL metapolicy.computePCI($id)", Map.of("id", version))
                    .get(0);
            same(version, "n_total", row.get("nTotal"), figures);
            same(version, "override_rate_total", row.get("overrideRateTotal"), figures);
            same(version, "n", row.get("n"), figures);
            same(version, "override_rate", row.get("overrideRate"), figures);
            same(version, "pci", row.get("pci"), figures);
            same(version, "context_coverage", row.get("raw").get("context_coverage"), figures);
            for (String factor : FACTORS) {
                same(version, "norm." + factor, row.get("norm").get(factor), figures);
                same(version, "raw." + factor, row.get("raw").get(factor), figures);
            }
            assertThat(row.get("incomplete").asList()).as(version).contains("coherence");
        });
        assertThat(total("judge-advisor.agree_in_confidence", "nTotal")).isEqualTo(3687);
        assertThat(total("judge-advisor.agree_in_uncertainty", "nTotal")).isEqualTo(3532);
        assertThat(total("judge-advisor.balanced", "nTotal")).isEqualTo(606);
        assertThat(total("judge-advisor.agree_in_confidence", "overrideRateTotal"))
                .isEqualTo(0.308, within(0.001));
        assertThat(total("judge-advisor.agree_in_uncertainty", "overrideRateTotal"))
                .isEqualTo(0.314, within(0.001));
        assertThat(total("judge-advisor.balanced", "overrideRateTotal")).isEqualTo(0.312, within(0.001));

        assertThat(LOGS.load("import-judge-advisor.cypher", ImportedLog.head(log, 500, folder)))
                .as("again")
                .isEqualTo(500);
        assertThat(SERVER.run("CALL metapolicy.refreshTrust('judge-advisor')"))
                .allMatch(row -> row.get("newOutcomes").asLong() == 0);
        assertThat(SERVER.run("MATCH (e:PolicyEpisode) RETURN count(e) AS n")
                        .get(0)
                        .get("n")
                        .asLong())
                .isEqualTo(7825);
    }

    /** Counts and clicks of the file: awk -F, 'NR>1 {n[$2]++; c[$2]+=$5} END {for (p in n) print p, n[p], c[p]}' */
    @Test
    void theOpenBanditLogGivesItsClickRates() throws IOException {
        Path log = ImportedLog.assumed("open-bandit-men.csv");
        LOGS.becomeApprover();
        assertThat(LOGS.load("import-open-bandit.cypher", log)).isEqualTo(20_000);
        assertThat(SERVER.run("CALL metapolicy.refreshTrust('open-bandit-men')").stream()
                        .mapToLong(row -> row.get("newOutcomes").asLong()))
                .containsExactly(10_000L, 10_000L);
        List<Record> rates = SERVER.run("""
                MATCH (v:PolicyVersion)-[:EVALUATED_IN]->(e:PolicyEpisode)-[:HAS_OUTCOME]->(o:CountedOutcome)
                WHERE v.id STARTS WITH 'open-bandit-men.'
                RETURN v.version_tag AS version, sum(o.reward) AS clicks, min(e.propensity) AS least
                ORDER BY version""");
        assertThat(rates.get(0).get("clicks").asDouble()).isEqualTo(69.0);
        assertThat(rates.get(1).get("clicks").asDouble()).isEqualTo(46.0);
        assertThat(rates).allMatch(row -> row.get("least").asDouble() > 0);
    }

    /** As the data set gives it, both policies put together: a first column without a name, times with a space. */
    @Test
    void theOpenBanditFileAsItComesIsImported(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("open-bandit-own.csv");
        Files.writeString(log, """
                behavior_policy,,timestamp,item_id,position,click,propensity_score,user_feature_0,user_feature_1,\
                user_feature_2,user_feature_3,user-item_affinity_0
                random,0,2019-11-25 10:00:59.500+00:00,3,1,1,0.029411764705882353,a,b,c,d,0.0
                bts,0,2019-11-25 13:30:00+02:00,7,2,0,0.06,a,b,c,d,1.0
                """);
        forgetTheLogs();
        LOGS.becomeApprover();

        assertThat(LOGS.load("import-open-bandit.cypher", log)).isEqualTo(2);
        assertThat(SERVER.run("MATCH (e:PolicyEpisode) WHERE e.id STARTS WITH 'open-bandit-men.'"
                        + " RETURN e.timestamp AS at ORDER BY at"))
                .extracting(row -> row.get("at").asZonedDateTime().toInstant())
                .containsExactly(Instant.parse("2019-11-25T10:00:59.5Z"), Instant.parse("2019-11-25T11:30:00Z"));
        forgetTheLogs();
    }

    /** All but what tells which migrations ran. */
    private static void forgetTheLogs() {
        SERVER.run("MATCH (n) WHERE none(label IN labels(n) WHERE label STARTS WITH '__') DETACH DELETE n");
    }

    private static void same(String version, String key, Value actual, Map<String, Double> expected) {
        Double number = expected.get(key);
        if (number == null) {
            assertThat(actual.isNull()).as(version + " " + key + " is missing").isTrue();
        } else {
            assertThat(actual.asDouble()).as(version + " " + key).isEqualTo(number, within(1e-9));
        }
    }

    private static double total(String version, String column) {
        return SERVER.run("CALL metapolicy.computePCI($id)", Map.of("id", version))
                .get(0)
                .get(column)
                .asDouble();
    }
}
