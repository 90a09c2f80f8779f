package org.metapolicy.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.encode;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.metapolicy.counterfactual.Evaluating;
import org.metapolicy.counterfactual.Evaluation;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.MetapolicyException;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.RiskTier;

/**
 * Judges a version by a log in files: what {@code metapolicy.evaluate} says had they been in the graph, by its classes, and writes it
 * to {@code evaluation.json} in a folder of its own.
 *
 * <p>Rows are put together and sorted in parts; the evaluation itself is two passes over them in the order of the decisions, in
 * memory that does not grow with them. What a version would have done is what files say, or what it did itself: its parameters are in
 * the graph.
 */
public final class EvaluateJob {
    private static final String EVALUATION = "evaluation.json";

    private final SparkSession spark;
    private final EvaluateOptions options;
    private final JobFiles files;

    EvaluateJob(SparkSession spark, EvaluateOptions options) {
        this.spark = spark;
        this.options = options;
        this.files = new JobFiles(spark.sparkContext().hadoopConfiguration());
    }

    /** Runs once; the arguments are those of {@link EvaluateOptions}. */
    public static void main(String... arguments) throws IOException {
        EvaluateOptions options;
        try {
            options = EvaluateOptions.of(arguments);
        } catch (MetapolicyException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        try (SparkSession spark =
                SparkSession.builder().appName("metapolicy evaluate").getOrCreate()) {
            System.out.println(new EvaluateJob(spark, options).run());
        }
    }

    /**
     * Runs; gives the text that it writes.
     *
     * @throws MetapolicyException if a version that is named is none of the family's, or options do not fit
     */
    String run() throws IOException {
        spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
        String evidence = files.read(options.evidence());
        HandedOut from = HandedOut.read(evidence);
        Optional<String> other = options.options().against().filter(id -> !id.equals(EvaluationOptions.NOBODY));
        List<String> judged = Stream.concat(Stream.of(options.version()), other.stream())
                .distinct()
                .toList();
        Stream.concat(judged.stream(), options.options().loggedBy().stream()).forEach(id -> require(id, from));
        String partial = files.begin(options.out());
        Dataset<Row> decisions =
                decisions(new JobContext(evidence, options.asOf(), Map.of())).persist(StorageLevel.DISK_ONLY());
        Evaluation evaluation = Evaluating.of(
                new FileDecisions(from, decisions),
                options.version(),
                judged.stream().map(EvaluateJob::withoutParameters).toList(),
                options.options(),
                options.asOf());
        decisions.unpersist();
        String text = text(evaluation);
        files.write(partial, EVALUATION, text);
        files.finish(options.out());
        return text;
    }

    private static void require(String version, HandedOut from) {
        if (!from.states().containsKey(version)) {
            throw new NotFound("meta-policy '" + from.familyId() + "' has no version '" + version
                    + "': its versions are " + String.join(", ", from.states().keySet()));
        }
    }

    private static VersionPolicy withoutParameters(String version) {
        return new VersionPolicy(version, null, null, null, RiskTier.SAFE, List.of());
    }

    private Dataset<Row> decisions(JobContext context) {
        int partitions = options.partitions() > 0
                ? options.partitions()
                : Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions"));
        Dataset<Row> lines = read(options.episodes(), new ReadDecisions())
                .union(read(options.outcomes(), new ReadLines(true)))
                .union(read(options.choices(), new ReadChoices()));
        return lines.repartition(partitions, col(Packed.KEY))
                .sortWithinPartitions(Packed.KEY)
                .mapPartitions(new MatchChoices(context), Encoders.row(MatchChoices.SCHEMA))
                .orderBy(
                        col("timestamp_s").asc_nulls_last(),
                        col("timestamp_n"),
                        // As Java compares texts.
                        encode(col(Cells.EPISODE), "UTF-16BE"));
    }

    private Dataset<Row> read(List<String> paths, MapFunction<Row, Row> reading) {
        return paths.isEmpty()
                ? spark.createDataset(List.of(), Encoders.row(Packed.LINES))
                : JobInputs.packed(JobInputs.read(spark, options.format(), paths), ReadPacked.each(reading));
    }

    private String text(Evaluation evaluation) {
        Map<String, Object> row = new TreeMap<>();
        row.put("version", options.version());
        row.put("as_of", options.asOf().toString());
        row.put("estimate", evaluation.estimate());
        row.put("lower", evaluation.lower());
        row.put("upper", evaluation.upper());
        row.put("fixed_lower", evaluation.fixedLower());
        row.put("fixed_upper", evaluation.fixedUpper());
        row.put("n", evaluation.n());
        row.put("effectiveN", evaluation.effectiveN());
        row.put("meanWeight", evaluation.meanWeight());
        row.put("largestWeight", evaluation.largestWeight());
        row.put("coverage", evaluation.coverage());
        row.put("verdict", evaluation.verdict().name());
        row.put("reason", evaluation.reason());
        row.put("estimates", new TreeMap<>(evaluation.estimates()));
        return new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(row);
    }
}
