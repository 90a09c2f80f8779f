package org.metapolicy.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** A log in files says of a version what {@code metapolicy.evaluate} was seen to say of the same rows in a graph. */
class EvaluateJobTest {
    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    private EvaluatedLog log;

    @BeforeEach
    void one() {
        log = new EvaluatedLog(spark, folder);
    }

    @Test
    void aLogSaysWhatTheProcedureSaysWhateverTheNumberOfParts() throws IOException {
        int asked = log.asked().size();
        assertThat(asked).isEqualTo(10);
        boolean all = Lake.HISTORIES >= asked;
        log.saysWhatTheProcedureSays(
                IntStream.iterate(all ? 0 : 1, i -> i < asked, i -> i + (all ? 1 : 2))
                        .boxed()
                        .toList(),
                log.parquet("episodes", EvaluatedLog.EPISODES),
                log.parquet("outcomes", EvaluatedLog.OUTCOMES),
                log.parquet("choices", EvaluatedLog.CHOICES),
                folder);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        String[] rows = {"--episodes", "none", "--out", folder.resolve("out").toString()};
        assertThatThrownBy(() -> log.run("--version", "g.c", rows[0], rows[1], rows[2], rows[3]))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("has no version 'g.c': its versions are g.a, g.b");
        assertThatThrownBy(() -> log.run("--version", "g.a", "--options", "[1", rows[0], rows[1], rows[2], rows[3]))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--options is '[1': it must be a JSON map");
        assertThatThrownBy(() -> log.run("--version", "g.a", "--options", "{\"againts\": 1}", rows[0], rows[1]))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("unknown option 'againts'");
        assertThatThrownBy(() -> log.run("--version", "g.a"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--episodes is missing");
        assertThatThrownBy(() -> log.run("--version", "g.a", "--as-of", "2026-11-01T00:00:00Z", rows[0], rows[1]))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--as-of is given twice");
    }

    @Test
    void aTimeThatIsStillToComeIsRefusedByEachJobBeforeItReadsAnything() {
        String tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).toString();
        String[] run = {"--evidence", "e", "--out", "o", "--as-of", tomorrow};
        String[] evaluation = {
            "--evidence", "e", "--out", "o", "--as-of", tomorrow, "--version", "g.a", "--episodes", "none"
        };
        assertThatThrownBy(() -> JobOptions.of(run))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--as-of is " + tomorrow)
                .hasMessageContaining("it must have passed");
        assertThatThrownBy(() -> EvaluateOptions.of(evaluation))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--as-of is " + tomorrow)
                .hasMessageContaining("it must have passed");
    }
}
