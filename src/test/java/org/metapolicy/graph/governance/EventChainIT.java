package org.metapolicy.graph.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.ChainSummary;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.StoredEvent;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Events sought one by one are those that reading all of them gives, whatever the clock did and whoever meddled. */
class EventChainIT {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final String CONSTRAINT = "metapolicy_governance_event_id";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** As the migrations make it; without it events are read by their links. */
    @BeforeEach
    void uniqueIds() {
        NEO4J.run("CREATE CONSTRAINT " + CONSTRAINT + " IF NOT EXISTS FOR (n:GovernanceEvent) REQUIRE n.id IS UNIQUE");
    }

    @AfterEach
    void asBefore() {
        NEO4J.run("DROP CONSTRAINT " + CONSTRAINT);
    }

    @Test
    void soughtAndReadAreTheSame() {
        long seed = new Random().nextLong();
        System.out.println("EventChainIT: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            int events = 1 + random.nextInt(30);
            boolean clockGoesBack = random.nextBoolean();
            try (Transaction tx = NEO4J.database().beginTx()) {
                Node family = chain(tx, events, clockGoesBack ? random : null);
                EventChain chain = new EventChain(tx, family);
                assertThat(chain.isSought()).isTrue();
                if (random.nextInt(3) == 0) {
                    // One is deleted, or disguised, by hand.
                    Node victim = chain.all().get(random.nextInt(events));
                    if (random.nextBoolean()) {
                        victim.removeLabel(Labels.GovernanceEvent);
                    } else {
                        victim.getRelationships().forEach(link -> link.delete());
                        victim.delete();
                    }
                }
                List<Long> all = chain.all().stream()
                        .map(EventChain::seq)
                        .sorted((a, b) -> Long.compare(b, a))
                        .toList();
                long before = random.nextInt(events + 3);
                assertThat(chain.newestFirst(before).map(EventChain::seq))
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(all.stream().filter(seq -> seq < before).toList());
                Instant moment = START.plus(Duration.ofMinutes(random.nextInt(3 * events + 2) - 1));
                long last = chain.all().stream()
                        .filter(event ->
                                !EventChain.createdAt(event).orElseThrow().isAfter(moment))
                        .mapToLong(EventChain::seq)
                        .max()
                        .orElse(0);
                assertThat(chain.lastAt(moment).map(EventChain::seq).orElse(0L))
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(last);
            }
        }
    }

    /** A chain as the product appends it; the clock goes back now and then where {@code random} is given. */
    private static Node chain(Transaction tx, int events, Random random) {
        Node family = tx.createNode(Labels.MetaPolicy);
        family.setProperty(Schema.ID, "f");
        GraphTrail trail = new GraphTrail(tx);
        for (int i = 0; i < events; i++) {
            int minutes = random == null || random.nextInt(6) > 0 ? 2 * i : random.nextInt(2 * i + 1);
            trail.append(GovernanceEvent.next(
                    "f",
                    trail.head(Chain.of("f")),
                    GovernanceAction.STATUS_SET,
                    Change.none(null),
                    new Actor("ada", ActorKind.HUMAN),
                    "because",
                    "{}",
                    START.plus(Duration.ofMinutes(minutes)),
                    0,
                    ChainSummary.UNKNOWN,
                    null));
        }
        return family;
    }

    @Test
    void aPlantedEventIsReadToo() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node family = chain(tx, 3, null);
            Node planted = tx.createNode();
            planted.setProperty(EventKey.SEQ, 2L);
            planted.setProperty(EventKey.CREATED_AT, START.atZone(ZoneOffset.UTC));
            family.createRelationshipTo(planted, Types.HAS_EVENT);
            assertThat(new EventChain(tx, family).isSought()).isFalse();
            assertThat(new GraphTrail(tx)
                            .newestFirst(Chain.of("f"), Long.MAX_VALUE)
                            .map(StoredEvent::seq))
                    .containsExactly(3L, 2L, 2L, 1L);
            assertThat(GovernedNodes.events(family)).isEqualTo(3);
        }
    }
}
