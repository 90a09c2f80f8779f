package org.metapolicy.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.metapolicy.graph.Schema;
import org.metapolicy.procedure.EvidenceProcedures;
import org.metapolicy.procedure.FamilyProcedures;
import org.metapolicy.procedure.TrustProcedures;
import org.metapolicy.testing.EvidenceGraph;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilder;
import org.neo4j.harness.Neo4jBuilders;
import org.neo4j.io.ByteUnit;

/** A database of its own with the product's schema and one family, filled with evidence as other programs write it. */
final class EvidenceLoad implements AutoCloseable {
    static final List<String> VERSIONS = List.of("v0", "v1", "v2", "v3");

    private static final int BATCH = 2_500;

    private final Path directory;
    private final Neo4j neo4j;
    private final GraphDatabaseService database;
    private final int contexts;
    private long written;

    /** One whose episodes come from eight contexts. */
    EvidenceLoad(Path migrations) throws IOException {
        this(migrations, 8);
    }

    /** @param contexts from how many contexts the episodes come; 0 where none names one */
    EvidenceLoad(Path migrations, int contexts) throws IOException {
        this(migrations, contexts, Neo4jBuilder::withDisabledServer);
    }

    /** @param server what its web server is to be */
    EvidenceLoad(Path migrations, int contexts, UnaryOperator<Neo4jBuilder> server) throws IOException {
        this.contexts = contexts;
        directory = Files.createTempDirectory("metapolicy-benchmark");
        neo4j = server.apply(Neo4jBuilders.newInProcessBuilder(directory))
                .withConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.gibiBytes(1))
                .withProcedure(EvidenceProcedures.class)
                .withProcedure(FamilyProcedures.class)
                .withProcedure(TrustProcedures.class)
                .build();
        database = neo4j.defaultDatabaseService();
        for (String file : List.of(
                "V001__Ids_are_unique.cypher",
                "V002__Indexes.cypher",
                "V005__Lists_in_order.cypher",
                "V006__Open_episodes.cypher",
                "V007__People.cypher")) {
            if (!Files.exists(migrations.resolve(file))) {
                // The product of an earlier commit has fewer.
                continue;
            }
            for (String statement : Files.readString(migrations.resolve(file)).split(";\\s*\n")) {
                database.executeTransactionally(statement);
            }
        }
        database.executeTransactionally(EvidenceGraph.FAMILY, Map.of("id", "m", "versions", VERSIONS));
    }

    /** Writes this many episodes with their outcomes, by the core API, a thread per version: the quickest way in. */
    void write(int outcomes) {
        ExecutorService threads = Executors.newFixedThreadPool(VERSIONS.size());
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (String version : VERSIONS) {
                writing.add(threads.submit(() -> write(version, written, outcomes / VERSIONS.size())));
            }
            for (Future<?> each : writing) {
                each.get();
            }
            written += outcomes / VERSIONS.size();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
    }

    private void write(String version, long first, int outcomes) {
        Random random = new Random(version.hashCode() + first);
        for (int done = 0; done < outcomes; done += BATCH) {
            try (Transaction tx = database.beginTx()) {
                Node owner = tx.findNode(Schema.Labels.PolicyVersion, Schema.ID, version);
                for (int i = done; i < Math.min(done + BATCH, outcomes); i++) {
                    pair(tx, owner, version + "-" + (first + i), first + i, random);
                }
                tx.commit();
            }
        }
    }

    /** Runs a query to its last row; the nanoseconds that it took. */
    long time(String query, Map<String, Object> parameters) {
        long start = System.nanoTime();
        try (Transaction tx = database.beginTx();
                Result result = tx.execute(query, parameters)) {
            result.accept(row -> true);
        }
        return System.nanoTime() - start;
    }

    /** Runs a query and commits what it wrote; the nanoseconds that it took. */
    long timeOfWriting(String query, Map<String, Object> parameters) {
        long start = System.nanoTime();
        database.executeTransactionally(query, parameters);
        return System.nanoTime() - start;
    }

    GraphDatabaseService database() {
        return database;
    }

    URI http() {
        return neo4j.httpURI();
    }

    /** The one value that a query gives. */
    Object value(String query) {
        try (Transaction tx = database.beginTx();
                Result result = tx.execute(query)) {
            return result.next().values().iterator().next();
        }
    }

    /** Gives every episode one time. */
    void atOneTime() {
        database.executeTransactionally(
                "MATCH (e:PolicyEpisode) CALL (e) { SET e.timestamp = datetime('2026-01-01T00:00Z') }"
                        + " IN TRANSACTIONS OF 10000 ROWS");
    }

    private void pair(Transaction tx, Node version, String id, long second, Random random) {
        Node episode = tx.createNode(Schema.Labels.PolicyEpisode);
        episode.setProperty(Schema.ID, "e" + id);
        episode.setProperty(
                Schema.Episode.TIMESTAMP,
                Instant.ofEpochSecond(1_600_000_000 + second).atZone(ZoneOffset.UTC));
        if (contexts > 0) {
            episode.setProperty(Schema.Episode.CONTEXT_HASH, "c" + random.nextInt(contexts));
        }
        episode.setProperty(Schema.Episode.HUMAN_OVERRIDE, random.nextInt(10) == 0);
        Node outcome = tx.createNode(Schema.Labels.PolicyOutcome);
        double reward = Math.max(-1, Math.min(1, 0.2 + 0.3 * random.nextGaussian()));
        outcome.setProperty(Schema.ID, "o" + id);
        outcome.setProperty(Schema.Outcome.EPISODE_ID, "e" + id);
        outcome.setProperty(Schema.Outcome.REWARD, reward);
        outcome.setProperty(Schema.Outcome.DELTA_COHERENCE, reward / 4);
        outcome.setProperty(Schema.Outcome.SAFETY_FLAG, random.nextInt(100) == 0);
        version.createRelationshipTo(episode, Schema.Types.EVALUATED_IN);
        episode.createRelationshipTo(outcome, Schema.Types.HAS_OUTCOME);
    }

    @Override
    public void close() {
        neo4j.close();
    }
}
