package org.metapolicy.server;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;

/**
 * A server that is killed in a storm of calls of every kind comes back, again and again, with all that was answered, nothing
 * twice, one default or none, and a chain that verifies.
 */
class KilledServerIT {
    @Test
    void nothingIsLostOrDoubledByASigkill() throws Exception {
        killed("killed", 16, 2, 60);
    }

    @Test
    @Tag("slow")
    void nothingIsLostOrDoubledWithSixtyFourClients() throws Exception {
        killed("killed-by-many", 64, 3, 400);
    }

    private static void killed(String name, int clients, int kills, int answers) throws Exception {
        try (LocalServer server = RealServer.own(name, configuration -> configuration)) {
            server.start();
            Storm storm;
            try (Driver driver = server.driver()) {
                MachinePilot.make(driver);
                storm = new Storm(clients, MachinePilot.events(driver));
            }
            for (int kill = 0; kill < kills; kill++) {
                try (Driver driver = server.driver()) {
                    storm.until(driver, "k" + kill, answers, server::kill);
                }
                server.start();
                try (Driver driver = server.driver()) {
                    storm.assertNothingLostOrDoubled(driver);
                }
            }
        }
    }
}
