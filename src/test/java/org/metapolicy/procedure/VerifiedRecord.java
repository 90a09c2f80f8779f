package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** A family with a version that has a long record, and what verification says of it. */
final class VerifiedRecord {
    private static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private VerifiedRecord() {}

    /** Twelve windows of the version 'v' of the family 'f', of which the running state holds the last eight. */
    static void begin() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v'}, 'an idea')");
        episodes(1, 310);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
    }

    static void holds() {
        assertThat(problem(false)).isNull();
        assertThat(problem(true)).isNull();
    }

    static String problem(boolean recount) {
        return NEO4J.inTransactionAs(SharedNeo4j.OWNER, tx -> problem(tx, recount));
    }

    static String problem(Transaction tx, boolean recount) {
        Map<String, Object> verdict = tx.execute(
                        "CALL metapolicy.audit.verify('f', {recount: $recount})", Map.of("recount", recount))
                .next();
        assertThat(verdict.get("ok")).isEqualTo(verdict.get("problem") == null);
        return (String) verdict.get("problem");
    }

    static void episodes(int from, int to) {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: 'v'}) UNWIND range($from, $to) AS i"
                        + " CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: 'e' + i, policy_version_id: 'v',"
                        + " timestamp: datetime({epochSeconds: i}), human_override: false, context_cluster: toString(i % 3)})"
                        + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'e' + i + ':o', episode_id: 'e' + i,"
                        + " reward: 0.3 + 0.1 * (i % 4), delta_coherence: 0.05 + 0.01 * (i % 5)})",
                Map.of("from", from, "to", to));
    }
}
