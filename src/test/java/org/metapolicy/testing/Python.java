package org.metapolicy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs Python with the client of {@code src/python} at hand; the test is skipped where that or a package is missing. */
public final class Python {
    /** The one of the PATH first; a system's own Python may have packages that it has not. */
    private static final List<String> INTERPRETERS = List.of("python3", "/usr/bin/python3");

    private Python() {}

    /** What a finished script left. */
    public record Result(int exitValue, String output, String errors) {}

    /**
     * Runs Python to its end.
     *
     * @param packages that it must be able to import
     * @param environment variables beside those of this JVM
     * @param arguments of the interpreter
     */
    public static Result run(List<String> packages, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        Optional<String> interpreter = interpreterWith(packages);
        assumeThat(interpreter)
                .as("no Python with %s is installed: %s is not run", packages, arguments)
                .isPresent();
        Path folder = RealServer.jar().resolveSibling("python");
        Files.createDirectories(folder);
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        List<String> command = new ArrayList<>(List.of(interpreter.orElseThrow()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PYTHONPATH",
                        RealServer.basedir().resolve("src/python").toString(),
                        "PYTHONDONTWRITEBYTECODE",
                        "1"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Patience.LAST_RESORT.toMinutes(), TimeUnit.MINUTES))
                .isTrue();
        return new Result(process.exitValue(), output, Files.readString(errors));
    }

    private static Optional<String> interpreterWith(List<String> packages) throws InterruptedException {
        String imports = packages.isEmpty() ? "pass" : "import " + String.join(", ", packages);
        for (String interpreter : INTERPRETERS) {
            if (Commands.succeed(List.of(interpreter, "-c", imports))) {
                return Optional.of(interpreter);
            }
        }
        return Optional.empty();
    }
}
