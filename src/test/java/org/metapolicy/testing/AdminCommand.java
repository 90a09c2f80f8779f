package org.metapolicy.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Commands of {@code neo4j-admin}, from the jars of the server that the build starts. */
public final class AdminCommand {
    private AdminCommand() {}

    /**
     * Runs a command on a server that does not run.
     *
     * @param home the server's folder
     * @throws IOException if the command fails; the message ends with what it printed
     */
    public static void run(Path home, String... command) throws IOException, InterruptedException {
        Path output = home.resolve("admin.log");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("metapolicy.server.java.home"), "bin", "java")
                .toString());
        line.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "org.neo4j.cli.AdminTool"));
        Stream.of(command).forEach(line::add);
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .put(
                        "CLASSPATH",
                        Files.readString(Path.of(System.getProperty("metapolicy.server.classpath")))
                                .trim());
        builder.environment().put("NEO4J_HOME", home.toString());
        builder.environment().put("NEO4J_CONF", home.resolve("conf").toString());
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException("neo4j-admin " + String.join(" ", command) + " ended with " + code + ":\n"
                    + Files.readString(output, StandardCharsets.UTF_8));
        }
    }
}
