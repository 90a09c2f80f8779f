package org.metapolicy.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/** A report's query, kept as a file that people can read and run too. */
public final class ReportQuery {
    private static final String FOLDER = "/metapolicy/cypher/";

    private final String text;

    private ReportQuery(String text) {
        this.text = text;
    }

    /** The query of {@code cypher/<name>.cypher}. */
    public static ReportQuery named(String name) {
        try (InputStream file = ReportQuery.class.getResourceAsStream(FOLDER + name + ".cypher")) {
            if (file == null) {
                throw new IllegalStateException("the plugin lacks " + FOLDER + name + ".cypher");
            }
            return new ReportQuery("CYPHER 5 " + new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its rows, each read from its columns. */
    public <T> List<T> run(Transaction tx, Map<String, Object> parameters, Function<Map<String, Object>, T> reading) {
        try (Result result = tx.execute(text, parameters)) {
            List<T> rows = new ArrayList<>();
            result.forEachRemaining(row -> rows.add(reading.apply(row)));
            return rows;
        }
    }
}
