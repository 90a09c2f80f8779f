package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/**
 * One edit in plain Cypher, by a user who approves nothing, of each thing that a decision, a refresh or an approval reads
 * (the list is in docs/governance.md): what was edited is not served, and verification names it.
 */
class AttackIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final String CALM =
            "{coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.2, affective_load: 0.1," + " awareness: 'FULL'}";

    /** All that reads or moves the family, but for the refresh, whose own transactions do not see the edit. */
    private static final List<String> CALLS = List.of(
            "status('f')",
            "versions('f')",
            "lineage('f')",
            "episodes('f')",
            "proposals('f')",
            "approvers()",
            "trustHistory('f.a')",
            "computePCI('f.a')",
            "calibration('f')",
            "plan('f')",
            "shadowReport('f')",
            "audit('f')",
            "defaultAt('f', datetime())",
            "select('f', {})",
            "active({participant_id: 'nobody'})",
            "replay('f')",
            "ablate('f')",
            "backtest('f')",
            "registerVersion('f', {id: 'f.new'}, 'go')",
            "spawn('f.a', {id: 'f.new'}, 'go')",
            "promote('f.c', 'go')",
            "promote('f.c', 'go', {override: true})",
            "resume('f.r', 'go')",
            "deprecate('f.c', 'go')",
            "setFallback('f.a', 'go')",
            "setMode('f', 'SHADOW', 'go')",
            "setStatus('f', 'ACTIVE', 'go')",
            "configure('f', {patience: 3}, 'go')",
            "clusterContexts('f', {k: 2})",
            "grantApprover('eve', 'go')");

    /** Versions a (default), b (live, fallback), c and s (candidates, s from a), r (rolled back); 60 outcomes of a. */
    @BeforeEach
    void aFamilyAtWork() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f', scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'f.a', parameters: {theta: [0.5]}}, 'first')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'f.c'}, 'second')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'f.b'}, 'third')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'f.r'}, 'fourth')");
        NEO4J.run("CALL metapolicy.promote('f.b', 'go', {override: true})");
        NEO4J.run("CALL metapolicy.setFallback('f.b', 'known')");
        NEO4J.run("CALL metapolicy.promote('f.r', 'go', {override: true})");
        NEO4J.run("CALL metapolicy.rollback('f.r', 'it misbehaves')");
        NEO4J.run("CALL metapolicy.promote('f.a', 'go', {override: true})");
        NEO4J.run("CALL metapolicy.spawn('f.a', {id: 'f.s'}, 'more of it')");
        NEO4J.run("CALL metapolicy.setMode('f', 'ACTIVE', 'go')");
        NEO4J.run("CALL metapolicy.create({id: 'other', scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'another')");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'f.a'}) UNWIND range(1, 60) AS i CREATE (v)-[:EVALUATED_IN]->"
                + "(:PolicyEpisode {id: 'e' + i, policy_version_id: 'f.a', context_cluster: 'c' + (i % 3),"
                + " timestamp: datetime('2026-03-01T00:00:00Z') + duration({minutes: i}), human_override: false})"
                + "-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'e' + i + ':o', episode_id: 'e' + i,"
                + " reward: 0.1 + (i % 5) / 10.0, delta_coherence: 0.1})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
    }

    @Test
    void theUntouchedGraphHolds() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            assertThat(problems(tx)).isEmpty();
            assertThat(served(tx)).contains("f.a").isSubsetOf("f.a", "f.b");
        }
    }

    /** Edit, questions and answers share a transaction that is rolled back, so that each edit meets the same graph. */
    @TestFactory
    Stream<DynamicTest> isNotServedAndIsNamed() {
        return forEach(edit -> {
            try (Transaction tx = NEO4J.beginAs("mallory")) {
                tx.execute("CYPHER 5 " + edit.query()).close();
                assertThat(String.join("\n", problems(tx))).contains(edit.problem());
                assertThat(served(tx)).isSubsetOf(edit.mayServe());
            }
        });
    }

    /** Whoever would stop a version must not have to mend the graph first: the default, the fallback, a candidate. */
    @TestFactory
    Stream<DynamicTest> keepsNobodyFromStoppingWhatServes() {
        return forEach(edit -> {
            for (String version : List.of("f.a", "f.b", "f.c")) {
                String refusal = messageAfter(edit.query(), "CALL metapolicy.pause('" + version + "', 'odd')");
                if (refusal != null) {
                    assertThat(refusal).contains(version);
                    assertThat(servedAfter(edit)).as(refusal).doesNotContain(version);
                }
            }
            String refusal = messageAfter(edit.query(), "CALL metapolicy.setStatus('f', 'PAUSED', 'odd')");
            assertThat(Objects.toString(refusal, "PAUSED already")).contains("PAUSED already");
        });
    }

    @TestFactory
    Stream<DynamicTest> isAnsweredWithNoRawError() {
        return forEach(edit -> {
            for (String call : CALLS) {
                assertThat(Objects.toString(messageAfter(edit.query(), "CALL metapolicy." + call), ""))
                        .as(call)
                        .doesNotContain("Failed to invoke", "There is no procedure", "arguments");
            }
        });
    }

    private static Stream<DynamicTest> forEach(Consumer<Attack> test) {
        return Stream.concat(Attack.ALL.stream(), OddTypes.all().stream())
                .map(edit -> DynamicTest.dynamicTest(edit.on(), () -> test.accept(edit)));
    }

    /** What counting has taken in stays counted for the version that it was counted for: nothing to name. */
    @Test
    void aCountedEpisodeMovedToAnotherVersionChangesNothing() {
        try (Transaction tx = NEO4J.beginAs("mallory")) {
            tx.execute("CYPHER 5 MATCH (:PolicyVersion {id: 'f.a'})-[l:EVALUATED_IN]->(e:PolicyEpisode {id: 'e7'}),"
                            + " (v:PolicyVersion {id: 'f.b'}) DELETE l SET e.policy_version_id = 'f.b'"
                            + " CREATE (v)-[:EVALUATED_IN]->(e)")
                    .close();
            assertThat(problems(tx)).isEmpty();
            assertThat(tx.execute("CALL metapolicy.computePCI('f.a') YIELD nTotal RETURN nTotal")
                            .next())
                    .containsEntry("nTotal", 60L);
        }
    }

    @Test
    void anApprovalOnAnEditedTrailIsRefusedAndTheSafeDirectionIsNot() {
        for (String edit : List.of(
                "MATCH (e {id: 'f#2'}) SET e.reason = 'asked by ada'",
                "MATCH (e {id: 'f#2'}) DETACH DELETE e",
                "MATCH (s:GovernanceSettings)-[:HAS_EVENT]->(e) SET e.reason = 'mine'")) {
            for (String move : List.of(
                    "CALL metapolicy.promote('f.c', 'go', {override: true})",
                    "CALL metapolicy.setMode('f', 'SHADOW', 'go')",
                    "CALL metapolicy.setFallback('f.a', 'go')",
                    "CALL metapolicy.configure('f', {patience: 3}, 'go')")) {
                assertThat(messageAfter(edit, move))
                        .as(edit + "; " + move)
                        .contains("does not hold")
                        .contains("nothing can be approved until it does");
            }
            assertThat(messageAfter(edit, "CALL metapolicy.pause('f.b', 'odd')"))
                    .isNull();
            assertThat(messageAfter(edit, "CALL metapolicy.rollback('f.a', 'odd')"))
                    .isNull();
        }
    }

    @Test
    void anHonestMoveIsBoundToTheLastEventWhereverLastEventWasMoved() {
        NEO4J.run("MATCH (m:MetaPolicy {id: 'f'})-[l:LAST_EVENT]->(), (e {id: 'f#2'}) DELETE l"
                + " CREATE (m)-[:LAST_EVENT]->(e)");
        NEO4J.run("CALL metapolicy.pause('f.c', 'odd')");
        try (Transaction tx = NEO4J.database().beginTx()) {
            assertThat(problems(tx)).isEmpty();
        }
    }

    private static List<String> servedAfter(Attack edit) {
        try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            tx.execute("CYPHER 5 " + edit.query()).close();
            return served(tx);
        }
    }

    /** What the move is refused with after the edit, in a transaction that is rolled back; null where it goes through. */
    private static String messageAfter(String edit, String move) {
        try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            tx.execute("CYPHER 5 " + edit).close();
            tx.execute(move).resultAsString();
            return null;
        } catch (RuntimeException refusal) {
            return refusal.getMessage();
        }
    }

    /** What verification says, of the family with a recount and of the graph's settings. */
    private static List<String> problems(Transaction tx) {
        List<String> problems = new ArrayList<>();
        for (String verify : List.of(
                "CALL metapolicy.audit.verify('f') YIELD ok, problem RETURN ok, problem",
                "CALL metapolicy.audit.verify('f', {recount: true}) YIELD ok, problem RETURN ok, problem",
                "CALL metapolicy.audit.verify(null) YIELD ok, problem RETURN ok, problem")) {
            Map<String, Object> verdict = tx.execute(verify).next();
            if (!Boolean.TRUE.equals(verdict.get("ok"))) {
                problems.add(String.valueOf(verdict.get("problem")));
            }
        }
        return problems;
    }

    /** The versions that 40 decisions serve; empty text for nobody, and for a refusal to decide. */
    private static List<String> served(Transaction tx) {
        List<String> served = new ArrayList<>();
        for (int seed = 0; seed < 40; seed++) {
            try {
                Object id = tx.execute(
                                "CALL metapolicy.select('f', " + CALM.replace("}", ", seed: " + seed + "}") + ")")
                        .next()
                        .get("versionId");
                served.add(id == null ? "" : id.toString());
            } catch (RuntimeException refusal) {
                // A refusal ends the transaction: nobody is served, and no further question can be asked in it.
                assertThat(refusal.getMessage()).contains("'f'");
                return List.of("");
            }
        }
        return served;
    }
}
