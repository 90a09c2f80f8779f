package org.metapolicy.benchmark;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import org.metapolicy.governance.Caller;
import org.metapolicy.graph.Schema;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** A family of live versions as the procedures leave it: each registered, promoted by a person, tried and counted. */
final class RefreshedFamily {
    private static final int EPISODES = 300;
    private static final int CONTEXTS = 8;

    private RefreshedFamily() {}

    /** Makes one of this many versions, the first its fallback and the last its default, each with 300 episodes in 8 contexts. */
    static void make(GraphDatabaseService database, String id, int versions) {
        call(database, "grantApprover($id, 'benchmark')", Caller.UNAUTHENTICATED);
        call(database, "create({id: $id}, 'benchmark')", id);
        for (int v = 0; v < versions; v++) {
            String version = id + "-v" + v;
            String tag = "{id: $id, version_tag: '1." + v + "', hyperparams: {alpha: 0.5}}";
            call(database, "registerVersion('" + id + "', " + tag + ", 'benchmark')", version);
            call(database, "promote($id, 'benchmark', {override: true})", version);
            episodes(database, version, new Random(v));
        }
        call(database, "setFallback($id, 'benchmark')", id + "-v0");
        call(database, "setMode($id, 'ACTIVE', 'benchmark')", id);
        call(database, "refreshTrust($id)", id);
    }

    private static void call(GraphDatabaseService database, String call, String id) {
        database.executeTransactionally("CYPHER 5 CALL metapolicy." + call, Map.of("id", id));
    }

    private static void episodes(GraphDatabaseService database, String version, Random random) {
        try (Transaction tx = database.beginTx()) {
            Node owner = tx.findNode(Schema.Labels.PolicyVersion, Schema.ID, version);
            for (int i = 0; i < EPISODES; i++) {
                String id = version + "-" + i;
                Node episode = tx.createNode(Schema.Labels.PolicyEpisode);
                episode.setProperty(Schema.ID, "e" + id);
                episode.setProperty(
                        Schema.Episode.TIMESTAMP,
                        Instant.ofEpochSecond(1_700_000_000 + 60L * i).atZone(ZoneOffset.UTC));
                episode.setProperty(Schema.Episode.CONTEXT_HASH, "c" + random.nextInt(CONTEXTS));
                episode.setProperty(Schema.Episode.HUMAN_OVERRIDE, random.nextInt(10) == 0);
                double reward = Math.max(-1, Math.min(1, 0.2 + 0.3 * random.nextGaussian()));
                Node outcome = tx.createNode(Schema.Labels.PolicyOutcome);
                outcome.setProperty(Schema.ID, "o" + id);
                outcome.setProperty(Schema.Outcome.EPISODE_ID, "e" + id);
                outcome.setProperty(Schema.Outcome.REWARD, reward);
                outcome.setProperty(Schema.Outcome.DELTA_COHERENCE, reward / 4);
                outcome.setProperty(Schema.Outcome.SAFETY_FLAG, false);
                owner.createRelationshipTo(episode, Schema.Types.EVALUATED_IN);
                episode.createRelationshipTo(outcome, Schema.Types.HAS_OUTCOME);
            }
            tx.commit();
        }
    }
}
