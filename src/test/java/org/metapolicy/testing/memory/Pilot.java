package org.metapolicy.testing.memory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.governance.Caller;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.VersionState;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.StoredEvent;

/**
 * Governance in memory, with people who act in it and a clock that goes on a second with every event.
 *
 * <p>Ada is the one approver of the graph where {@link #start} names nobody else.
 */
public final class Pilot {
    public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final MemoryGraph graph = new MemoryGraph();
    private final GovernancePorts ports = GovernancePorts.over(graph);
    private final HandEdits byHand = new MemoryHandEdits(graph);
    private Instant now = START;

    /** An empty graph: nobody approves yet. */
    public static Pilot empty() {
        return new Pilot();
    }

    /** A graph with these approvers; two at the most, as a third takes two of them. */
    public static Pilot start(String... approvers) {
        Pilot pilot = new Pilot();
        for (String name : approvers.length == 0 ? new String[] {"ada"} : approvers) {
            pilot.as(approvers.length == 0 ? "ada" : approvers[0]).grant(name);
        }
        return pilot;
    }

    /** Makes the family "f" of these properties, as Ada. */
    public Pilot family(Map<String, Object> properties) {
        Map<String, Object> spec = new HashMap<>(properties);
        spec.put("id", "f");
        as("ada").create(spec);
        return this;
    }

    /** Registers candidates of "f", as Ada. */
    public Pilot candidates(String... ids) {
        for (String id : ids) {
            as("ada")
                    .register(
                            "f",
                            Map.of(
                                    "id",
                                    id,
                                    "policy_id",
                                    "p",
                                    "context_dim",
                                    1L,
                                    "hyperparams",
                                    Map.of("rate", 1L),
                                    "parameters",
                                    Map.of("theta", List.of(0.5))));
        }
        return this;
    }

    /** Registers versions of "f" and promotes them one after another without evidence, as Ada. */
    public Pilot live(String... ids) {
        candidates(ids);
        for (String id : ids) {
            as("ada").promote(id, Map.of("override", true));
        }
        return this;
    }

    /** Makes a version of "f" the fallback, as Ada. */
    public Pilot fallback(String id) {
        as("ada").setFallback(id);
        return this;
    }

    public Person as(String user) {
        return new Person(this, new Caller(user, user, false));
    }

    /** A session without a name, such as a job of the server. */
    public Person asNobody() {
        return new Person(this, new Caller("", "", false));
    }

    /** A session of a server that knows no users. */
    public Person withoutUsers() {
        return new Person(this, new Caller("", "", true));
    }

    public Person impersonating(String authenticated, String executing) {
        return new Person(this, new Caller(executing, authenticated, false));
    }

    public GovernancePorts ports() {
        return ports;
    }

    public HandEdits byHand() {
        return byHand;
    }

    /** Gives a version these figures, without any evidence behind them. */
    public void known(String versionId, KnownFigures figures) {
        byHand.saveEvidence(versionId, ports.counted().states(versionId), figures.build());
    }

    public void later(Duration duration) {
        now = now.plus(duration);
    }

    public Instant now() {
        return now;
    }

    public FamilyState family() {
        return ports.registry().read("f");
    }

    public VersionState version(String id) {
        return ports.registry().version(id);
    }

    /** The events of "f". */
    public List<StoredEvent> events() {
        return ports.trail().events(Chain.of("f"));
    }

    public StoredEvent lastEvent() {
        return events().get(events().size() - 1);
    }

    /** Gives the events of "f" fresh hashes, one after the other, as somebody can who writes to the graph. */
    public void rehash() {
        String previous = GovernanceEvent.NO_HASH;
        for (StoredEvent event : events()) {
            Map<String, Object> properties = new HashMap<>(event.properties());
            properties.put(EventKey.PREV_HASH, previous);
            byHand.setEvent(Chain.of("f"), event.seq(), EventKey.PREV_HASH, previous);
            previous = GovernanceEvent.hash(properties);
            byHand.setEvent(Chain.of("f"), event.seq(), EventKey.HASH, previous);
        }
    }

    /** Makes the events of "f" from one to another what they would be, had an earlier version of the product made them. */
    public void age(long from, long to) {
        for (long seq = from; seq <= to; seq++) {
            byHand.setEvent(Chain.of("f"), seq, EventKey.AUTOMATIC_COUNTS, null);
        }
        rehash();
    }

    GovernanceSession session(Caller caller, CallerEvidence given) {
        return new GovernanceSession(
                ports.registry(), ports.rosters(), ports.trail(), ports.evidence(), clock(), caller, given);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                now = now.plusSeconds(1);
                return now;
            }
        };
    }
}
