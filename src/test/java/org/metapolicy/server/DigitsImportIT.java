package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metapolicy.testing.ImportedLog;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Record;

/** A log with a known truth, through its import file, judged in Cypher alone. */
class DigitsImportIT {
    private static final String EVALUATE = """
            CALL metapolicy.evaluate('digits-bandit.preferred', {propensity_min: 0.06, reward_low: 0,
              from: datetime('2020-01-01') + duration({days: $run}), to: datetime('2020-01-02') + duration({days: $run})})
            """;

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @Test
    void thePolicyThatNeverActedIsJudgedCloserThanWithoutAModel(@TempDir Path folder) throws IOException {
        Path file = ImportedLog.assumed("digits-bandit.csv");
        ImportedLog logs = new ImportedLog(SERVER);
        logs.becomeApprover();
        assertThat(logs.load("import-digits-bandit.cypher", file)).isEqualTo(7548);
        assertThat(logs.load("import-digits-bandit.cypher", ImportedLog.head(file, 500, folder)))
                .as("again")
                .isEqualTo(500);
        assertThat(SERVER.run("MATCH (:PolicyVersion)-[w:WOULD_CHOOSE]->() RETURN count(w) AS n")
                        .get(0)
                        .get("n")
                        .asLong())
                .isEqualTo(7548);

        for (String run : List.of("3", "5")) {
            Weighed weighed = Weighed.of(file, run);
            Record row =
                    SERVER.run(EVALUATE, Map.of("run", Integer.valueOf(run))).get(0);
            assertThat(row.get("verdict").asString()).isEqualTo("ESTIMATED");
            assertThat(row.get("n").asLong()).isEqualTo(1258);
            assertThat(weighed.truth)
                    .as("run %s", run)
                    .isBetween(row.get("lower").asDouble(), row.get("upper").asDouble());
            Map<String, Double> estimates = row.get("estimates").asMap(value -> value.asDouble());
            assertThat(estimates.get("IPS")).isEqualTo(weighed.ips, within(1e-9));
            assertThat(estimates.get("SNIPS")).isEqualTo(weighed.snips, within(1e-9));
            assertThat(Math.abs(estimates.get("DR") - weighed.truth))
                    .as("run %s", run)
                    .isLessThan(Math.abs(weighed.ips - weighed.truth));
        }
    }

    /** One run of the file, its outcomes weighed here: the policy takes its choice with .91, else one of nine others. */
    private record Weighed(double truth, double ips, double snips) {
        static Weighed of(Path file, String run) throws IOException {
            List<String> lines = Files.readAllLines(file);
            List<String> columns = List.of(lines.get(0).split(","));
            double weights = 0;
            double rewards = 0;
            double truth = 0;
            int n = 0;
            for (String line : lines.subList(1, lines.size())) {
                List<String> row = List.of(line.split(","));
                if (row.get(columns.indexOf("run")).equals(run)) {
                    boolean chosen =
                            row.get(columns.indexOf("action")).equals(row.get(columns.indexOf("evaluation_choice")));
                    double weight = (chosen ? 0.91 : 0.01) / Double.parseDouble(row.get(columns.indexOf("propensity")));
                    weights += weight;
                    rewards += weight * Double.parseDouble(row.get(columns.indexOf("reward")));
                    truth = Double.parseDouble(row.get(columns.indexOf("true_value")));
                    n++;
                }
            }
            return new Weighed(truth, rewards / n, rewards / weights);
        }
    }
}
