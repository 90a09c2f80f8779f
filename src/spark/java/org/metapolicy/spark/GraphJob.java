package org.metapolicy.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.metapolicy.policy.MetapolicyException;

/**
 * Copies the episodes, outcomes and segments of a graph into files that {@link TrustJob} counts, through the Neo4j Connector for
 * Apache Spark. So that what was counted is known by its digest, whatever the graph says afterwards.
 *
 * <p>Nodes are read by ranges of their ids, each range in one query: ranges stay what they are while others write, where parts by
 * {@code SKIP} and {@code LIMIT}, as the connector makes them by itself, would show a row twice or never. What hangs on a node by
 * relationships is told beside it.
 */
public final class GraphJob {
    static final String USAGE =
            "usage: GraphJob --url URL --out FOLDER [--user NAME] [--database NAME] [--rows N]; the password is"
                    + " in NEO4J_PASSWORD";
    private static final Set<String> ONE = Set.of("url", "out", "user", "database", "rows");
    private static final int ROWS = 100_000;

    private final SparkSession spark;
    private final Arguments given;
    private final String password;

    /** @param password of the user; null where the server asks for none */
    GraphJob(SparkSession spark, Arguments given, String password) {
        this.spark = spark;
        this.given = given;
        this.password = password;
    }

    static Arguments arguments(String... arguments) {
        return Arguments.read(Set.of(), ONE, USAGE, arguments);
    }

    /** Runs once: see {@link #USAGE}. */
    public static void main(String... arguments) throws IOException {
        try (SparkSession spark =
                SparkSession.builder().appName("metapolicy graph").getOrCreate()) {
            System.out.println(new GraphJob(spark, arguments(arguments), System.getenv("NEO4J_PASSWORD")).run());
        } catch (MetapolicyException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    /** Runs; gives the folder that it made. */
    String run() throws IOException {
        JobFiles files = new JobFiles(spark.sparkContext().hadoopConfiguration());
        String out = given.required("out");
        given.required("url");
        String partial = files.begin(out);
        for (GraphQuery query : GraphQuery.values()) {
            query.asInFiles(read(query)).write().parquet(partial + "/" + query.folder());
        }
        files.finish(out);
        return out;
    }

    private Dataset<Row> read(GraphQuery query) {
        List<String> ends = ends(query);
        Dataset<Row> all = null;
        for (int i = 0; i <= ends.size(); i++) {
            String after = i == 0 ? "" : ends.get(i - 1);
            String upTo = i == ends.size() ? null : ends.get(i);
            Dataset<Row> range = reader().schema(query.schema())
                    .option("query", query.range(after, upTo))
                    .load();
            all = all == null ? range : all.union(range);
        }
        return all;
    }

    /** The last id of each range but the last. */
    private List<String> ends(GraphQuery query) {
        int rows = given.number("rows") == 0 ? ROWS : given.number("rows");
        List<String> ends = new ArrayList<>();
        for (String end = end(query, "", rows); end != null; end = end(query, end, rows)) {
            ends.add(end);
        }
        return ends;
    }

    private String end(GraphQuery query, String after, int rows) {
        List<Row> found = reader().schema("id STRING")
                .option("query", query.end(after, rows))
                .load()
                .collectAsList();
        return found.isEmpty() ? null : found.get(0).getString(0);
    }

    private DataFrameReader reader() {
        DataFrameReader reader = spark.read()
                .format("org.neo4j.spark.DataSource")
                .option("url", given.required("url"))
                .option("partitions", "1");
        if (given.one("database", null) != null) {
            reader.option("database", given.one("database", null));
        }
        return password == null
                ? reader.option("authentication.type", "none")
                : reader.option("authentication.type", "basic")
                        .option("authentication.basic.username", given.one("user", "neo4j"))
                        .option("authentication.basic.password", password);
    }
}
