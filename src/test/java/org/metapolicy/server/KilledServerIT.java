package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.Patience;
import org.metapolicy.testing.RealServer;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.TransientException;

/** A server that is killed in a storm of moves of every kind comes back with a chain that verifies, again and again. */
class KilledServerIT {
    private static final int KILLS = 3;
    private static final int CLIENTS = 6;
    private static final int MOVES_BEFORE = 40;

    /** What each client does over and over, with versions of its own: $mine is new in every turn. */
    private static final List<List<String>> STORM = List.of(
            List.of("CALL metapolicy.pause('steady', 'storm')", "CALL metapolicy.resume('steady', 'storm')"),
            List.of(
                    "CALL metapolicy.registerVersion('f', {id: $mine}, 'storm')",
                    "CALL metapolicy.promote($mine, 'storm', {override: true})",
                    "CALL metapolicy.rollback($mine, 'storm')",
                    "CALL metapolicy.deprecate($mine, 'storm')"),
            List.of(
                    "CALL metapolicy.spawn('base', {id: $mine, learning_rate: 0.2}, 'storm')",
                    "CALL metapolicy.promote($mine, 'storm', {override: true})",
                    "CALL metapolicy.setFallback($mine, 'storm')",
                    "CALL metapolicy.pause($mine, 'storm')"),
            List.of(
                    "CALL metapolicy.setStatus('f', 'PAUSED', 'storm')",
                    "CALL metapolicy.setStatus('f', 'ACTIVE', 'storm')"),
            // Thirty bad outcomes: the refresh after them pauses the version.
            List.of(
                    "CALL metapolicy.registerVersion('f', {id: $mine}, 'storm')",
                    "MATCH (v:PolicyVersion {id: $mine}) UNWIND range(1, 60) AS i CREATE (v)-[:EVALUATED_IN]->"
                            + "(:PolicyEpisode {id: $mine + ':' + i, timestamp: datetime(), human_override: false})"
                            + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: $mine + ':' + i + ':o', episode_id: $mine + ':' + i,"
                            + " reward: -0.9, recorded_at: datetime()})",
                    "CALL metapolicy.refreshTrust('f', {batch_size: 25})"),
            List.of("CALL metapolicy.refreshTrust('f')"));

    /** By plain Cypher, apart from the code that verifies: what the last event of each kind says, and what stands. */
    private static final String STATE_AND_REPLAY = """
            CYPHER 5
            MATCH (f:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e:GovernanceEvent)
            WITH f, e ORDER BY e.seq
            WITH f, collect(e) AS events
            OPTIONAL MATCH (f)-[:DEFAULT_POLICY]->(d)
            WITH f, events, collect(d.id) AS defaults
            OPTIONAL MATCH (f)-[:FALLBACK_POLICY]->(b)
            WITH f, events, defaults, collect(b.id) AS fallbacks
            MATCH (f)-[:HAS_VERSION]->(v)
            WITH f, events, defaults, fallbacks, v,
                 [e IN events WHERE e.version_id = v.id AND e.to_status IS NOT NULL | e.to_status][-1] AS recorded
            RETURN [e IN events | e.seq] = range(1, size(events)) AND f.events = size(events) AS withoutGap,
                   defaults = [id IN [events[-1].default_after] WHERE id IS NOT NULL] AS sameDefault,
                   fallbacks = [e IN events WHERE e.action = 'FALLBACK_SET' | e.version_id][-1..] AS sameFallback,
                   collect(CASE WHEN v.status <> recorded THEN v.id END) AS otherStatus,
                   count(CASE WHEN v.status = 'PAUSED' THEN 1 END) > 0 AS somePaused,
                   size([e IN events WHERE e.actor_kind = 'AUTOMATIC']) AS automatic
            """;

