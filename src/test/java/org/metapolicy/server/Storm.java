package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.metapolicy.testing.Patience;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.TransientException;

/** Many clients at once on the family of {@link MachinePilot}, and a ledger of what they said and what was answered. */
final class Storm {
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
                   size(events) AS events,
                   size(defaults) < 2 AND defaults = [id IN [events[-1].default_after] WHERE id IS NOT NULL] AS sameDefault,
                   fallbacks = [e IN events WHERE e.action = 'FALLBACK_SET' | e.version_id][-1..] AS sameFallback,
                   collect(CASE WHEN v.status <> recorded THEN v.id END) AS otherStatus
            """;

    /** Of what calls left, where anything is missing, or there twice. */
    private static final String OTHER_THAN_EXPECTED = """
            CYPHER 5
            UNWIND $expected AS call
            CALL (call) {
              UNWIND call.episodes AS id
              OPTIONAL MATCH (e:PolicyEpisode {id: id})
              RETURN count(e) AS episodes, sum(COUNT { (e)-[:HAS_OUTCOME]->() }) AS outcomes,
                     count(CASE WHEN e.human_override THEN 1 END) AS overrides
            }
            CALL (call) {
              OPTIONAL MATCH (a:NoeticAdjustment {trial_id: call.trial})
              RETURN count(a) AS adjustments
            }
            WITH call, episodes, outcomes, overrides, adjustments
            WHERE episodes <> size(call.episodes) OR outcomes < call.outcomes OR outcomes > size(call.episodes)
               OR overrides < call.overrides OR adjustments <> call.adjustments
            RETURN call, episodes, outcomes, overrides, adjustments LIMIT 10
            """;

    private static final String OF_THE_ERASED =
            "CYPHER 5 UNWIND $erased AS id MATCH (e:PolicyEpisode {trial_id: id}) RETURN e.id LIMIT 10";

    /** A call as it was made. */
    private record Said(StormCalls kind, String call, String mine) {
        /** What it leaves, if it was answered, or empty for what is no evidence. */
        Map<String, Object> left() {
            int many = !call.contains("recordAll") ? 0 : kind == StormCalls.ALARMS ? 60 : 7;
            boolean step = call.contains("metapolicy.step");
            boolean outcome = call.contains("recordOutcome");
            boolean override = call.contains("recordOverride");
            if (kind == StormCalls.ERASES
                    || many == 0 && !step && !outcome && !override && !call.contains("recordEpisode")) {
                return Map.of();
            }
            List<String> episodes = many > 0
                    ? IntStream.rangeClosed(1, many)
                            .mapToObj(i -> mine + ":" + i)
                            .toList()
                    : step ? List.of() : List.of(mine);
            return Map.of(
                    "episodes", episodes,
                    "outcomes", many > 0 ? many : outcome ? 1 : 0,
                    "overrides", override ? 1 : 0,
                    "trial", step ? mine : "",
                    "adjustments", step ? 1 : 0);
        }
    }

    private final int clients;
    private final Queue<Said> said = new ConcurrentLinkedQueue<>();
    private final Queue<Said> answered = new ConcurrentLinkedQueue<>();
    private final AtomicLong moves = new AtomicLong();
    private final long before;

    /** @param before how many events the family's trail holds before the storm */
    Storm(int clients, long before) {
        this.clients = clients;
        this.before = before;
    }

    /** Lets the clients call, does this after so many answers, and returns when it has ended every client. */
    void until(Driver driver, String prefix, int answers, Blow blow) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            Semaphore heard = new Semaphore(0);
            List<Future<?>> storm = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                StormCalls kind = StormCalls.values()[client % StormCalls.values().length];
                String mine = prefix + "c" + client + "t";
                storm.add(pool.submit(() -> call(driver, kind, mine, heard)));
            }
            for (int answer = 0; answer < answers; answer++) {
                assertThat(heard.tryAcquire(Patience.LAST_RESORT.toMinutes(), TimeUnit.MINUTES))
                        .as("the storm goes on after %d answers", answer)
                        .isTrue();
            }
            blow.fall();
            for (Future<?> client : storm) {
                client.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    /** What ends the storm. */
    interface Blow {
        void fall() throws Exception;
    }

    /**
     * What was answered is there, nothing is there by half or twice, and the state is what the trail leads to; what was
     * said without an answer is said again, as a client does, and then stands once too.
     */
    void assertNothingLostOrDoubled(Driver driver) {
        Record state = MachinePilot.run(driver, STATE_AND_REPLAY).get(0);
        assertThat(state.asMap())
                .containsEntry("withoutGap", true)
                .containsEntry("sameDefault", true)
                .containsEntry("sameFallback", true)
                .containsEntry("otherStatus", List.of());
        assertThat(state.get("events").asLong()).isGreaterThanOrEqualTo(before + moves.get());
        assertStands(driver, answered);
        assertThat(MachinePilot.run(driver, OF_THE_ERASED, Map.of("erased", erased())))
                .as("what is left of those who were erased")
                .isEmpty();
        List<Said> again = said.stream().filter(call -> call.kind.repeatable()).toList();
        again.forEach(call -> MachinePilot.run(driver, call.call, Map.of("mine", call.mine)));
        assertStands(driver, again);
        MachinePilot.assertWhole(driver);
    }

    private List<String> erased() {
        return answered.stream()
                .filter(call -> call.call.contains("metapolicy.erase"))
                .map(Said::mine)
                .toList();
    }

    /** Of each call the episodes, outcomes, overrides and adjustments that it wrote, neither fewer nor more. */
    private static void assertStands(Driver driver, Collection<Said> calls) {
        List<Map<String, Object>> expected =
                calls.stream().map(Said::left).filter(left -> !left.isEmpty()).toList();
        assertThat(MachinePilot.run(driver, OTHER_THAN_EXPECTED, Map.of("expected", expected)))
                .as("what other stands than was told")
                .isEmpty();
    }

    /** Makes these calls until something ends them. */
    private void call(Driver driver, StormCalls kind, String mine, Semaphore heard) {
        try {
            for (int turn = 0; ; turn++) {
                for (String text : kind.calls()) {
                    Said call = new Said(kind, text, mine + turn);
                    said.add(call);
                    if (told(driver, call)) {
                        answered.add(call);
                        moves.addAndGet(StormCalls.moves(text) ? 1 : 0);
                    }
                    heard.release();
                }
            }
        } catch (Neo4jException over) {
            assertThat(over.code()).as(over.getMessage()).doesNotStartWith("Neo.ClientError");
        }
    }

    /** Tries again what is transient (a driver's own trying would outlast the server); false where it is refused. */
    private static boolean told(Driver driver, Said call) {
        while (true) {
            try (var session = driver.session()) {
                session.run(call.call, Map.of("mine", call.mine)).consume();
                return true;
            } catch (TransientException again) {
                continue;
            } catch (Neo4jException refused) {
                if (call.kind.contested() && "Neo.ClientError.Procedure.ProcedureCallFailed".equals(refused.code())) {
                    return false;
                }
                throw refused;
            }
        }
    }
}
