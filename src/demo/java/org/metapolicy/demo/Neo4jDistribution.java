package org.metapolicy.demo;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A Neo4j Community as the build resolved it.
 *
 * @param javaHome the JDK that runs it
 * @param jars Neo4j Community, Browser and, where the build has one for it, APOC
 * @param folder where what is made of them is kept
 */
public record Neo4jDistribution(Path javaHome, List<Path> jars, Path folder) {
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
                        .toList(),
                classpathFile.toAbsolutePath().getParent());
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

    /** The class that starts the server and the server's jars: the same for every server of this distribution. */
    List<Path> classpath() {
        List<Path> classpath = new ArrayList<>(List.of(launcher()));
        jars.stream().filter(jar -> !isApoc(jar)).forEach(classpath::add);
        return classpath;
    }

    /** Where {@link ClassArchive} keeps the classes of this class path; it may be absent. */
    Path archive() {
        return folder.resolve("server-" + Integer.toHexString((javaHome + " " + jars).hashCode()) + ".jsa");
    }

    /** Puts {@link ServerMain} alone into a jar, unless it is there: nothing else of ours belongs on the class path. */
    void writeLauncher() throws IOException {
        String name = ServerMain.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream compiled = ServerMain.class.getClassLoader().getResourceAsStream(name);
                JarOutputStream jar = new JarOutputStream(bytes)) {
            JarEntry entry = new JarEntry(name);
            entry.setTime(0);
            jar.putNextEntry(entry);
            compiled.transferTo(jar);
        }
        // An archive of classes holds for the very file that it was made with.
        if (Files.notExists(launcher()) || !Arrays.equals(Files.readAllBytes(launcher()), bytes.toByteArray())) {
            Path unfinished = Files.createTempFile(folder, "launcher", ".jar");
            Files.write(unfinished, bytes.toByteArray());
            Files.move(unfinished, launcher(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path launcher() {
        return folder.resolve("server-launcher.jar");
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