    @Test
    void theChainVerifiesAfterEachSigkill() throws Exception {
        try (LocalServer server = RealServer.own("killed", configuration -> configuration)) {
            server.start();
            prepare(server);
            long acknowledged = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                acknowledged += stormUntilKilled(server, "k" + kill);
                server.start();
                verify(server, acknowledged);
            }
        }
    }

    private static void prepare(LocalServer server) {
        try (Driver driver = server.driver()) {
            run(driver, "CALL metapolicy.grantApprover('neo4j', 'first')", Map.of());
            // Three automatic stops would pause the family, which one of the clients pauses and activates itself.
            run(driver, "CALL metapolicy.create({id: 'f', auto_transitions_max: 1000}, 'a pilot')", Map.of());
            for (String id : List.of("base", "steady")) {
                run(driver, "CALL metapolicy.registerVersion('f', {id: $id}, 'one')", Map.of("id", id));
            }
        }
    }

    /** Gives how many calls were answered before the server was gone. */
    private static long stormUntilKilled(LocalServer server, String prefix) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (Driver driver = server.driver()) {
            Semaphore moved = new Semaphore(0);
            List<Future<Long>> storm = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                List<String> calls = STORM.get(client);
                String mine = prefix + "c" + client + "t";
                storm.add(clients.submit(() -> storm(driver, calls, mine, moved)));
            }
            for (int move = 0; move < MOVES_BEFORE; move++) {
                assertThat(moved.tryAcquire(Patience.LAST_RESORT.toMinutes(), TimeUnit.MINUTES))
                        .as("the storm goes on after %d moves", move)
                        .isTrue();
            }
            server.kill();
            long acknowledged = 0;
            for (Future<Long> client : storm) {
                acknowledged += client.get();
            }
            return acknowledged;
        } finally {
            clients.shutdown();
        }
    }

    /** What was answered is there, nothing is there by half, and the state is what the trail leads to. */
    private static void verify(LocalServer server, long acknowledged) {
        try (Driver driver = server.driver()) {
            for (String options : List.of("{}", "{recount: true}")) {
                Record verdict = run(driver, "CALL metapolicy.audit.verify('f', " + options + ")", Map.of())
                        .get(0);
                assertThat(verdict.get("problem").asString(null)).isNull();
                assertThat(verdict.get("events").asLong()).isGreaterThanOrEqualTo(3 + acknowledged);
            }
            Record state = run(driver, STATE_AND_REPLAY, Map.of()).get(0);
            assertThat(state.asMap())
                    .containsEntry("withoutGap", true)
                    .containsEntry("sameDefault", true)
                    .containsEntry("sameFallback", true)
                    .containsEntry("otherStatus", List.of());
            // The next storm starts as this one did, wherever the kill left the two that are moved back and forth.
            if (run(driver, "MATCH (v:PolicyVersion {id: 'steady'}) RETURN v.status AS status", Map.of())
                    .get(0)
                    .get("status")
                    .asString()
                    .equals("PAUSED")) {
                run(driver, "CALL metapolicy.resume('steady', 'after the kill')", Map.of());
            }
            if (run(driver, "MATCH (f:MetaPolicy {id: 'f'}) RETURN f.status AS status", Map.of())
                    .get(0)
                    .get("status")
                    .asString()
                    .equals("PAUSED")) {
                run(driver, "CALL metapolicy.setStatus('f', 'ACTIVE', 'after the kill')", Map.of());
            }
        }
    }

    /** Makes these calls until the server is gone; gives how many that write an event were answered. */
    private static long storm(Driver driver, List<String> calls, String mine, Semaphore moved) {
        long answered = 0;
        try {
            for (int turn = 0; ; turn++) {
                for (String call : calls) {
                    move(driver, call, Map.of("mine", mine + turn));
                    if (call.startsWith("CALL") && !call.contains("refreshTrust")) {
                        answered++;
                    }
                    moved.release();
                }
            }
        } catch (Neo4jException gone) {
            assertThat(gone.code()).as(gone.getMessage()).doesNotStartWith("Neo.ClientError");
            return answered;
        }
    }

    /** Tries again what is transient. A driver's own trying would outlast the server. */
    private static void move(Driver driver, String call, Map<String, Object> parameters) {
        while (true) {
            try (var session = driver.session()) {
                session.run(call, parameters).consume();
                return;
            } catch (TransientException again) {
                continue;
            }
        }
    }

    private static List<Record> run(Driver driver, String query, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            return session.executeWrite(tx -> tx.run(query, parameters).list());
        }
    }
}
