package org.metapolicy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.RealServer;

/** The demonstration as a person runs it, in a JVM of its own with a server of its own. */
class DemoIT {
    private final Path home = RealServer.jar().resolveSibling("servers").resolve("demo");

    @Test
    void itTellsItsStoryTwiceAndLeavesNothingRunning()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        deleteHome();
        RealServer.distribution();
        Process first = demo("--exit");
        List<String> story = lines(first);
        assertThat(first.waitFor()).as(String.join("\n", story)).isZero();
        assertThat(story)
                .anyMatch(line -> line.matches(".*focus\\.bandit-1 .*ROLLED_BACK.*"))
                .anyMatch(line -> line.matches(".*focus\\.bandit-1 .*BREACHED.*"))
                .anyMatch(line -> line.matches(".*planning\\.bandit-1 .*LIVE.*default.*"))
                .anyMatch(line -> line.matches("  planning\\.bandit-1 .*SUSPENDED_IN_CONTEXT.*in context 'evening'.*"))
                .anyMatch(line -> line.matches("  CONSERVATIVE +morning +planning\\.baseline 1\\.0 .*"))
                .anyMatch(line -> line.matches("  STANDARD +morning +planning\\.bandit-1 1\\.0 .*"))
                .anyMatch(line -> line.matches("  STANDARD +evening +planning\\.baseline 1\\.0 .*"))
                .anyMatch(line ->
                        line.matches("  EXPLORATORY +morning +planning\\.bandit-1 0\\.9, planning\\.bandit-2 0\\.1 .*"))
                .contains("The refresh proposed reminders.bandit, and it was approved")
                .anyMatch(line -> line.matches("  reminders\\.bandit +LIVE .*default.*"))
                .anyMatch(line -> line.matches("  reminders\\.rules +LIVE .*fallback.*"))
                .anyMatch(line -> line.startsWith("  because "))
                .anyMatch(line -> line.startsWith("Stopped."));

        Process second = demo();
        ProcessHandle server;
        try (BufferedReader output = second.inputReader()) {
            List<String> seen = new ArrayList<>();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                seen.add(line);
                if (line.startsWith("  password ")) {
                    break;
                }
            }
            assertThat(seen)
                    .anyMatch(line ->
                            line.startsWith("The example is there from an earlier run: 6140 episodes with 6100"))
                    .anyMatch(line -> line.startsWith("Serving until Ctrl-C"));
            server = second.descendants().findFirst().orElseThrow();
            // The hardest end: no shutdown hook of the demonstration runs.
            second.destroyForcibly();
        }
        Patience.result(server.onExit());
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    @Tag("slow")
    void twoThatStartAtOnceGetPortsOfTheirOwn() throws IOException, InterruptedException {
        deleteHome();
        RealServer.distribution();
        Process first = demo("--exit");
        Process second = demo("--exit", "--home=" + home.resolveSibling("demo-beside"));
        for (Process process : List.of(first, second)) {
            List<String> story = lines(process);
            assertThat(process.waitFor()).as(String.join("\n", story)).isZero();
            assertThat(story).anyMatch(line -> line.startsWith("Stopped."));
        }
    }

    @Test
    void anUnknownOptionIsNamed() throws IOException, InterruptedException {
        Process process = demo("--exot");
        assertThat(lines(process)).anyMatch(line -> line.contains("unknown option '--exot': known are --exit"));
        assertThat(process.waitFor()).isEqualTo(1);
    }

    private Process demo(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmetapolicy.jar=" + RealServer.jar(),
                "-Dmetapolicy.server.classpath=" + System.getProperty("metapolicy.server.classpath"),
                "-Dmetapolicy.server.java.home=" + System.getProperty("metapolicy.server.java.home"),
                Demo.class.getName(),
                "--home=" + home));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(RealServer.basedir().toFile())
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    private static List<String> lines(Process process) throws IOException {
        try (BufferedReader output = process.inputReader()) {
            return output.lines().toList();
        }
    }

    private void deleteHome() throws IOException {
        if (Files.exists(home)) {
            try (Stream<Path> tree = Files.walk(home)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
