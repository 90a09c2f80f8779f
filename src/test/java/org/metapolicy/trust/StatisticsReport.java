package org.metapolicy.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Simulated figures as a table under target/statistics, from where docs/statistics.md has them. */
public final class StatisticsReport {
    private final String file;
    private final List<String> lines = new ArrayList<>();

    public StatisticsReport(String file) {
        this.file = file;
    }

    public void line(String line) {
        lines.add(line);
    }

    public void write() {
        Path target = Path.of("target", "statistics", file);
        try {
            Files.createDirectories(target.getParent());
            Files.write(target, lines);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
