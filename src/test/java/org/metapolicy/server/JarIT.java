package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.metapolicy.testing.RealServer;

class JarIT {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void theJarStaysSmall() throws IOException {
        assertThat(Files.size(RealServer.jar())).isLessThan(2 * MEGABYTE);
    }

    @Test
    void theJarBringsNothingThatCouldClashWithAServer() throws IOException {
        try (JarFile jar = new JarFile(RealServer.jar().toFile())) {
            assertThat(jar.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.endsWith(".class"))
                            .filter(name -> !name.startsWith("org/metapolicy/")))
                    .isEmpty();
        }
    }

    @Test
    void theSameSourcesGiveTheSameBytes() throws IOException, InterruptedException {
        Path maven = Path.of(System.getProperty("metapolicy.maven.home"), "bin", "mvn");
        Path again = RealServer.jar().resolveSibling("again");
        Path log = RealServer.jar().resolveSibling("again.log");
        Process build = new ProcessBuilder(List.of(
                        maven.toString(),
                        "--offline",
                        "--batch-mode",
                        "-Dmaven.test.skip=true",
                        "-Doutput.directory=" + again,
                        "package"))
                .directory(RealServer.basedir().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(build.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(build.exitValue()).as(Files.readString(log)).isZero();
        assertThat(sha256(again.resolve(RealServer.jar().getFileName())))
                .as("what was packaged now and before; mvn clean where src/ lost a file that target/ still has")
                .isEqualTo(sha256(RealServer.jar()));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
