package org.metapolicy.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose process is killed leaves nothing that could be taken for what a job leaves, and the next one runs over it. */
class KilledJobTest {
    private static final List<String> SMALL = List.of("-Xmx700m", "-XX:TieredStopAtLevel=1");

    @TempDir
    Path folder;

    @Test
    void nothingHalfWrittenCanBeTakenForWhole() throws IOException, InterruptedException {
        Lake lake = new Lake(LocalSpark.session(), "0", folder);
        String[] rows = {
            "--episodes",
            lake.write("episodes", "parquet", lake.episodes()),
            "--outcomes",
            lake.write("outcomes", "parquet", lake.outcomes()),
            "--segments",
            lake.segments("parquet"),
            "--as-of",
            "2026-02-14T00:00:00Z"
        };
        Path partial = folder.resolve("run.partial");
        // In the middle of writing what the next run needs; and when that stands, and what is to be imported does not.
        List<String> signs = List.of("kept/_temporary", "kept/_SUCCESS");
        for (String sign : Lake.HISTORIES < 10 ? signs.subList(0, 1) : signs) {
            killed(partial.resolve(sign), lake.arguments("run", lake.evidence(), rows));
            assertThat(folder.resolve("run")).as("after " + sign).doesNotExist();
            assertThat(partial).as("after " + sign).exists();
            assertThat(partial.resolve("manifest.json"))
                    .as("without it nothing is imported, and no run goes on from here: after " + sign)
                    .doesNotExist();
        }
        assertThat(Lake.states(lake.run("run", lake.evidence(), rows))).isEqualTo(lake.states());
        assertThat(partial).doesNotExist();
    }

    /** Starts the job, and kills it by SIGKILL as soon as a file stands. */
    private void killed(Path sign, List<String> arguments) throws IOException, InterruptedException {
        JobProcess job = JobProcess.start(folder.resolve("scratch"), SMALL, arguments);
        try {
            // Nothing tells of a file that another process makes; one that never comes ends the test by its own words
            // below.
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
            boolean stands = Files.exists(sign);
            while (!stands && job.process.isAlive() && System.nanoTime() < end) {
                Thread.sleep(1);
                stands = Files.exists(sign);
            }
            // Asked of what was seen: the job, which goes on, may take it away again.
            assertThat(stands).as(job.said()).isTrue();
        } finally {
            job.process.destroyForcibly();
        }
        assertThat(job.process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(job.process.exitValue()).as(job.said()).isEqualTo(128 + 9);
    }
}
