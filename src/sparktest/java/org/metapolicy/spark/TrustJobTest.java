package org.metapolicy.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.CountedVersion;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.Manifest;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * Files counted on Spark lead to the text that a graph with the same rows is known to agree with, to the last character: states,
 * e-processes and snapshots among it.
 */
class TrustJobTest {
    private static final String LATER = "2026-02-14T00:00:00Z";
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    private final SparkSession spark = LocalSpark.session();

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void one() {
        lake = new Lake(spark, "0", folder);
    }

    @Test
    void eachHistoryLeadsToWhatTheGraphHasWhateverTheNumberOfParts() throws IOException {
        for (int number = 0; number < Lake.HISTORIES; number++) {
            Lake history = new Lake(spark, "" + number, folder.resolve("" + number));
            String episodes = history.write("episodes", "parquet", history.episodes());
            String outcomes = history.write("outcomes", "parquet", history.outcomes());
            String segments = history.segments("parquet");
            for (String parts : Lake.PARTS) {
                Path run = history.run(
                        "in" + parts,
                        history.evidence(),
                        "--episodes",
                        episodes,
                        "--outcomes",
                        outcomes,
                        "--segments",
                        segments,
                        "--as-of",
                        LATER,
                        "--partitions",
                        parts);
                assertThat(Lake.states(run))
                        .as("history " + number + " in " + parts + " parts")
                        .isEqualTo(history.states());
            }
        }
    }

    @Test
    void aFilesKindMakesNoDifference() throws IOException {
        for (String format : List.of("csv", "json")) {
            Path run = lake.run(
                    "as-" + format,
                    lake.evidence(),
                    "--format",
                    format,
                    "--episodes",
                    lake.write("episodes." + format, format, lake.episodes()),
                    "--outcomes",
                    lake.write("outcomes." + format, format, lake.outcomes()),
                    "--segments",
                    lake.segments(format),
                    "--as-of",
                    LATER);
            assertThat(Lake.states(run)).as(format).isEqualTo(lake.states());
        }
    }

    @Test
    void aManifestNamesEveryFileWithItsRowsAndDigest() throws IOException {
        Path run = whole("run", lake, BEGIN.plusSeconds(86_400 * 40));
        Manifest manifest = Lake.manifest(run);
        assertThat(manifest.rows())
                .isEqualTo(lake.episodes().count() + lake.outcomes().count());
        assertThat(manifest.basis()).isEqualTo(lake.evidence().digest());
        manifest.require(lake.evidence(), Lake.states(run), CountedElsewhere.read(Lake.states(run)));
        assertThat(manifest.files()).hasSize(6).allSatisfy(file -> {
            byte[] bytes = Files.readAllBytes(Path.of(java.net.URI.create(file.path())));
            assertThat(file.bytes()).isEqualTo(bytes.length);
            assertThat(file.sha256()).isEqualTo(digest(bytes));
        });
    }

    @Test
    void tenDailyFilesOneByOneAreOnePassOverAll() throws IOException {
        for (int number : Lake.HISTORIES < 10 ? new int[] {0} : new int[] {0, 2}) {
            Lake history = new Lake(spark, "" + number, folder.resolve("daily" + number));
            HandedOut from = history.evidence();
            Path before = null;
            Map<String, List<CountedVersion.ClosedWindow>> windows = new TreeMap<>();
            long waited = 0;
            for (int day = 0; day < 10; day++) {
                List<String> arguments = new ArrayList<>(List.of(
                        "--episodes",
                        history.write(
                                "episodes" + day, "parquet", history.episodes().filter(within("timestamp", day))),
                        "--outcomes",
                        history.write(
                                "outcomes" + day,
                                "parquet",
                                history.timelyOutcomes().filter(within("recorded_at", day))),
                        "--as-of",
                        BEGIN.plusSeconds(86_400L * (day + 1)).toString()));
                if (before != null) {
                    arguments.addAll(List.of("--before", before.toString()));
                }
                Path run = history.run("day" + day, from, arguments.toArray(String[]::new));
                CountedElsewhere.read(Lake.states(run)).versions().forEach(version -> windows.computeIfAbsent(
                                version.versionId(), any -> new ArrayList<>())
                        .addAll(version.closings()));
                from = Lake.imported(from, run);
                waited += spark.read()
                        .parquet(run.resolve("kept").toString())
                        .filter("not status_counted")
                        .count();
                before = run;
            }
            Path whole = whole("all", history, history.timelyOutcomes(), BEGIN.plusSeconds(86_400 * 10));
            HandedOut at = from;
            assertThat(at.differences())
                    .as("history " + number + ", how versions compare")
                    .isNotEmpty()
                    .isEqualTo(CountedElsewhere.read(Lake.states(whole)).differences());
            CountedElsewhere.read(Lake.states(whole)).versions().forEach(version -> {
                assertThat(at.states().get(version.versionId()))
                        .as("history " + number + ", version " + version.versionId())
                        .isEqualTo(version.states());
                assertThat(windows.get(version.versionId())).isEqualTo(version.closings());
            });
            assertThat(waited).as("statuses that waited for another day").isPositive();
        }
    }

