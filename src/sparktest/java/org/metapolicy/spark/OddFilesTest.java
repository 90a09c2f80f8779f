package org.metapolicy.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metapolicy.evidence.exchange.Manifest;
import scala.collection.immutable.ArraySeq;

/** Files are read whatever their names, and cells whatever they hold. */
class OddFilesTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsNamedAsItsFileSystemHasIt() throws IOException {
        Lake lake = new Lake(LocalSpark.session(), "0", folder);
        Path episodes = Files.createDirectories(folder.resolve("a day"));
        List<String> names =
                List.of("part 1.csv", "part%201.csv", "a+b.csv", "a#b.csv", "a?b.csv", "größe.csv", "plain.csv");
        for (String name : names) {
            Files.writeString(
                    episodes.resolve(name),
                    "id,policy_version_id,timestamp\n" + name + ",other,2026-01-05T00:00:00Z\n");
        }
        Path run = lake.run(
                "run",
                lake.evidence(),
                "--format",
                "csv",
                "--episodes",
                episodes.toString(),
                "--as-of",
                "2026-02-14T00:00:00Z");
        Map<String, Long> rows = new HashMap<>();
        Lake.manifest(run).files().forEach(file -> rows.put(file.path(), file.rows()));
        Map<String, Long> expected = new HashMap<>();
        names.forEach(name -> expected.put("file://" + episodes.resolve(name), 1L));
        assertThat(rows).isEqualTo(expected);
        assertThat(Lake.manifest(run).files())
                .extracting(Manifest.ReadFile::sha256)
                .doesNotHaveDuplicates();
    }

    @Test
    void aNameWithoutAnythingEscapedStaysAsItWas() {
        for (String name :
                List.of("file:///lake/part-0.parquet", "s3a://lake/a/b.json", "hdfs://host:9000/a.csv", "/a/b")) {
            assertThat(JobInputs.name(name)).isEqualTo(name);
        }
        assertThat(JobInputs.name("s3a://lake/a%20day/100%25%2520.csv")).isEqualTo("s3a://lake/a day/100%%20.csv");
    }

    @Test
    void aNumberThatIsNoTimeIsNone() {
        for (Object time : new Object[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300, Long.MAX_VALUE, "soon"}) {
            Row episode = ReadLines.episode(Map.of("id", "e", "timestamp", time));
            assertThat(Cells.instant(episode, "timestamp")).as("%s", time).isNull();
        }
        assertThat(Cells.instant(ReadLines.episode(Map.of("id", "e", "timestamp", 1_767_225_600_000L)), "timestamp"))
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void aProbabilityThatIsNoNumberStaysWrong() {
        StructType schema = new StructType()
                .add("episode_id", DataTypes.StringType)
                .add("policy_version_id", DataTypes.StringType)
                .add("interventions", DataTypes.createArrayType(DataTypes.StringType))
                .add("probabilities", DataTypes.createArrayType(DataTypes.DoubleType));
        Object[] probabilities = {Double.NaN, null, 0.5};
        Row choice = new ReadChoices()
                .call(new GenericRowWithSchema(
                        new Object[] {
                            "e",
                            "v",
                            ArraySeq.unsafeWrapArray(new Object[] {"x", "y", "z"}),
                            ArraySeq.unsafeWrapArray(probabilities)
                        },
                        schema));
        assertThat(Cells.list(choice, Cells.index("choices")))
                .containsExactly("[\"x\",\"y\",\"z\"]", "[\"NaN\",null,0.5]");
    }
}
