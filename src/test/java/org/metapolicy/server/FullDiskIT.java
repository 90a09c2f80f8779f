package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.RealServer;
import org.metapolicy.testing.SmallDisk;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.DatabaseException;

/** The folder of the data is full in the middle of a storm. */
class FullDiskIT {
    private static final int MEGABYTES = 200;
    private static final int ANSWERS_BEFORE = 60;

    /**
     * Neo4j's own remedy for a log of transactions that ends in the middle of one, which its message names: without it a
     * database that was full does not always come up again. What is cut off was never answered.
     */
    private static final Map<String, String> CUTTING_OFF_WHAT_IS_TORN =
            Map.of("internal.dbms.tx_log.fail_on_corrupted_log_files", "false");

    @Test
    void everythingStopsAndAfterARestartWithRoomNothingIsLostOrWrittenByHalf() throws Exception {
        LocalServer server = RealServer.own("full-disk", configuration -> configuration);
        try (SmallDisk disk = SmallDisk.mountedOn(server.configuration().home().resolve("data"), MEGABYTES)) {
            Storm storm;
            try (server) {
                server.start();
                try (Driver driver = server.driver()) {
                    MachinePilot.make(driver);
                    storm = new Storm(StormCalls.values().length, MachinePilot.events(driver));
                    storm.until(driver, "", ANSWERS_BEFORE, disk::fill);
                    // Decisions too, over Bolt and over HTTP: whoever gets no answer acts as if nobody decided.
                    assertThatThrownBy(() -> MachinePilot.run(driver, "CALL metapolicy.select('f', {})"))
                            .isInstanceOf(DatabaseException.class)
                            .hasMessageContaining("needs to be restarted");
                    HttpResponse<String> metrics = new HttpUser(server, LocalServer.USER).get("/meta_policy/metrics");
                    assertThat(metrics.statusCode()).as(metrics.body()).isEqualTo(503);
                    disk.free();
                    assertThatThrownBy(() -> MachinePilot.run(driver, "CALL metapolicy.select('f', {})"))
                            .as("with room again, but not restarted")
                            .hasMessageContaining("needs to be restarted");
                }
            }
            try (LocalServer again = RealServer.again(
                    "full-disk", configuration -> configuration.withSettings(CUTTING_OFF_WHAT_IS_TORN))) {
                again.start();
                assumeThatNeo4jReadsItsLog(again);
                try (Driver driver = again.driver()) {
                    storm.assertNothingLostOrDoubled(driver);
                }
            }
        }
    }

    /**
     * Seen once: Neo4j took what stands at the torn end of its log for the length of a list that no heap holds, and did not
     * start the database. Nothing is served then, and operations.md says so; there is nothing to compare.
     */
    private static void assumeThatNeo4jReadsItsLog(LocalServer server) throws IOException {
        Path log = server.configuration().home().resolve("logs/debug.log");
        String told = Files.readString(log);
        assumeThat(told.contains("Unable to retrieve last append index") && told.contains("OutOfMemoryError"))
                .as("Neo4j cannot read the torn end of its own log: OutOfMemoryError when the database starts, see "
                        + log)
                .isFalse();
    }
}
