package org.metapolicy.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Runs the evaluation of docs/protocol.md and writes docs/evaluation.md; the argument is the scale, full unless given. */
public final class EvaluationSuite {
    private EvaluationSuite() {}

    public static void main(String[] args) throws IOException {
        Path root = Path.of(System.getProperty("metapolicy.basedir", "")).toAbsolutePath();
        Scale scale = args.length == 0 ? Scale.FULL : Scale.named(args[0]);
        Files.writeString(
                root.resolve("docs/evaluation.md"),
                EvaluationPage.of(scale, root, part -> System.out.println(Instant.now() + " " + part)));
    }
}