    @Test
    void aRunThatFailsLeavesNothingThatCouldBeTakenForOne() throws IOException {
        Path broken = folder.resolve("broken.parquet");
        String episodes = lake.write("episodes", "parquet", lake.episodes());
        Files.createDirectories(broken);
        Files.writeString(broken.resolve("part-0.parquet"), "no parquet at all");
        String[] arguments = {"--episodes", episodes, "--outcomes", broken.toString(), "--as-of", LATER};
        assertThatThrownBy(() -> lake.run("run", lake.evidence(), arguments));
        assertThat(folder.resolve("run")).doesNotExist();
        Path run = lake.run("run", lake.evidence(), "--episodes", episodes, "--as-of", LATER);
        assertThat(run.resolve("states.json")).exists();
        assertThat(folder.resolve("run.partial")).doesNotExist();
        assertThatThrownBy(() -> lake.run("run", lake.evidence(), "--as-of", LATER))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("stands already");
    }

    @Test
    void itGoesOnFromTheRunThatWasImportedLastAndNoOther() throws IOException {
        Path first = whole("first", lake, BEGIN.plusSeconds(86_400 * 5));
        HandedOut imported = Lake.imported(lake.evidence(), first);
        assertThatThrownBy(() -> lake.run("second", imported, "--as-of", LATER))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("--before must be the folder of the run that was imported last");
        assertThatThrownBy(() -> lake.run("second", lake.evidence(), "--as-of", LATER, "--before", first.toString()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("nothing was imported yet");
        assertThatThrownBy(() -> JobOptions.of("--evidence", "e", "--out", "o", "--as-of", "soon"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("--as-of");
        assertThatThrownBy(() -> JobOptions.of("--evidence", "e", "--format", "xml"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("one of parquet, csv, json");
    }

    @Test
    void anEpisodeThatStandsTwiceCountsOnceAndASecondOutcomeIsLeftOut() throws IOException {
        Path once = whole("once", lake, BEGIN.plusSeconds(86_400 * 40));
        Path twice = lake.run(
                "twice",
                lake.evidence(),
                "--episodes",
                lake.write("episodes2", "parquet", lake.episodes().union(lake.episodes())),
                "--outcomes",
                lake.write(
                        "outcomes2",
                        "parquet",
                        lake.rightOutcomes()
                                .union(lake.rightOutcomes()
                                        .withColumn("id", lit("zz"))
                                        .withColumn(
                                                "recorded_at",
                                                col("recorded_at").plus(expr("INTERVAL 1 HOUR"))))),
                "--as-of",
                LATER);
        CountedElsewhere all = CountedElsewhere.read(Lake.states(twice));
        assertThat(all.invalid()).isEqualTo(lake.outcomes().count());
        assertThat(all.versions())
                .extracting(CountedVersion::states)
                .isEqualTo(CountedElsewhere.read(Lake.states(once)).versions().stream()
                        .map(CountedVersion::states)
                        .toList());
    }

    /** All right outcomes of a history in one run, without segments. */
    private static Path whole(String name, Lake lake, Instant asOf) throws IOException {
        return whole(name, lake, lake.rightOutcomes(), asOf);
    }

    private static Path whole(String name, Lake lake, Dataset<Row> outcomes, Instant asOf) throws IOException {
        return lake.run(
                name,
                lake.evidence(),
                "--episodes",
                lake.write(name + ".episodes", "parquet", lake.episodes()),
                "--outcomes",
                lake.write(name + ".outcomes", "parquet", outcomes),
                "--as-of",
                asOf.toString());
    }

    private static Column within(String column, int day) {
        return col(column)
                .geq(lit(BEGIN.plusSeconds(86_400L * day)))
                .and(col(column).lt(lit(BEGIN.plusSeconds(86_400L * (day + 1)))));
    }

    private static String digest(byte[] bytes) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
