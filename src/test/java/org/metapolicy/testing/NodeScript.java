package org.metapolicy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs scripts and tools by Node.js; the test is skipped where that or a package is missing. */
public final class NodeScript {
    /** Neo4j's driver for JavaScript, as npm knows it. */
    public static final String NEO4J_DRIVER = "neo4j-driver@5.28.2";

    private NodeScript() {}

    /** What drives a real Chromium, and what judges whether a page can be read by all. */
    private static final List<String> BROWSER = List.of("playwright-core@1.65.1", "axe-core@4.14.1");

    /** What a finished script left. */
    public record Result(int exitValue, String output, String errors) {}

    /**
     * Runs a script of {@code src/test/javascript} to its end.
     *
     * @param packages of npm with their versions, installed beside a copy of the script
     */
    public static Result run(String script, List<String> packages, List<String> arguments)
            throws IOException, InterruptedException {
        Path folder = folder(script.replace(".mjs", ""), packages, List.of("src/test/javascript/" + script));
        return node(folder, script, arguments);
    }

    /**
     * Runs a script that looks at pages in a real Chromium; the test is skipped where that is missing.
     *
     * @param script of {@code src/test/javascript}, with {@code pages.mjs} beside it
     */
    public static Result inChromium(String script, List<String> arguments) throws IOException, InterruptedException {
        assumeThat(isThere("chromium"))
                .as("chromium is not installed: %s is not run", script)
                .isTrue();
        Path folder = folder(
                script.replace(".mjs", ""),
                BROWSER,
                List.of("src/test/javascript/" + script, "src/test/javascript/pages.mjs"));
        return node(folder, script, arguments);
    }

    /**
     * Makes a folder to run in; the test is skipped where it cannot be made.
     *
     * @param name what it is called, and what is not run where it cannot be
     * @param packages of npm with their versions, installed in it
     * @param files of the project, copied into it
     */
    public static Path folder(String name, List<String> packages, List<String> files)
            throws IOException, InterruptedException {
        Path folder = RealServer.jar().resolveSibling("javascript").resolve(name);
        Files.createDirectories(folder);
        assumeThat(isThere("node") && isThere("npm"))
                .as("Node.js is not installed: %s is not run", name)
                .isTrue();
        List<String> install = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund"));
        install.addAll(packages);
        Result installed = execute(folder, install);
        assumeThat(installed.exitValue())
                .as("npm cannot install %s, so %s is not run:%n%s", packages, name, installed.errors())
                .isZero();
        for (String file : files) {
            Path from = RealServer.basedir().resolve(file);
            Files.copy(from, folder.resolve(from.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        return folder;
    }

    /** Runs a script to its end that stands in a folder of {@link #folder}, or that one of its packages brought. */
    public static Result node(Path folder, String script, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(arguments);
        return execute(folder, command);
    }

    /** Whether a command is installed: it answers {@code --version}. */
    public static boolean isThere(String command) throws InterruptedException {
        return Commands.succeed(List.of(command, "--version"));
    }

    private static Result execute(Path folder, List<String> command) throws IOException, InterruptedException {
        Path errors = folder.resolve(command.get(0) + ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Patience.LAST_RESORT.toMinutes(), TimeUnit.MINUTES))
                .isTrue();
        return new Result(process.exitValue(), output, Files.readString(errors));
    }
}
