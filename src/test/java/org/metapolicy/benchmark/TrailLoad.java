package org.metapolicy.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.metapolicy.governance.Caller;
import org.metapolicy.graph.governance.GraphTrail;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.procedure.ApproverProcedures;
import org.metapolicy.procedure.AuditProcedures;
import org.metapolicy.procedure.FamilyProcedures;
import org.metapolicy.procedure.SelectionProcedures;
import org.metapolicy.procedure.TrustProcedures;
import org.metapolicy.procedure.TrustReportProcedures;
import org.metapolicy.procedure.VersionProcedures;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.AutomaticEvents;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.ChainSummary;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.Head;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilder;
import org.neo4j.harness.Neo4jBuilders;

/** A database of its own with one family "f", default f.a, whose version f.b was paused and resumed very often. */
final class TrailLoad implements AutoCloseable {
    private static final int BATCH = 1_000;
    private static final Actor SOMEBODY = new Actor(Caller.UNAUTHENTICATED, ActorKind.HUMAN);

    private final Neo4j neo4j;
    private final GraphDatabaseService database;
    private final Map<String, Object> parameters;

    /** One that nobody reaches but by this. */
    TrailLoad(Path migrations, int events) throws IOException {
        this(migrations, events, Neo4jBuilder::withDisabledServer);
    }

    /** @param server what its web server is to be */
    TrailLoad(Path migrations, int events, UnaryOperator<Neo4jBuilder> server) throws IOException {
        neo4j = server.apply(Neo4jBuilders.newInProcessBuilder(Files.createTempDirectory("metapolicy-benchmark")))
                .withProcedure(ApproverProcedures.class)
                .withProcedure(AuditProcedures.class)
                .withProcedure(FamilyProcedures.class)
                .withProcedure(SelectionProcedures.class)
                .withProcedure(TrustProcedures.class)
                .withProcedure(TrustReportProcedures.class)
                .withProcedure(VersionProcedures.class)
                .build();
        database = neo4j.defaultDatabaseService();
        for (String file : List.of("V001__Ids_are_unique.cypher", "V002__Indexes.cypher")) {
            for (String statement : Files.readString(migrations.resolve(file)).split(";\\s*\n")) {
                database.executeTransactionally(statement);
            }
        }
        for (String call : List.of(
                "CALL metapolicy.grantApprover('" + Caller.UNAUTHENTICATED + "', 'benchmark')",
                "CALL metapolicy.create({id: 'f'}, 'benchmark')",
                "CALL metapolicy.registerVersion('f', {id: 'f.a'}, 'benchmark')",
                "CALL metapolicy.registerVersion('f', {id: 'f.b'}, 'benchmark')",
                "CALL metapolicy.promote('f.a', 'benchmark', {override: true})",
                "CALL metapolicy.setFallback('f.a', 'benchmark')")) {
            database.executeTransactionally(call);
        }
        // An even number, so that f.b ends as the candidate that it is.
        long last = head().seq() + (events - head().seq()) / 2 * 2;
        while (head().seq() < last) {
            append(Math.min(BATCH, last - head().seq()));
        }
        Instant middle = Instant.now();
        try (Transaction tx = database.beginTx()) {
            middle = new GraphTrail(tx)
                    .newestFirst(Chain.of("f"), last / 2)
                    .findFirst()
                    .orElseThrow()
                    .createdAt();
        }
        parameters = Map.of("middle", last / 2, "moment", middle.atZone(ZoneOffset.UTC));
    }

    private Head head() {
        try (Transaction tx = database.beginTx()) {
            return new GraphTrail(tx).head(Chain.of("f"));
        }
    }

    /** As moves append them, without the moves. */
    private void append(long events) {
        try (Transaction tx = database.beginTx()) {
            GraphTrail trail = new GraphTrail(tx);
            Head approvers = trail.head(Chain.SETTINGS);
            for (int i = 0; i < events; i++) {
                Head head = trail.head(Chain.of("f"));
                boolean pauses = i % 2 == 0;
                trail.append(GovernanceEvent.next(
                        "f",
                        head,
                        pauses ? GovernanceAction.PAUSED : GovernanceAction.RESUMED,
                        Change.none("f.a")
                                .ofVersion(
                                        "f.b",
                                        pauses ? VersionStatus.CANDIDATE : VersionStatus.PAUSED,
                                        pauses ? VersionStatus.PAUSED : VersionStatus.CANDIDATE,
                                        null),
                        SOMEBODY,
                        "benchmark",
                        "{}",
                        Instant.now(),
                        0,
                        new ChainSummary(5L, 1L, AutomaticEvents.NONE),
                        approvers));
            }
            tx.commit();
        }
    }

    URI http() {
        return neo4j.httpURI();
    }

    /** Runs a call to its last row in a transaction that is rolled back; the nanoseconds that it took. */
    long time(String call) {
        try (Transaction tx = database.beginTx()) {
            long start = System.nanoTime();
            try (Result result = tx.execute(call, parameters)) {
                result.accept(row -> true);
            }
            return System.nanoTime() - start;
        }
    }

    @Override
    public void close() {
        neo4j.close();
    }
}
