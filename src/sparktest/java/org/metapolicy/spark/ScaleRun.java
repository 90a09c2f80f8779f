package org.metapolicy.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.Manifest;
import org.metapolicy.policy.Settings;

/**
 * Generates so many episodes with an outcome each as Parquet, counts them by the job in a process of its own with 2 GB of heap, and
 * prints how long that took, how much of it the processors worked, for the program and for the system together, which others on the
 * machine change less, how much of its heap was in use at the peak, by Java's log, and how much memory the process had, by Linux' own
 * account. Arguments: a folder for the files, and numbers of episodes.
 */
final class ScaleRun {
    private static final String HEAP = "-Xmx2g";
    private static final String FAMILY = "scale";
    private static final String GC = "gc.log";

    private final Path folder;

    private ScaleRun(Path folder) {
        this.folder = folder;
    }

    /** What Linux says of a process: seconds of its threads on a processor, and the most memory that it had, in MB. */
    private record Used(double processor, long peak) {}

    /** The heap in use when a collection begins, in Java's own log. */
    private static final Pattern HEAP_BEFORE = Pattern.compile("(\\d+)M->");

    /** What came of a run; files in MB. */
    private record Measured(long episodes, long rows, double seconds, Used used, long heap, long files) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %,d | %,d | %.0f | %,.0f | %.0f | %,.0f | %,d | %,d | %,d |",
                    episodes,
                    rows,
                    seconds,
                    rows / seconds,
                    used.processor,
                    rows / used.processor,
                    heap,
                    used.peak,
                    files);
        }
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("give a folder for the files, and a number of episodes or several");
        }
        ScaleRun run = new ScaleRun(Path.of(arguments[0]));
        List<Measured> measured = new ArrayList<>();
        for (String episodes : List.of(arguments).subList(1, arguments.length)) {
            measured.add(run.run(Long.parseLong(episodes)));
        }
        System.out.println(
                "\n| episodes | rows | seconds | rows a second | processor seconds | rows a processor second"
                        + " | peak of the heap, MB | peak of memory, MB | Parquet, MB |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        measured.forEach(one -> System.out.println(one.line()));
        for (Measured one : measured.subList(1, measured.size())) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d episodes cost %.2f times the seconds and %.2f times the processor's that %,d cost%n",
                    one.episodes,
                    one.seconds / measured.get(0).seconds,
                    one.used.processor / measured.get(0).used.processor,
                    measured.get(0).episodes);
        }
    }

    private Measured run(long episodes) throws IOException, InterruptedException {
        Path files = folder.resolve("scale-" + episodes);
        delete(files);
        Files.createDirectories(files);
        try {
            generate(episodes, files);
            Path evidence = files.resolve("evidence.json");
            Files.writeString(evidence, evidence().text());
            long bytes = size(files);
            Path out = files.resolve("run");
            long begun = System.nanoTime();
            Used used = job(
                    files,
                    "--evidence",
                    evidence.toString(),
                    "--as-of",
                    "2026-06-01T00:00:00Z",
                    "--episodes",
                    files.resolve("episodes").toString(),
                    "--outcomes",
                    files.resolve("outcomes").toString(),
                    "--out",
                    out.toString());
            double seconds = (System.nanoTime() - begun) / 1e9;
            Manifest manifest = Manifest.read(Files.readString(out.resolve("manifest.json")));
            if (manifest.statuses() != episodes || manifest.rows() != 2 * episodes) {
                throw new IllegalStateException("counted " + manifest.statuses() + " statuses of " + manifest.rows()
                        + " rows: every one of " + episodes + " episodes was due");
            }
            Measured measured = new Measured(episodes, manifest.rows(), seconds, used, heap(files), bytes >> 20);
            System.out.println(measured.line());
            return measured;
        } finally {
            delete(files);
        }
    }

    /** A family of two versions that nothing was counted of, with the windows that such a history asks for. */
    private static HandedOut evidence() throws IOException {
        HandedOut some = HandedOut.read(
                Files.readString(Path.of(System.getProperty("metapolicy.exchange"), "0", "evidence.json")));
        Map<String, Object> settings = new TreeMap<>(some.settings().asMap());
        settings.put("window_size", 10_000L);
        return new HandedOut(FAMILY, Settings.among(settings), 0, List.of(), "", "", some.states());
    }

    /** Decisions of two versions over 100 days in four contexts; outcomes come within 20 minutes. */
    private static void generate(long episodes, Path files) {
        SparkSession.Builder builder = SparkSession.builder();
        LocalSpark.ON_LOOPBACK.forEach(builder::config);
        try (SparkSession spark = builder.master("local[2]").getOrCreate()) {
            spark.sparkContext().setLogLevel("ERROR");
            String at = "CAST((1767571200000 + id * 8640000 DIV " + Math.max(1, episodes / 1000) + ") AS LONG)";
            String noise = "(pmod(xxhash64(id, 1), 1000000) / 1000000.0)";
            spark.range(0, episodes, 1, 8)
                    .selectExpr(
                            "concat('e', id) AS id",
                            "IF(pmod(xxhash64(id), 2) = 0, 'x.a', 'x.b') AS policy_version_id",
                            at + " AS timestamp",
                            "concat('k', pmod(xxhash64(id, 2), 4)) AS context_cluster",
                            "pmod(xxhash64(id, 3), 20) = 0 AS human_override",
                            "concat('p', pmod(xxhash64(id, 4), 1000)) AS participant_id")
                    .write()
                    .parquet(files.resolve("episodes").toString());
            spark.range(0, episodes, 1, 8)
                    .selectExpr(
                            "concat('e', id, ':o') AS id",
                            "concat('e', id) AS episode_id",
                            at + " + pmod(xxhash64(id, 5), 1200000) AS recorded_at",
                            "0.1 + 0.8 * (" + noise + " - 0.5) AS reward",
                            "0.2 * (" + noise + " - 0.4) AS delta_accuracy",
                            "pmod(xxhash64(id, 6), 200) = 0 AS safety_flag")
                    .write()
                    .parquet(files.resolve("outcomes").toString());
        }
    }

    /** Runs the job as a program of its own. */
    private static Used job(Path files, String... arguments) throws IOException, InterruptedException {
        JobProcess job = JobProcess.start(
                files.resolve("scratch"),
                List.of(HEAP, "-Xlog:gc:file=" + files.resolve(GC), "-Dspark.sql.shuffle.partitions=16"),
                List.of(arguments));
        Process process = job.process;
        Used used = new Used(0, 0);
        while (process.isAlive()) {
            used = used(process, used);
            // The peak is the kernel's own; it is read while the process lives, as it goes with it.
            Thread.sleep(200);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("the job ended with " + process.exitValue() + ": " + job.said());
        }
        return used;
    }

    /** What a process used up to now; what was known of it where it is gone. */
    private static Used used(Process process, Used known) {
        long peak = 0;
        try (Stream<String> lines = Files.lines(Path.of("/proc", "" + process.pid(), "status"))) {
            peak = lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException gone) {
            return known;
        }
        Optional<Duration> processor = process.info().totalCpuDuration();
        return new Used(
                processor.map(time -> time.toMillis() / 1000.0).orElse(known.processor),
                Math.max(peak >> 10, known.peak));
    }

    private static long heap(Path files) throws IOException {
        return HEAP_BEFORE
                .matcher(Files.readString(files.resolve(GC)))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .orElse(0);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
