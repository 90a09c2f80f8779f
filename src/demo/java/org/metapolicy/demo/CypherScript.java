package org.metapolicy.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/**
 * A file of Cypher statements, each ended by a semicolon at the end of a line, as cypher-shell and Browser read it.
 *
 * @param statements without comment lines and semicolons, in order
 */
public record CypherScript(List<String> statements) {
    public static CypherScript read(Path file) throws IOException {
        return of(Files.readString(file));
    }

    public static CypherScript of(String text) {
        String code = text.lines()
                .filter(line -> !line.stripLeading().startsWith("//"))
                .collect(Collectors.joining("\n"));
        return new CypherScript(Arrays.stream(code.split(";\\s*(?:\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList());
    }

    /** Runs every statement in the home database, each in a transaction of its own, and gives the rows of the last. */
    public List<Record> run(Driver driver, Map<String, Object> parameters) {
        List<Record> rows = List.of();
        try (Session session = driver.session()) {
            for (String statement : statements) {
                rows = session.run(statement, parameters).list();
            }
        }
        return rows;
    }
}
