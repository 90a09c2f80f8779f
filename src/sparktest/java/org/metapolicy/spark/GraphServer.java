package org.metapolicy.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Neo4j server without the plugin, in a process of its own on 127.0.0.1, from the jars that the plugin's build names. */
final class GraphServer implements AutoCloseable {
    private static final int PATIENCE = 300;

    final int port;
    private final Process process;

    private GraphServer(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static boolean stands() {
        return Files.exists(jars());
    }

    private static Path jars() {
        return Path.of(System.getProperty("metapolicy.exchange")).resolveSibling("server.classpath");
    }

    /** Starts one on an empty database; returns when it is ready. */
    static GraphServer start(Path home) throws IOException, InterruptedException {
        int port = free();
        Files.createDirectories(home.resolve("conf"));
        Files.write(
                home.resolve("conf/neo4j.conf"),
                List.of(
                        "server.bolt.listen_address=127.0.0.1:" + port,
                        "server.bolt.advertised_address=127.0.0.1:" + port,
                        "server.http.enabled=false",
                        "server.https.enabled=false",
                        "dbms.security.auth_enabled=false",
                        "dbms.usage_report.enabled=false",
                        "server.memory.pagecache.size=64m",
                        "db.tx_log.preallocate=false",
                        "internal.dbms.bolt.netty_server_shutdown_quiet_period=0"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        home.resolve("conf")
                                + File.pathSeparator
                                + Files.readString(jars()).strip(),
                        "org.neo4j.server.CommunityEntryPoint",
                        "--home-dir=" + home,
                        "--config-dir=" + home.resolve("conf"))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("server.log").toFile())
                .start();
        GraphServer server = new GraphServer(port, process);
        for (int second = 0; second < PATIENCE && process.isAlive(); second++) {
            if (server.answers()) {
                return server;
            }
            TimeUnit.SECONDS.sleep(1);
        }
        server.close();
        throw new IllegalStateException("Neo4j did not start: " + Files.readString(home.resolve("server.log")));
    }

    private static int free() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    String url() {
        return "bolt://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
