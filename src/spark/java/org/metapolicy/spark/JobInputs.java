package org.metapolicy.spark;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;
import org.metapolicy.evidence.exchange.Manifest;

/** The files that a run reads, and what it says of them. */
final class JobInputs {
    private final SparkSession spark;
    private final JobOptions options;

    JobInputs(SparkSession spark, JobOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /** Every episode and outcome, those that the run before kept among them. */
    Dataset<Row> lines() {
        Dataset<Row> lines = spark.createDataset(List.of(), Encoders.row(Packed.LINES));
        if (!options.episodes().isEmpty()) {
            lines = lines.union(packed(read(options.episodes()), ReadPacked.each(new ReadLines(false))));
        }
        if (!options.outcomes().isEmpty()) {
            lines = lines.union(packed(read(options.outcomes()), ReadPacked.each(new ReadLines(true))));
        }
        if (options.before() != null) {
            Dataset<Row> kept = spark.read().schema(Cells.SCHEMA).parquet(options.before() + "/kept");
            lines = lines.union(packed(kept, new ReadPacked(new ReadKept())));
        }
        return lines;
    }

    static Dataset<Row> packed(Dataset<Row> rows, ReadPacked reading) {
        return rows.mapPartitions(reading, Encoders.row(Packed.LINES));
    }

    private Dataset<Row> read(List<String> paths) {
        return read(spark, options.format(), paths);
    }

    static Dataset<Row> read(SparkSession spark, String format, List<String> paths) {
        return spark.read()
                .format(format)
                .option("header", "true")
                .option("mergeSchema", "true")
                .load(paths.toArray(String[]::new));
    }

    /** The potency of each segment, by its id. */
    Map<String, Double> potencies() {
        Map<String, Double> potencies = new HashMap<>();
        if (options.segments() != null) {
            read(List.of(options.segments()))
                    .select(
                            functions.col("id").cast("string"),
                            functions.col("potency").cast("double"))
                    .collectAsList()
                    // Of several that share an id each must be high, as in a refresh.
                    .forEach(row -> potencies.merge(
                            row.getString(0), row.isNullAt(1) ? Double.NaN : row.getDouble(1), Math::min));
        }
        return potencies;
    }

    /** Each file, looked at where it is read. */
    List<Manifest.ReadFile> files() {
        List<Manifest.ReadFile> files = new ArrayList<>();
        if (!options.episodes().isEmpty()) {
            files.addAll(files(options.episodes(), Manifest.Kind.EPISODES));
        }
        if (!options.outcomes().isEmpty()) {
            files.addAll(files(options.outcomes(), Manifest.Kind.OUTCOMES));
        }
        return files;
    }

    /** A file's name as its file system has it; Spark tells it with what a URI may not hold, such as a space, escaped. */
    static String name(String uri) {
        URI told = URI.create(uri);
        String path = told.getRawPath();
        return uri.substring(0, uri.length() - path.length()) + told.getPath();
    }

    private List<Manifest.ReadFile> files(List<String> paths, Manifest.Kind kind) {
        Dataset<Row> read = read(paths);
        Map<String, Long> rows = new HashMap<>();
        read.groupBy(functions.input_file_name())
                .count()
                .collectAsList()
                .forEach(row -> rows.put(name(row.getString(0)), row.getLong(1)));
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> configuration =
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration()));
        String[] names =
                Stream.of(read.inputFiles()).map(JobInputs::name).sorted().toArray(String[]::new);
        return names.length == 0
                ? List.of()
                : context
                        .parallelize(Arrays.asList(names), Math.min(names.length, context.defaultParallelism()))
                        .map(name -> {
                            JobFiles files = new JobFiles(configuration.value().value());
                            return new String[] {name, String.valueOf(files.length(name)), files.sha256(name)};
                        })
                        .collect()
                        .stream()
                        .map(file -> new Manifest.ReadFile(
                                file[0], kind, rows.getOrDefault(file[0], 0L), Long.parseLong(file[1]), file[2]))
                        .toList();
    }
}
