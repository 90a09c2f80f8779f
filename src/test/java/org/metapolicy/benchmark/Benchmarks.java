package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs {@link SelectBenchmark}, which takes JMH's own options, and {@link BoltBenchmark}, and prints their times with the
 * ratios that matter.
 */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
        insideTheDatabase(args);
        try (BoltBenchmark overBolt = new BoltBenchmark(Path.of("migrations"))) {
            overBolt.run();
        }
    }

    private static void insideTheDatabase(String[] args) throws CommandLineOptionException, RunnerException {
        Map<String, Double> times = new TreeMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(SelectBenchmark.class.getName())
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .parent(new CommandLineOptions(args))
                        .build())
                .run()) {
            times.put(
                    result.getPrimaryResult().getLabel() + " "
                            + result.getParams().getParam("retired"),
                    result.getPrimaryResult().getScore());
        }
        double few = times.get("bySelect 0");
        double many = times.get("bySelect 10000");
        double plainFew = times.get("inPlainCypher 0");
        double plainMany = times.get("inPlainCypher 10000");
        System.out.printf(
                Locale.ROOT, "%n%-28s %14s %14s %8s%n", "10 live versions and", "0 retired", "10,000", "ratio");
        row("select, µs", few, many);
        row("plain Cypher, µs", plainFew, plainMany);
        System.out.printf(
                Locale.ROOT, "%-28s %14.2f %14.2f%n", "plain Cypher : select", plainFew / few, plainMany / many);
    }

    private static void row(String what, double few, double many) {
        System.out.printf(Locale.ROOT, "%-28s %14.1f %14.1f %8.2f%n", what, few, many, many / few);
    }
}
