package org.metapolicy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A build of these sources, or of a part of them, in another folder. */
public final class MavenBuild {
    private MavenBuild() {}

    /** Copies files and folders of this project. */
    public static void copy(List<String> sources, Path to) throws IOException {
        for (String source : sources) {
            copy(RealServer.basedir().resolve(source), to.resolve(source));
        }
    }

    /** Runs Maven there, without tests; fails with what it says where it fails. */
    public static void run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("metapolicy.maven.home"), "bin", "mvn")
                        .toString(),
                "--batch-mode",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "-Denforcer.skip=true"));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("build.log");
        Process build = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(build.waitFor()).as(Files.readString(log)).isZero();
        } finally {
            build.destroy();
        }
    }

    /** In hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Path copied = to.resolve(from.relativize(path).toString());
                Files.createDirectories(copied.getParent());
                if (Files.isRegularFile(path)) {
                    Files.copy(path, copied);
                }
            }
        }
    }
}
