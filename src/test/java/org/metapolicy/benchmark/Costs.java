package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * All that the product's calls cost, in one run of one JVM, as one table: each beside what it is to be compared with, taking
 * turns, with the ratio and what it is to be.
 */
public final class Costs {
    private Costs() {}

    /** @param args {@code quick} for fewer rounds and a tenth of the evidence; names of parts for these alone */
    public static void main(String... args) throws IOException {
        Path migrations = Path.of("migrations");
        List<String> wanted =
                List.of(args).stream().filter(arg -> !arg.equals("quick")).toList();
        boolean quick = List.of(args).contains("quick");
        CostTable table = new CostTable(System.out);
        if (wanted.isEmpty() || wanted.contains("select")) {
            table.part("in the database, one thread, by the processor's time");
            try (SelectBenchmark select = new SelectBenchmark(migrations, quick ? 8 : 100)) {
                select.run(table);
            }
        }
        if (wanted.isEmpty() || wanted.contains("bolt")) {
            try (BoltBenchmark bolt = new BoltBenchmark(migrations, quick ? 2_000 : 10_000, quick ? 2 : 5)) {
                bolt.run(table);
            }
        }
        if (wanted.isEmpty() || wanted.contains("beside")) {
            try (StepBesideRefreshBenchmark beside =
                    new StepBesideRefreshBenchmark(migrations, quick ? 10_000 : 20_000, quick ? 3 : 7)) {
                beside.run(table);
            }
        }
        PagesBenchmark pages = new PagesBenchmark(quick ? 500 : 2_000, table);
        if (wanted.isEmpty() || wanted.contains("trail")) {
            pages.trail(migrations);
        }
        if (wanted.isEmpty() || wanted.contains("episodes")) {
            pages.episodes(migrations);
        }
        if (wanted.isEmpty() || wanted.contains("refresh")) {
            table.part("refresh, 4 versions, 8 contexts");
            RefreshBenchmark.history(migrations, quick ? 100_000 : 1_000_000, table);
        }
        table.end();
    }
}
