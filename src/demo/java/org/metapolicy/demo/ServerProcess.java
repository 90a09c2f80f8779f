package org.metapolicy.demo;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The JVM of a server, which ends when its standard input does (see {@link ServerMain}). */
final class ServerProcess {
    /** The last resort: a server that starts says something long before this is over, and one that stops is gone. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private static final String FAILED = "Failed to start Neo4j";

    private final Process process;
    private final Path log;
    private final Path console;
    private final long logSeen;
    private final Consumer<String> progress;

    private ServerProcess(Process process, Path log, Path console, long logSeen, Consumer<String> progress) {
        this.process = process;
        this.log = log;
        this.console = console;
        this.logSeen = logSeen;
        this.progress = progress;
    }

    /**
     * Launches a server and does not wait for it.
     *
     * @param home with its conf/ and logs/
     * @param options of the JVM, before those that every server has
     * @param plugins class path entries behind the server's own
     */
    static ServerProcess launch(
            Neo4jDistribution neo4j, Path home, List<String> options, List<String> plugins, Consumer<String> progress)
            throws IOException {
        Path log = home.resolve("logs/neo4j.log");
        Path console = home.resolve("logs/console.log");
        long seen = Files.exists(log) ? Files.size(log) : 0;
        List<String> classpath =
                new ArrayList<>(neo4j.classpath().stream().map(Path::toString).toList());
        classpath.addAll(plugins);
        List<String> command = new ArrayList<>();
        command.add(neo4j.java().toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                // A server that lives for minutes does not earn what the second compiler costs it.
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                ServerMain.class.getName(),
                neo4j.entryPoint(),
                "--home-dir=" + home,
                "--config-dir=" + home.resolve("conf")));
        ProcessBuilder builder = new ProcessBuilder(command);
        // A class path of two hundred jars is longer than some systems' command lines.
        builder.environment().put("CLASSPATH", String.join(File.pathSeparator, classpath));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
        return new ServerProcess(builder.start(), log, console, seen, progress);
    }

    /** Returns when Neo4j says that it has started; waits for as long as it goes on saying anything. */
    void awaitStarted() throws IOException {
        long started = System.nanoTime();
        long nextWord = 5;
        long said = 0;
        long saidAt = started;
        String text = tail(log, logSeen);
        while (!text.contains("Started.")) {
            long now = System.nanoTime();
            if (text.length() > said) {
                said = text.length();
                saidAt = now;
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(now - started);
            // A server that could not take its port says so long before its process ends.
            if (text.contains(FAILED) || exited(Duration.ofMillis(50)) || now - saidAt > SILENCE.toNanos()) {
                throw new IOException("Neo4j did not start within " + seconds + " s:\n" + lastLines(tail(log, logSeen))
                        + lastLines(tail(console, 0)));
            }
            if (seconds >= nextWord) {
                progress.accept("  still starting after " + seconds + " s ...");
                nextWord += 5;
            }
            text = tail(log, logSeen);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it in order: closing its input asks for that. */
    void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            progress.accept("The server's input could not be closed: " + e);
            process.destroy();
        }
        if (!exited(SILENCE)) {
            progress.accept("The server does not stop by itself; it is killed.");
            kill();
        }
    }

    /** Ends it at once. */
    void kill() {
        process.destroyForcibly();
        exited(SILENCE);
    }

    private boolean exited(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private static String tail(Path file, long from) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            // A shorter file is a new one: the log was rotated.
            content.seek(content.length() < from ? 0 : from);
            byte[] bytes = new byte[(int) (content.length() - content.getFilePointer())];
            content.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size())) + "\n";
    }
}
