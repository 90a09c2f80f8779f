package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.metapolicy.procedure.ErasureHistory.erase;
import static org.metapolicy.procedure.ErasureHistory.history;
import static org.metapolicy.procedure.ErasureHistory.problem;
import static org.metapolicy.procedure.ErasureHistory.problems;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** What is edited of what an erasure left, or was before it, shows. */
class ErasedEditsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void familiesWithARichHistory() {
        ErasureHistory.families();
    }

    private static void byHand(String edit, String problem) {
        try (Transaction tx = NEO4J.beginAs("mallory")) {
            tx.execute(edit).close();
            assertThat(String.valueOf(tx.execute("CALL metapolicy.audit.verify('f') YIELD problem RETURN problem")
                            .next()
                            .get("problem")))
                    .as(edit)
                    .contains(problem);
        }
    }

    @Test
    void anEditOfWhatAnErasureLeftIsNamedAndNoRecountBeginsWithIt() {
        history(1);
        erase("p-17");
        assertThat(problem()).isNull();
        String base = "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(e)-[:HAS_BASE]->(b) ";
        byHand(base + "SET b.counted = b.counted - 1", "the base of recounts is not what event");
        byHand(base + "SET b.erased_outcomes = 0", "the base of recounts is not what event");
        byHand(base + "SET b.clusters = []", "the base of recounts is not what event");
        byHand(base + "SET b.states = [s IN b.states | s + ' ']", "it was edited");
        byHand(base + "SET b.shadow_states = ['x'] + b.shadow_states[1..]", "it was edited");
        byHand(base + "DETACH DELETE b", "the base of recounts is gone");
        byHand(base + "CREATE (e)-[:HAS_BASE]->(:EvidenceBase {counted: 0})", "HAS_BASE");
        byHand("MATCH (e:GovernanceEvent {meta_policy_id: 'f'})-[r:REDACTED_BY]->() DELETE r", "contents were changed");
        byHand(
                "MATCH (e:GovernanceEvent {meta_policy_id: 'f'})-[:REDACTED_BY]->() SET e.reason = 'another'",
                "contents were changed");
        byHand(
                "MATCH (:GovernanceEvent {meta_policy_id: 'f'})-[:REDACTED_BY]->(e) WITH DISTINCT e"
                        + " SET e.evidence = '{}'",
                "contents were changed");
        byHand(
                "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e {seq: 5}) MATCH (:GovernanceEvent)-[:REDACTED_BY]->(by"
                        + " {meta_policy_id: 'f'}) WITH DISTINCT e, by SET e.reason = 'x' CREATE (e)-[:REDACTED_BY]->(by)",
                "contents were changed");
        byHand(
                "MATCH (f:MetaPolicy {id: 'g'})-[:HAS_EVIDENCE]->(e)-[h:HAS_BASE]->(b) MATCH (:MetaPolicy {id: 'f'})"
                        + "-[:HAS_EVIDENCE]->(o)-[r:HAS_BASE]->() DELETE r CREATE (o)-[:HAS_BASE]->(b)",
                "it was edited");
        NEO4J.run(base + "SET b.counted = b.counted - 1");
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'})"))
                .hasMessageContaining("evidence cannot be counted again: the base of recounts is not what event");
        NEO4J.run(base + "SET b.counted = b.counted + 1");
        assertThat(problems())
                .filteredOn(problem -> problem != null)
                .singleElement()
                .asString()
                .contains("could not refresh it, and none has ended since");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(problems()).containsOnlyNulls();
    }

    @Test
    void runningStatesThatWereEditedBeforeAreNotTakenForTheBase() {
        history(1);
        String state = "MATCH (:PolicyVersion {id: 'f.base'})-[:HAS_EVIDENCE]->(e) ";
        String edited = ((String)
                        NEO4J.run(state + "RETURN e.state AS state").get(0).get("state"))
                .replaceFirst("\"nTotal\":[0-9]+", "\"nTotal\":7");
        assertThat(edited).contains("\"nTotal\":7,");
        NEO4J.run(state + "SET e.state = $edited", Map.of("edited", edited));
        erase("p-17");
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('f', {mode: 'FULL'}) YIELD versionId, reason"
                        + " WHERE versionId = 'f.base' RETURN reason"))
                .allMatch(row -> row.get("reason").toString().endsWith("the recount corrected its figures"));
        assertThat(problems()).containsOnlyNulls();
    }
}
