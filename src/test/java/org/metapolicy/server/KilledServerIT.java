package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** A server that is killed in a storm of moves comes back with a chain that verifies. */
class KilledServerIT {
    private static final int CLIENTS = 8;
    private static final int MOVES_BEFORE = 40;

    @Test
    void theChainVerifiesAfterASigkill() throws Exception {
        try (LocalServer server = RealServer.own("killed", configuration -> configuration)) {
            server.start();
            prepare(server);
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            try (Driver driver = server.driver()) {
                Semaphore moved = new Semaphore(0);
                List<Future<?>> storm = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    String id = "v" + client;
                    storm.add(clients.submit(() -> storm(driver, id, moved)));
                }
                moved.acquire(MOVES_BEFORE);
                server.kill();
                for (Future<?> client : storm) {
                    client.get();
                }
            } finally {
                clients.shutdown();
            }
            server.start();
            try (Driver driver = server.driver()) {
                Record verdict =
                        run(driver, "CALL metapolicy.audit.verify('f')").get(0);
                assertThat(verdict.get("problem").asString(null)).isNull();
                assertThat(verdict.get("events").asLong()).isGreaterThanOrEqualTo(1 + CLIENTS + MOVES_BEFORE);
            }
        }
    }

    private static void prepare(LocalServer server) {
        try (Driver driver = server.driver()) {
            run(driver, "CALL metapolicy.grantApprover('neo4j', 'first')");
            run(driver, "CALL metapolicy.create({id: 'f'}, 'a pilot')");
            for (int client = 0; client < CLIENTS; client++) {
                run(driver, "CALL metapolicy.registerVersion('f', {id: 'v" + client + "'}, 'one')");
            }
        }
    }

    /** Pauses and resumes a version until the server is gone. */
    private static void storm(Driver driver, String id, Semaphore moved) {
        try {
            while (true) {
                run(driver, "CALL metapolicy.pause('" + id + "', 'storm')");
                moved.release();
                run(driver, "CALL metapolicy.resume('" + id + "', 'storm')");
                moved.release();
            }
        } catch (Neo4jException gone) {
            assertThat(gone.code()).as(gone.getMessage()).doesNotStartWith("Neo.ClientError");
        }
    }

    private static List<Record> run(Driver driver, String query) {
        try (var session = driver.session()) {
            return session.executeWrite(tx -> tx.run(query, Map.of()).list());
        }
    }
}
