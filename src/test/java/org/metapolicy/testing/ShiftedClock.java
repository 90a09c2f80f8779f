package org.metapolicy.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.metapolicy.demo.Neo4jDistribution;
import org.metapolicy.demo.ServerConfiguration;

/** Servers whose wall clock is off by some days, by libfaketime, a package of this name in Debian. */
public final class ShiftedClock {
    private ShiftedClock() {}

    /**
     * The same server in a JVM that sees another time. Skips the test where libfaketime is not installed.
     *
     * @param days from now, such as -1
     */
    public static ServerConfiguration by(int days, ServerConfiguration configuration) {
        Neo4jDistribution neo4j = configuration.neo4j();
        Path java = neo4j.javaHome().resolve("bin/java");
        Path home = configuration.home().resolveSibling("clock" + days);
        try {
            Path launcher = Files.createDirectories(home.resolve("bin")).resolve("java");
            // What waits by the monotonic clock must not see the shift, nor have its time-outs "mended" by it.
            Files.writeString(launcher, """
                    #!/bin/sh
                    LD_PRELOAD=%s FAKETIME=%+dd FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0 exec %s "$@"
                    """.formatted(library(), days, java));
            Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServerConfiguration(
                configuration.home(),
                configuration.pluginJar(),
                new Neo4jDistribution(home, neo4j.jars(), neo4j.folder()),
                configuration.boltPort(),
                configuration.httpPort(),
                configuration.password(),
                configuration.maxHeap(),
                configuration.settings(),
                configuration.apocSettings());
    }

    private static Path library() throws IOException {
        try (Stream<Path> found =
                Files.find(Path.of("/usr/lib"), 3, (path, attributes) -> path.endsWith("libfaketimeMT.so.1"))) {
            Path library = found.findFirst().orElse(null);
            Assumptions.assumeTrue(library != null, "libfaketime is not installed");
            return library;
        }
    }
}
