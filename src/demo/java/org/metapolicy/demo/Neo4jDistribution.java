package org.metapolicy.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Neo4j Community as the build resolved it.
 *
 * @param javaHome the JDK that runs it
 * @param jars Neo4j Community, Browser and, where the build has one for it, APOC
 */
public record Neo4jDistribution(Path javaHome, List<Path> jars) {
    /**
     * Reads the jars that the build wrote down in one class path line.
     *
     * @throws IOException if the file is missing: the build did not run
     */
    public static Neo4jDistribution read(Path classpathFile, Path javaHome) throws IOException {
        return new Neo4jDistribution(
                javaHome,
                Stream.of(Files.readString(classpathFile).trim().split(File.pathSeparator))
                        .map(Path::of)
                        .toList());
    }

    /** Neo4j 5.26 speaks Cypher 5 alone, later ones 5 and 25. */
    public boolean speaksCypher25() {
        return !isFive();
    }

    /** The class to start: its name changed after Neo4j 5. */
    String entryPoint() {
        return isFive() ? "org.neo4j.server.CommunityEntryPoint" : "org.neo4j.server.Neo4jCommunity";
    }

    Path java() {
        return javaHome.resolve("bin").resolve("java");
    }

    Stream<Path> serverJars() {
        return jars.stream().filter(jar -> !isApoc(jar));
    }

    /** What belongs into plugins/ beside the plugin. */
    Stream<Path> pluginJars() {
        return jars.stream().filter(Neo4jDistribution::isApoc);
    }

    private boolean isFive() {
        return jars.stream().anyMatch(jar -> name(jar).startsWith("neo4j-5."));
    }

    private static boolean isApoc(Path jar) {
        return name(jar).startsWith("apoc-");
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }
}
