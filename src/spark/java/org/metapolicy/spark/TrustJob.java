package org.metapolicy.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.encode;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.CountedVersion;
import org.metapolicy.evidence.exchange.FamilyCount;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.Manifest;
import org.metapolicy.policy.EvidenceSource;
import org.metapolicy.policy.MetapolicyException;
import org.metapolicy.policy.MetapolicyException.Conflict;

/**
 * Counts a family's evidence from files: what a refresh would count had they been in the graph, in its order and by its classes. It
 * reads what the graph handed out, and makes one folder: {@code states.json} and {@code manifest.json} for
 * {@code metapolicy.importEvidence}, and {@code kept}, what the next run needs of this one's rows.
 *
 * <p>Rows are split by episode, to put outcomes to their episodes, and then by version: of one version all is counted in one pass, in
 * memory that does not grow with it. What counted is then put in the order of the family, for one more pass over a few columns of it, which
 * counts how its versions compare.
 */
public final class TrustJob {
    private static final String STATES = "states.json";
    private static final String MANIFEST = "manifest.json";

    private final SparkSession spark;
    private final JobOptions options;
    private final JobFiles files;
    private final int partitions;

    TrustJob(SparkSession spark, JobOptions options) {
        this.spark = spark;
        this.options = options;
        this.files = new JobFiles(spark.sparkContext().hadoopConfiguration());
        this.partitions = options.partitions() > 0
                ? options.partitions()
                : Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions"));
    }

    /** Runs once; the arguments are those of {@link JobOptions}. */
    public static void main(String... arguments) throws IOException {
        JobOptions options;
        try {
            options = JobOptions.of(arguments);
        } catch (MetapolicyException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        try (SparkSession spark =
                SparkSession.builder().appName("metapolicy trust").getOrCreate()) {
            Manifest manifest = new TrustJob(spark, options).run();
            System.out.println("counted " + manifest.statuses() + " statuses and " + manifest.outcomes()
                    + " outcomes of meta-policy '" + manifest.familyId() + "', left out " + manifest.invalid()
                    + "; states and manifest are in " + options.out());
        }
    }

    /**
     * Runs.
     *
     * @throws MetapolicyException if the family counts in the graph, or what the run before left is not what was imported last
     */
    Manifest run() throws IOException {
        // Instants are read as such, whatever the session's time zone.
        spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
        String evidence = files.read(options.evidence());
        HandedOut from = HandedOut.read(evidence);
        EvidenceSource.EXTERNAL.require(from.familyId(), from.settings());
        requireContinued(from);
        String partial = files.begin(options.out());
        JobInputs inputs = new JobInputs(spark, options);
        JobContext context = new JobContext(evidence, options.asOf(), inputs.potencies());
        Dataset<Row> counted = counted(inputs.lines(), context).persist(StorageLevel.DISK_ONLY());
        CountedElsewhere result = result(from, counted);
        counted.filter(col(Cells.KIND).equalTo(Cells.Kind.KEPT.ordinal()))
                .write()
                .parquet(partial + "/kept");
        counted.unpersist();
        Manifest manifest = Manifest.of(from, result, options.asOf(), inputs.files());
        files.write(partial, STATES, result.text());
        files.write(partial, MANIFEST, manifest.text());
        files.finish(options.out());
        return manifest;
    }

    private void requireContinued(HandedOut from) throws IOException {
        String before =
                options.before() == null ? "" : Manifest.digestOf(files.read(options.before() + "/" + MANIFEST));
        if (!before.equals(from.manifest())) {
            throw new Conflict(
                    from.manifest().isEmpty()
                            ? "--before is given, and nothing was imported yet: import that run first, and export again"
                            : "--before must be the folder of the run that was imported last, whose manifest has the SHA-256 "
                                    + from.manifest() + ": it holds the episodes that wait");
        }
    }

    private Dataset<Row> counted(Dataset<Row> lines, JobContext context) {
        Dataset<Row> matched = lines.repartition(partitions, col(Packed.KEY))
                .sortWithinPartitions(Packed.KEY)
                .mapPartitions(new MatchOutcomes(context), Encoders.row(MatchOutcomes.SCHEMA));
        Dataset<Row> placed = matched.repartition(partitions, col(Cells.VERSION))
                .sortWithinPartitions(
                        col(Cells.AT_SECONDS),
                        col(Cells.AT_NANOS),
                        // As Java compares texts.
                        encode(col(Cells.EPISODE), "UTF-16BE"))
                .mapPartitions(new PlacePieces(context), Encoders.row(PlacePieces.SCHEMA));
        // Each version is in one part already.
        Dataset<Row> byVersion = placed.sortWithinPartitions(place())
                .mapPartitions(new CountPieces(context), Encoders.row(CountPieces.SCHEMA));
        return byVersion
                .repartition(partitions, col(CountPieces.PART))
                .sortWithinPartitions(place())
                .mapPartitions(new CountFamily(context), Encoders.row(Cells.SCHEMA));
    }

    private static Column[] place() {
        return Places.PLACE.stream().map(name -> col(name)).toArray(Column[]::new);
    }

    private static CountedElsewhere result(HandedOut from, Dataset<Row> counted) {
        List<CountedVersion> versions = results(counted, Cells.Kind.RESULT).stream()
                .flatMap(one -> one.versions().stream())
                .toList();
        return results(counted, Cells.Kind.FAMILY_RESULT).stream()
                .findFirst()
                .orElseGet(() -> new FamilyCount(from).result())
                .with(versions);
    }

    private static List<CountedElsewhere> results(Dataset<Row> counted, Cells.Kind kind) {
        return counted.filter(col(Cells.KIND).equalTo(kind.ordinal())).select(col("result")).collectAsList().stream()
                .map(row -> CountedElsewhere.read(row.getString(0)))
                .toList();
    }
}
