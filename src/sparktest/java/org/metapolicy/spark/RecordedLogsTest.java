package org.metapolicy.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logs that other people recorded, as Parquet, lead to the text that a graph with the same rows is known to agree with, in figures,
 * verdicts and moves: {@code ExchangedLogsIT} of the plugin's build says so and writes it.
 */
class RecordedLogsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"judge-advisor", "open-bandit-men"})
    void aLogLeadsToWhatTheGraphHasWhateverTheNumberOfParts(String name) throws IOException {
        assumeThat(Lake.stands(name))
                .as("the plugin's build had no log " + name + ": its counting as files is not tried")
                .isTrue();
        Lake log = new Lake(LocalSpark.session(), name, folder);
        String episodes = log.write("episodes", "parquet", log.episodes());
        String outcomes = log.write("outcomes", "parquet", log.outcomes());
        for (String parts : Lake.PARTS) {
            Path run = log.run(
                    "in" + parts,
                    log.evidence(),
                    "--episodes",
                    episodes,
                    "--outcomes",
                    outcomes,
                    "--as-of",
                    "2026-02-14T00:00:00Z",
                    "--partitions",
                    parts);
            assertThat(Lake.states(run)).as(name + " in " + parts + " parts").isEqualTo(log.states());
        }
    }
}
