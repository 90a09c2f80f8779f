package org.metapolicy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures that a script of {@code src/test/python} works out by itself, with Python's standard library alone. */
public final class PythonFigures {
    private PythonFigures() {}

    /**
     * Runs a script on a log. A test is skipped where there is no Python.
     *
     * @return by the first word of each line, what it says by key; what is missing is left out
     */
    public static Map<String, Map<String, Double>> of(String script, Path log)
            throws IOException, InterruptedException {
        Path file = RealServer.basedir().resolve("src/test/python").resolve(script);
        Process process;
        try {
            process = new ProcessBuilder("python3", file.toString(), log.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException missing) {
            assumeThat(missing)
                    .as("python3 is not installed: its figures are not compared")
                    .isNull();
            throw missing;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output.lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.split("="))
                        .filter(pair -> !pair[1].equals("missing"))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> Double.valueOf(pair[1])))));
    }
}
