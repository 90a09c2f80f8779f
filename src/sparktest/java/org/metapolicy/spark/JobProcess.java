package org.metapolicy.spark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The job as a program of its own, which can be measured and killed. */
final class JobProcess {
    private static final int LAST = 60;

    final Process process;
    private final Path log;

    private JobProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param scratch a folder for what it keeps on disk meanwhile, and for what it says
     * @param machine options of Java
     */
    static JobProcess start(Path scratch, List<String> machine, List<String> arguments) throws IOException {
        Files.createDirectories(scratch);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(one -> one.startsWith("--add-opens") || one.startsWith("-Djdk.reflect"))
                .forEach(command::add);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:-DontCompileHugeMethods",
                "-Dspark.master=local[2]",
                "-Dspark.local.dir=" + scratch,
                "-Djava.io.tmpdir=" + scratch));
        LocalSpark.ON_LOOPBACK.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(machine);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrustJob.class.getName()));
        command.addAll(arguments);
        Path log = scratch.resolve("job.log");
        return new JobProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** The last lines of what it said. */
    String said() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST), lines.size()));
    }
}
