package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.neo4j.graphdb.GraphDatabaseService;

/** The product's schema, as its migrations make it. */
final class Migrations {
    private Migrations() {}

    /**
     * Runs the files that make constraints and indexes.
     *
     * @param folder where they are
     */
    static void run(Path folder, GraphDatabaseService database) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".cypher")
                            && !file.toString().contains("Enterprise"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String text = Files.readString(file);
            if (text.contains("CREATE CONSTRAINT") || text.contains(" INDEX ")) {
                for (String statement : text.split(";\\s*\n")) {
                    database.executeTransactionally(statement);
                }
            }
        }
        database.executeTransactionally("CALL db.awaitIndexes()");
    }
}
