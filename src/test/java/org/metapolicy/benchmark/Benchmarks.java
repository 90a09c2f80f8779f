package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs {@link SelectBenchmark} and {@link BoltBenchmark}, and prints what each costs with the ratios that matter. */
public final class Benchmarks {
    private Benchmarks() {}

    /** With the argument {@code quick} a form of fewer rounds; with {@code database} what happens inside it alone. */
    public static void main(String[] args) throws IOException {
        Path migrations = Path.of("migrations");
        Report report = new PrintedReport();
        try (SelectBenchmark select =
                new SelectBenchmark(migrations, List.of(args).contains("quick") ? 8 : 100)) {
            select.run(report);
        }
        if (List.of(args).contains("database")) {
            return;
        }
        try (BoltBenchmark overBolt = new BoltBenchmark(migrations, 10_000, 5)) {
            overBolt.run(report);
        }
    }
}
