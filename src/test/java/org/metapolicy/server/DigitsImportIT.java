package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

        Map<String, Double> truths = truths(file);
        Map<String, Double> errors = new HashMap<>();
        truths.forEach((run, truth) -> {
            Record row =
                    SERVER.run(EVALUATE, Map.of("run", Integer.valueOf(run))).get(0);
            assertThat(row.get("verdict").asString()).isEqualTo("ESTIMATED");
            assertThat(row.get("n").asLong()).isEqualTo(1258);
            assertThat(truth)
                    .as("run %s", run)
                    .isBetween(row.get("lower").asDouble(), row.get("upper").asDouble());
            row.get("estimates")
                    .asMap(value -> value.asDouble())
                    .forEach((estimator, figure) ->
                            errors.merge(estimator, Math.abs(figure / truth - 1) / truths.size(), Double::sum));
        });
        assertThat(errors.get("IPS")).isEqualTo(0.0352, within(0.00005));
        assertThat(errors.get("SNIPS")).isEqualTo(0.0344, within(0.00005));
        assertThat(errors.get("DR")).isLessThan(0.0159);
    }

    private static Map<String, Double> truths(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> columns = List.of(lines.get(0).split(","));
        return lines.stream()
                .skip(1)
                .map(line -> line.split(","))
                .collect(Collectors.toMap(
                        row -> row[columns.indexOf("run")],
                        row -> Double.valueOf(row[columns.indexOf("true_value")]),
                        (one, same) -> one));
    }
}
