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
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

/**
 * Neo4j's classes as a JVM lays them out in memory, written down once for a distribution (class-data sharing, JEP 350): a
 * server that maps them is up in half the time. A JVM that finds them made by another JDK or of other jars reads the jars
 * as ever.
 */
public final class ClassArchive {
    /** What any server is asked sooner or later: most of its classes plan and run queries. */
    private static final List<String> QUESTIONS = List.of(
            "CREATE CONSTRAINT one IF NOT EXISTS FOR (n:One) REQUIRE n.id IS UNIQUE",
            "CREATE INDEX many IF NOT EXISTS FOR (n:Many) ON (n.at, n.name)",
            "UNWIND range(1, 9) AS i MERGE (a:One {id: toString(i)}) ON CREATE SET a += {at: datetime(), n: i / 2.0}"
                    + " CREATE (a)-[:TO {n: i}]->(b:Many {name: 'b' + i, list: [i, i + 1]})"
                    + " FOREACH (x IN CASE WHEN i > 3 THEN [1] ELSE [] END | SET b:More REMOVE b.list)",
            "CYPHER 5 MATCH (a:One {id: '1'})-[t:TO]->(b) WHERE t.n > 0 AND NOT exists { (b)-->(:One) }"
                    + " OPTIONAL MATCH (b)-[:TO*1..3]->(c) WITH a, t, collect(DISTINCT b.name) AS names, count(c) AS n"
                    + " WITH *, COUNT { (a)--() } AS degree, [x IN names WHERE x STARTS WITH 'b' | toUpper(x)] AS upper"
                    + " RETURN a {.id, names, n}, degree, upper[0], type(t), labels(a) ORDER BY a.at DESC SKIP 0 LIMIT 3",
            "UNWIND [{id: '1'}, {id: '2'}] AS row CALL (row) { MATCH (a:One {id: row.id}) SET a.seen = datetime()"
                    + " RETURN count(a) AS found UNION MATCH (b:Many) WHERE b.at IS NULL RETURN count(b) AS found }"
                    + " RETURN row.id AS id, sum(found) AS found, avg(found) AS mean, max(found) AS most",
            "SHOW PROCEDURES YIELD name RETURN count(name)",
            "SHOW INDEXES YIELD name, state RETURN name",
            "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5 ROWS");

    private ClassArchive() {}

    /**
     * Starts a server without plugins, asks it something and stops it, so that its JVM writes the archive, unless it is
     * there. Who comes while another process makes it does not wait.
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
        String bolt = "127.0.0.1:" + Ports.anyFree();
        Files.write(
                home.resolve("conf/neo4j.conf"),
                List.of(
                        "server.default_listen_address=127.0.0.1",
                        "server.bolt.listen_address=" + bolt,
                        "server.http.listen_address=127.0.0.1:" + Ports.anyFree(),
                        "dbms.security.auth_enabled=false",
                        "dbms.usage_report.enabled=false",
                        "internal.dbms.bolt.netty_server_shutdown_quiet_period=0"));
        Path unfinished = archive.resolveSibling(archive.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        neo4j.writeLauncher();
        ServerProcess server = ServerProcess.launch(
                neo4j, home, List.of("-XX:ArchiveClassesAtExit=" + unfinished), List.of(), progress);
        try {
            server.awaitStarted();
            ask(bolt);
        } finally {
            server.stop();
        }
        if (Files.notExists(unfinished)) {
            throw new IOException("the JVM wrote no archive of Neo4j's classes: see " + home.resolve("logs"));
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void ask(String bolt) {
        try (Driver driver = GraphDatabase.driver("bolt://" + bolt);
                Session session = driver.session()) {
            QUESTIONS.forEach(question -> session.run(question).consume());
        }
    }
}
