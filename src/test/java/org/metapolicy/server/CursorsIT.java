package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metapolicy.graph.read.ReaderOfDatabase;
import org.metapolicy.testing.RealServer;

/** Under the Neo4j that the build starts, decisions are read by its cursors: a version where they were others would be slower. */
class CursorsIT {
    @Test
    void theCursorsAreThoseThatThePluginWasBuiltFor(@TempDir Path folder) throws Exception {
        Path classes = Path.of(ReaderOfDatabase.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String neo4j = Files.readString(Path.of(System.getProperty("metapolicy.server.classpath")))
                .trim();
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("metapolicy.server.java.home"), "bin", "java")
                                .toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        ReaderOfDatabase.class.getName(),
                        folder.resolve("database").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .put(
                        "CLASSPATH",
                        String.join(
                                File.pathSeparator,
                                List.of(classes.toString(), RealServer.jar().toString(), neo4j)));
        assertThat(builder.start().waitFor()).as(Files.readString(output)).isZero();
        assertThat(Files.readAllLines(output))
                .contains("CursorReader true read null true LEADS_TOtrue false true 7 BOTH 4 true");
    }
}
