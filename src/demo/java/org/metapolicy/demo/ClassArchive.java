package org.metapolicy.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * Neo4j's classes as a JVM lays them out in memory, written down once for a distribution (class-data sharing, JEP 350): a
 * server that maps them is up in half the time. A JVM that finds them made by another JDK or of other jars reads the jars
 * as ever.
 */
public final class ClassArchive {
    private ClassArchive() {}

    /**
     * Starts a server without plugins and stops it, so that its JVM writes the archive, unless it is there. Who comes
     * while another process makes it does not wait.
     *
     * @param home a folder for that server
     */
    public static void make(Neo4jDistribution neo4j, Path home, Consumer<String> progress) throws IOException {
        Path archive = neo4j.archive();
        Path lock = archive.resolveSibling(archive.getFileName() + ".lock");
        if (Files.exists(archive)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held != null && Files.notExists(archive)) {
                write(neo4j, archive, home, progress);
            }
        } catch (OverlappingFileLockException madeByAnotherThread) {
            progress.accept("The archive of Neo4j's classes is being made.");
        }
    }

    private static void write(Neo4jDistribution neo4j, Path archive, Path home, Consumer<String> progress)
            throws IOException {
        for (String folder : List.of("conf", "logs")) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.write(
                home.resolve("conf/neo4j.conf"),
                List.of(
                        "server.default_listen_address=127.0.0.1",
                        "server.bolt.listen_address=127.0.0.1:" + Ports.anyFree(),
                        "server.http.listen_address=127.0.0.1:" + Ports.anyFree(),
                        "dbms.usage_report.enabled=false",
                        "internal.dbms.bolt.netty_server_shutdown_quiet_period=0"));
        Path unfinished = archive.resolveSibling(archive.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        neo4j.writeLauncher();
        ServerProcess server = ServerProcess.launch(
                neo4j, home, List.of("-XX:ArchiveClassesAtExit=" + unfinished), List.of(), progress);
        try {
            server.awaitStarted();
        } finally {
            server.stop();
        }
        if (Files.notExists(unfinished)) {
            throw new IOException("the JVM wrote no archive of Neo4j's classes: see " + home.resolve("logs"));
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    }
}
