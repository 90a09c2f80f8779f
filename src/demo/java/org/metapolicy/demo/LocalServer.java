package org.metapolicy.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.Consumer;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.AuthenticationException;

/**
 * A Neo4j Community server with the plugin, APOC (if the build has it) and Browser, in a JVM of its own on 127.0.0.1. It keeps its data
 * between runs, may be killed and started again, and never outlives the process that started it (see
 * {@link ServerMain}).
 */
public final class LocalServer implements AutoCloseable {
    /** The administrator of a Neo4j server. */
    public static final String USER = "neo4j";

    private final ServerConfiguration configuration;
    private final Consumer<String> progress;
    private volatile FileChannel lockFile;
    /** Not guarded by the monitor: a server that is still starting can be stopped. */
    private volatile ServerProcess process;

    /** @param progress hears what is being waited for, a line at a time */
    public LocalServer(ServerConfiguration configuration, Consumer<String> progress) {
        this.configuration = configuration;
        this.progress = progress;
    }

    /**
     * Starts the server and returns when it answers with its password set.
     *
     * @throws IOException if it does not start; the message ends with the server's own last lines
     */
    public synchronized void start() throws IOException {
        if (isRunning()) {
            throw new IllegalStateException("the server on " + configuration.home() + " runs already");
        }
        configuration.write();
        lock();
        try {
            requireFree(configuration.boltPort(), "Bolt");
            requireFree(configuration.httpPort(), "HTTP");
            configuration.neo4j().writeLauncher();
            process = ServerProcess.launch(
                    configuration.neo4j(),
                    configuration.home(),
                    configuration.jvmOptions(),
                    configuration.classpath(),
                    progress);
            process.awaitStarted();
            ensurePassword();
        } catch (IOException | RuntimeException failure) {
            stop();
            throw failure;
        }
    }

    public URI boltUri() {
        return URI.create("bolt://127.0.0.1:" + configuration.boltPort());
    }

    /** Where Browser is served. */
    public URI browserUri() {
        return URI.create("http://127.0.0.1:" + configuration.httpPort() + "/browser/");
    }

    public ServerConfiguration configuration() {
        return configuration;
    }

    public boolean isRunning() {
        ServerProcess server = process;
        return server != null && server.isAlive();
    }

    /** The process id of the server's JVM. */
    public long pid() {
        return process.pid();
    }

    /** A driver that is logged in as {@link #USER}; the caller closes it. */
    public Driver driver() {
        return driver(configuration.password());
    }

    /** Stops the server in order: what was committed is checkpointed. Nothing happens if it does not run. */
    public void stop() {
        ServerProcess server = process;
        if (server != null) {
            server.stop();
        }
        unlock();
    }

    /** Ends the server at once, as a crash would (SIGKILL); {@link #start} recovers it. */
    public void kill() {
        process.kill();
        unlock();
    }

    @Override
    public void close() {
        stop();
    }

    private void ensurePassword() {
        try (Driver driver = driver()) {
            driver.verifyConnectivity();
        } catch (AuthenticationException firstStart) {
            try (Driver driver = driver(USER);
                    Session session = driver.session(SessionConfig.forDatabase("system"))) {
                session.run(
                                "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
                                Map.of("old", USER, "new", configuration.password()))
                        .consume();
            }
        }
    }

    private Driver driver(String password) {
        return GraphDatabase.driver(boltUri(), AuthTokens.basic(USER, password));
    }

    private void lock() throws IOException {
        Path file = configuration.home().resolve("run/lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new IOException("another server already runs on " + configuration.home());
        }
        lockFile = channel;
    }

    private void unlock() {
        FileChannel held = lockFile;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                progress.accept("The lock of " + configuration.home() + " could not be closed: " + e);
            }
            lockFile = null;
        }
    }

    private static void requireFree(int port, String what) throws IOException {
        if (Ports.ifFree(port).isEmpty()) {
            throw new IOException("port " + port + " of 127.0.0.1, meant for " + what + ", is taken");
        }
    }
}
