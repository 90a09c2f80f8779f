package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metapolicy.procedure.VerifiedRecord.episodes;
import static org.metapolicy.procedure.VerifiedRecord.holds;
import static org.metapolicy.procedure.VerifiedRecord.problem;

import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** Trust that was edited: what a plain verification finds, and what only a recount can. */
class TrustTamperingIT {
    private record Tampering(String edit, String problem) {}

    private static final String EVIDENCE = "MATCH (v:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e) ";
    private static final String SNAPSHOT = "MATCH (s:PolicyTrustSnapshot {id: $id}) ";

    private static final String TABLE = "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(t) ";

    private static final String COUNTED_ONE_MORE =
            EVIDENCE + "SET e.n_total = 311, e.state = replace(e.state, '\"nTotal\":310', '\"nTotal\":311')";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Twelve windows, of which the running state holds the last eight: those of the snapshots 5 to 12. */
    @BeforeEach
    void aVersionWithALongRecord() {
        VerifiedRecord.begin();
    }

    @Test
    void anUntouchedRecordHoldsThroughNewLimitsClustersAndCorrections() {
        holds();
        NEO4J.run("CALL metapolicy.configure('f', {weight_growth: 0.2, weight_safety: 0.15}, 'more of one')");
        holds();
        NEO4J.run("CALL metapolicy.pause('v', 'look closer')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'w'}, 'another')");
        NEO4J.run("MATCH (w:PolicyVersion {id: 'w'}) CREATE (w)-[:EVALUATED_IN]->(:PolicyEpisode {id: 'x', timestamp:"
                + " datetime(), human_override: false, context_cluster: 'new'})-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'xo',"
                + " episode_id: 'x', reward: 0.1, recorded_at: datetime()})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        holds();
        NEO4J.run("CALL metapolicy.resume('v', 'looked')");
        episodes(311, 400);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        holds();
        NEO4J.run("CALL metapolicy.configure('f', {normalization: 'MINMAX'}, 'as the request said')");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        holds();
        NEO4J.run("MATCH (o:PolicyOutcome {id: 'e7:o'}) DETACH DELETE o");
        assertThat(problem(true)).isNotNull();
        NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})");
        holds();
        episodes(401, 450);
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        holds();
    }

    private static Stream<Tampering> found() {
        return Stream.of(
                new Tampering(
                        "MATCH (v:PolicyVersion {id: 'v'}) SET v.trust_lower_latest = 0.9",
                        "version 'v' has trust_lower_latest 0.9, its running evidence amounts to 0."),
                new Tampering(
                        EVIDENCE + "SET e.trust_score = 0.99, v.trust_score_latest = 0.99",
                        "version 'v' has trust_score_latest 0.99, its running evidence amounts to 0."),
                new Tampering(
                        EVIDENCE + "SET e.trust_score = 0.99",
                        "version 'v' has trust_score 0.99, its running evidence amounts to 0."),
                new Tampering(
                        EVIDENCE + "SET e.trust_known_lower = 1.0 / 0.0",
                        "version 'v' has trust_known_lower none, its running evidence amounts to 0."),
                new Tampering(
                        EVIDENCE + "SET e.reward_mean = -1.0 / 0.0",
                        "version 'v' has reward_mean -Infinity, its running evidence amounts to 0."),
                new Tampering(
                        EVIDENCE + "SET e.n_since_resume = 3",
                        "version 'v' has n_since_resume 3, its running evidence amounts to 310"),
                new Tampering(
                        EVIDENCE + "SET e.alarm = true",
                        "version 'v' has alarm true, its running evidence amounts to false"),
                new Tampering(EVIDENCE + "REMOVE e.alarm", "version 'v' has alarm null: it must be true or false"),
                new Tampering(
                        EVIDENCE + "SET e.alarm = 'no'",
                        "version 'v' has alarm 'no', a text: it must be true or false"),
                new Tampering(
                        EVIDENCE + "SET e.state = replace(e.state, '\"nTotal\":310', '\"nTotal\":311')",
                        "version 'v' has n_total 310, its running evidence amounts to 311"),
                new Tampering(EVIDENCE + "SET e.state = 'x'", "version 'v': the stored evidence is damaged"),
                new Tampering(
                        EVIDENCE + "REMOVE e.trust_score",
                        "version 'v' has n_total none, its running evidence amounts to 310"),
                new Tampering(
                        SNAPSHOT.replace("$id", "'v:t2'") + "SET s.trust_score = 0.99",
                        "snapshot 'v:t2' has trust_score 0.99, its factors amount to 0."),
                new Tampering(
                        SNAPSHOT.replace("$id", "'v:t2'") + "SET s.norm_safety = 0.1",
                        "snapshot 'v:t2' has norm_safety 0.1, its factors amount to "),
                new Tampering(
                        SNAPSHOT.replace("$id", "'v:t0'") + "SET s.trust_score = 0.99",
                        "snapshot 'v:t0' has trust_score 0.99, its factors amount to none"),
                new Tampering(
                        SNAPSHOT.replace("$id", "'v:t9'") + "SET s.reward_mean = 0.99",
                        "snapshot 'v:t9' has reward_mean 0.99, the evidence has 0."),
                new Tampering(
                        SNAPSHOT.replace("$id", "'v:t9'") + "SET s.delta_accuracy_mean = 0.99",
                        "snapshot 'v:t9' has delta_accuracy_mean 0.99, the evidence has none"),
                new Tampering(
                        SNAPSHOT.replace("$id", "'v:t9'")
                                + "SET s.raw_coherence = 0, s.norm_coherence = 0.0, s.trust_score = s.trust_score - 0.2 * 0.1 / 0.2",
                        "snapshot 'v:t9' has trust_known 0."),
                new Tampering(
                        SNAPSHOT.replace("$id", "'v:t3'") + "DETACH DELETE s",
                        "snapshot 'v:t3' is missing: 13 were taken"),
                new Tampering(
                        "MATCH (v:PolicyVersion {id: 'v'}) CREATE (v)-[:HAS_TRUST_STATE]->(:PolicyTrustSnapshot {id:"
                                + " 'v:t13', t: 13, trust_score: 0.9})",
                        "snapshot 'v:t13' was added by hand: 13 were taken"),
                new Tampering(
                        EVIDENCE + "SET e.prospect = [1.0, 0.9, 0.01, 1.0, 0.01, 310.0]",
                        "version 'v' has prospect best 1.0, its family's running evidence amounts to none"),
                new Tampering(
                        EVIDENCE + "SET e.prospect = e.prospect[0..1] + 0.9 + e.prospect[2..]",
                        "version 'v' has prospect value 0.9, its family's running evidence amounts to 0."),
                new Tampering(
                        EVIDENCE
                                + "SET e.context_prospects = e.context_prospects[0..3] + 0.9 + e.context_prospects[4..]",
                        "version 'v' has prospect safety in '0' 0.9, its family's running evidence amounts to 1.0"),
                new Tampering(
                        EVIDENCE + "REMOVE e.context_prospects",
                        "version 'v' has prospect n in '0' none, its family's running evidence amounts to 103.0"),
                new Tampering(
                        EVIDENCE + "SET e.prospect = ['best']",
                        "version 'v' has prospect n none, its family's running evidence amounts to 310.0"),
                new Tampering(
                        EVIDENCE + "REMOVE e.tabulated_at",
                        "version 'v' has tabulated_at null, figures_table and parts_table of its family say "),
                new Tampering(
                        EVIDENCE
                                + "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(t) REMOVE e.tabulated_at, t.figures_table",
                        "version 'v' has tabulated_at null, its family's is "),
                new Tampering(
                        COUNTED_ONE_MORE,
                        "version 'v' has n_total 311, figures_table and parts_table of its family say 310"),
                new Tampering(
                        TABLE + "SET t.tabulated_clusters = ['1', '0']",
                        "the family has tabulated_clusters [1, 0], its running evidence knows [0, 1, 2]"),
                new Tampering(TABLE + "SET t.tabulated_clusters = ['1', '0', '2']", "version 'v' has in_context "),
                new Tampering(
                        EVIDENCE + "SET e.context_trust = [0.99] + e.context_trust[1..]",
                        "version 'v' has in_context trust in '0' 0.99, its family's running evidence amounts to 0."),
                new Tampering(
                        EVIDENCE + "REMOVE e.context_trust",
                        "version 'v' has in_context coherence in '0' none, its family's running evidence amounts to "),
                new Tampering(
                        TABLE + "MATCH (:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e)"
                                + " SET t.context_table_1 = [toFloat(t.tabulated_at)] + e.context_prospects[6..9] + 0.9"
                                + " + e.context_prospects[10..12] + e.context_trust[7..14]",
                        "the family's context_table_1 says that version 'v' has prospect safety in '1' 0.9, its running"
                                + " evidence amounts to 1.0"),
                new Tampering(
                        TABLE + "MATCH (:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e)"
                                + " SET t.prospect_table = [toFloat(t.tabulated_at)] + e.prospect[0..3] + 0.9 + e.prospect[4..]",
                        "the family's prospect_table says that version 'v' has prospect safety 0.9, its running"
                                + " evidence amounts to 1.0"),
                new Tampering(
                        TABLE + "SET t.tabulated_live = ['v']",
                        "the family has tabulated_live [v], at event 3 there were []"),
                new Tampering(
                        TABLE + "SET t.tabulated_versions = []",
                        "the family has tabulated_versions [], at event 3 there were [v]"),
                new Tampering(
                        TABLE + "SET t.tabulated_as_of_event = 99",
                        "the family has tabulated_as_of_event 99, its trail has 3 events"),
                new Tampering(
                        TABLE + "REMOVE t.tabulated_at",
                        "the family has no tabulated_at, and its episodes were counted"),
                new Tampering(
                        "CALL metapolicy.registerVersion('f', {id: 'w'}, 'another') YIELD versionId "
                                + TABLE + "MATCH (:PolicyVersion {id: 'w'})-[:HAS_EVIDENCE]->(e)"
                                + " SET e.tabulated_at = t.tabulated_at, e.prospect = [1.0, 0.9, 0.01, 1.0, 0.01, 310.0]",
                        "version 'w' has a prospect that was added by hand: it could not be served or proposed at"
                                + " event 3"));
    }

    @TestFactory
    Stream<DynamicTest> isFoundWithoutARecount() {
        return found().map(tampering -> dynamicTest(
                tampering, (tx, problem) -> assertThat(problem(tx, false)).startsWith(problem)));
    }

    private static Stream<Tampering> foundByARecountAlone() {
        return Stream.of(
                new Tampering(
                        COUNTED_ONE_MORE
                                + " WITH e MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(t) REMOVE t.figures_table",
                        "the running evidence of version 'v' has nTotal 311.0, a recount finds 310.0; refreshTrust with"
                                + " {mode: 'FULL'} counts it anew"),
                new Tampering(
                        SNAPSHOT.replace("$id", "'v:t2'") + "SET s.reward_mean = 0.99",
                        "snapshot 'v:t2' has reward_mean 0.99, a recount finds 0."),
                new Tampering(
                        SNAPSHOT.replace("$id", "'v:t11'")
                                + "SET s.trust_upper = 1.0, s.kept_limits = NOT s.kept_limits",
                        "snapshot 'v:t11' has kept_limits false, a recount finds true"),
                new Tampering(
                        SNAPSHOT.replace("$id", "'v:t11'") + "SET s.trust_lower = 0.0",
                        "snapshot 'v:t11' has trust_lower 0.0, a recount finds 0."),
                new Tampering(
                        "MATCH (o:PolicyOutcome {id: 'e7:o'}) SET o.reward = -1.0",
                        "the running evidence of version 'v' has "),
                new Tampering(
                        "MATCH (o:PolicyOutcome {id: 'e309:o'}) SET o.reward = -1.0",
                        "the running evidence of version 'v' has "),
                new Tampering(
                        "MATCH (o:PolicyOutcome {id: 'e309:o'}) DETACH DELETE o",
                        "the running evidence of version 'v' has "),
                new Tampering(
                        "MATCH (e:PolicyEpisode {id: 'e7'}) SET e.human_override = true",
                        "human_override of 1 episodes was edited after it was counted"),
                new Tampering(
                        "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(e) SET e.resolved = 400",
                        "the family has resolved 400, a recount finds 310; refreshTrust with {mode: 'FULL'} counts it"
                                + " anew"));
    }

    @TestFactory
    Stream<DynamicTest> isFoundByARecountAlone() {
        return foundByARecountAlone()
                .map(tampering -> dynamicTest(tampering, (tx, problem) -> {
                    assertThat(problem(tx, false)).isNull();
                    assertThat(problem(tx, true)).startsWith(problem);
                }));
    }

    /** Each edit in a transaction that is rolled back, so that the next one starts from the same record. */
    private static DynamicTest dynamicTest(Tampering tampering, BiConsumer<Transaction, String> check) {
        return DynamicTest.dynamicTest(tampering.edit(), () -> {
            try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
                tx.execute(tampering.edit()).close();
                check.accept(tx, tampering.problem());
            }
        });
    }

    @Test
    void whatAnEventRestsOnIsComparedFigureByFigure() {
        NEO4J.run("CALL metapolicy.pause('v', 'look closer')");
        NEO4J.run("MATCH (s:PolicyTrustSnapshot {id: 'v:t12'}) SET s.override_rate = 0.5");
        assertThat(problem(false)).isEqualTo("snapshot 'v:t12' has override_rate 0.5, event 3 rests on 0.0");
    }

    @Test
    void aWrongOptionIsNamed() {
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.audit.verify('f', {recount: 1})"))
                .hasRootCauseMessage("options.recount is 1: it must be true or false");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.audit.verify(null, {recount: true})"))
                .hasRootCauseMessage(
                        "options.recount is true: the graph's own settings have no evidence to count again");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.audit.verify('f', {full: true})"))
                .hasRootCauseMessage("unknown option 'full': known are expected_head, recount");
    }
}
