package org.metapolicy.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A log as comma-separated values without quotes. */
record LogFile(List<String> columns, List<List<String>> rows) {
    static LogFile read(Path file) throws IOException {
        List<List<String>> lines = Files.readAllLines(file).stream()
                .map(line -> Arrays.asList(line.split(",", -1)))
                .toList();
        return new LogFile(lines.get(0), lines.subList(1, lines.size()));
    }

    String value(List<String> row, String column) {
        return row.get(columns.indexOf(column));
    }

    LogFile of(List<List<String>> others) {
        return new LogFile(columns, others);
    }

    /** Some of the rows, as a log of their own. */
    LogFile part(int from, int to) {
        return of(rows.subList(from, Math.min(to, rows.size())));
    }

    Path write(Path file) throws IOException {
        return Files.write(
                file,
                Stream.concat(Stream.of(columns), rows.stream())
                        .map(row -> row.stream().collect(Collectors.joining(",")))
                        .toList());
    }
}
