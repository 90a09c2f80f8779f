package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.RealServer;
import org.metapolicy.testing.ShiftedClock;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/** A clock that stands a day back at the second start, a month ahead at the third, and is right again at the fourth. */
@Tag("slow")
class ClockIT {
    private static final String SITUATION =
            "{coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL'}";

    @Test
    void movesWhatIsToldOfTimeAndNothingElse() throws Exception {
        try (LocalServer server = RealServer.own("clock", configuration -> configuration)) {
            server.start();
            try (Driver driver = server.driver()) {
                MachinePilot.make(driver);
                MachinePilot.decisions(driver, "f.rules", 1, 100);
                MachinePilot.run(
                        driver,
                        "CALL metapolicy.recordAll([i IN range(1, 20) | {version_id: 'f.rules',"
                                + " episode: {id: 'open' + i, human_override: i % 10 = 0}}])");
                MachinePilot.run(driver, "CALL metapolicy.refreshTrust('f')");
            }
        }
        long from = 101;
        for (int days : List.of(-1, 30, 0)) {
            try (LocalServer server =
                    RealServer.again("clock", configuration -> ShiftedClock.by(days, configuration))) {
                server.start();
                try (Driver driver = server.driver()) {
                    assertThat(Duration.between(Instant.now(), instant(driver)).toHours())
                            .as("the server's clock")
                            .isBetween(days * 24L - 1, days * 24L + 1);
                    // Set back, the clock would hide for as long that nobody refreshes.
                    assertThat(one(driver, "CALL metapolicy.status('f') YIELD problem RETURN problem")
                                    .get("problem")
                                    .asString(null))
                            .satisfies(problem -> {
                                if (days == 30) {
                                    assertThat(problem).isNull();
                                } else {
                                    assertThat(problem).contains("the clock was set back");
                                }
                            });
                    decidesRefreshesAndMoves(driver, from);
                    from += 100;
                }
            }
        }
    }

    private static void decidesRefreshesAndMoves(Driver driver, long from) {
        assertThat(one(driver, "CALL metapolicy.select('f', " + SITUATION + ") YIELD versionId RETURN versionId")
                        .get("versionId")
                        .asString())
                .isEqualTo("f.rules");
        // Before its promotion, as a clock that was set back has it, there was no default.
        assertThat(one(
                                driver,
                                "CALL metapolicy.defaultAt('f', datetime() + duration('P40D')) YIELD versionId RETURN versionId")
                        .get("versionId")
                        .asString())
                .isEqualTo("f.rules");
        MachinePilot.run(driver, "CALL metapolicy.pause('f.bandit', 'whatever the clock says')");
        MachinePilot.run(driver, "CALL metapolicy.resume('f.bandit', 'whatever the clock says')");
        MachinePilot.decisions(driver, "f.rules", from, from + 99);
        // One that timed out a month too early still has its outcome counted when it comes.
        MachinePilot.run(driver, "CALL metapolicy.recordOutcome('open' + $i, {reward: 0.1})", Map.of("i", from / 100));
        MachinePilot.run(driver, "CALL metapolicy.refreshTrust('f')");
        MachinePilot.assertWhole(driver);
        Record status = one(driver, "CALL metapolicy.status('f') YIELD status, problem, backlog, lagSeconds RETURN *");
        assertThat(status.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(status.get("problem").isNull()).isTrue();
        assertThat(status.get("backlog").asLong()).isZero();
        assertThat(status.get("lagSeconds").asDouble()).isBetween(0.0, 600.0);
    }

    private static Instant instant(Driver driver) {
        return one(driver, "RETURN datetime.realtime() AS now")
                .get("now")
                .asZonedDateTime()
                .toInstant();
    }

    private static Record one(Driver driver, String query) {
        return MachinePilot.run(driver, query).get(0);
    }
}
