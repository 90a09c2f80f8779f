package org.metapolicy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The verifiers of docs/verifiers, run as a reader of the documents runs them; skipped where their language is missing. */
public enum Verifier {
    PYTHON("python3", "verify_trail.py"),
    JAVASCRIPT("node", "verify_trail.mjs");

    /** Changes each byte of a part of a file by one bit, and prints where the file still holds. */
    private static final String PYTHON_FLIPS = """
            import sys, pathlib
            sys.path.insert(0, sys.argv[1])
            import verify_trail
            whole = bytearray(pathlib.Path(sys.argv[2]).read_bytes())
            verify_trail.verify(whole.decode())
            for at in range(int(sys.argv[3]), int(sys.argv[4])):
                whole[at] ^= 1
                try:
                    verify_trail.verify(whole.decode())
                    print(at)
                except Exception:
                    pass
                whole[at] ^= 1
            """;

    private static final String JAVASCRIPT_FLIPS = """
            import { readFileSync } from "node:fs";
            const [folder, file, from, to] = process.argv.slice(1);
            const { verifyFile } = await import(folder + "/verify_trail.mjs");
            const whole = readFileSync(file);
            verifyFile(whole);
            for (let at = Number(from); at < Number(to); at++) {
              whole[at] ^= 1;
              try {
                verifyFile(whole);
                console.log(at);
              } catch {
                // as it should be
              }
              whole[at] ^= 1;
            }
            """;

    private static final Path FOLDER = RealServer.basedir().resolve("docs/verifiers");

    private final String command;
    private final String script;

    Verifier(String command, String script) {
        this.command = command;
        this.script = script;
    }

    /** What it says of a text, kept in a file of this ending; begins with "holds" or "does not hold". */
    public String says(String text, String ending, String... head) {
        List<String> line =
                new ArrayList<>(List.of(command, FOLDER.resolve(script).toString(), file(text, ending)));
        line.addAll(List.of(head));
        return run(line);
    }

    /** Where between two places one changed bit leaves a text that it still says to hold. */
    public String unseen(String text, int from, int to) {
        List<String> place = List.of(FOLDER.toString(), file(text, ".json"), String.valueOf(from), String.valueOf(to));
        List<String> line = new ArrayList<>(
                this == PYTHON
                        ? List.of(command, "-c", PYTHON_FLIPS)
                        : List.of(command, "--input-type=module", "-e", JAVASCRIPT_FLIPS));
        line.addAll(place);
        return run(line);
    }

    private String file(String text, String ending) {
        try {
            Path file = Files.createTempFile("metapolicy", ending);
            file.toFile().deleteOnExit();
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(List<String> line) {
        try {
            assumeThat(NodeScript.isThere(command))
                    .as("%s is not installed", command)
                    .isTrue();
            ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(process.waitFor(Patience.LAST_RESORT.toMinutes(), TimeUnit.MINUTES))
                    .isTrue();
            assertThat(process.exitValue()).as(output).isEqualTo(output.startsWith("does not hold") ? 1 : 0);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
