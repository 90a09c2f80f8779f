package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** Outside its scope a family acts for nobody, by whatever call it is asked, and whatever becomes of whom it ran on. */
class ScopeIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyForOne() {
        NEO4J.run("CREATE (:Participant {id: 'one'}), (:Participant {id: 'two'}), (:Group {id: 'team'})");
        NEO4J.run("CREATE (:Trial {id: 't1', participant_id: 'one', task: 'reading'}),"
                + " (:Trial {id: 't2', participant_id: 'two', task: 'reading'}), (:Trial {id: 't0'}),"
                + " (:Trial {id: 'sums', participant_id: 'one', task: 'sums'}),"
                + " (:GroupTrial {id: 'gt', group_id: 'team', task: 'reading'})");
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        create("f", "scope: 'BOTH', task: 'reading', participants: ['one']");
    }

    @AfterEach
    void empty() {
        NEO4J.run("MATCH (n) DETACH DELETE n");
    }

    private static void create(String id, String properties) {
        NEO4J.run(
                "CALL metapolicy.create({id: '" + id + "', risk_tier: 'EXPERIMENTAL', " + properties + "}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion($f, {id: $f + '.v', policy_id: 'p'}, 'one')", Map.of("f", id));
        NEO4J.run("CALL metapolicy.promote($f + '.v', 'known', {override: true})", Map.of("f", id));
        NEO4J.run("CALL metapolicy.setFallback($f + '.v', 'harmless')", Map.of("f", id));
        NEO4J.run("CALL metapolicy.setMode($f, 'ACTIVE', 'on')", Map.of("f", id));
    }

    /** What a call by name decides; rolled back. */
    private static String decision(String call) {
        try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
            return (String) tx.execute("CALL metapolicy." + call + " YIELD decision RETURN decision")
                    .next()
                    .get("decision");
        }
    }

    private static String problem() {
        return (String) NEO4J.run("CALL metapolicy.audit.verify('f') YIELD problem RETURN problem")
                .get(0)
                .get("problem");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step('f', 't1')",
                "step('f', 't0', {participant_id: 'one'})",
                "step('f', 't2', {participant_id: 'one'})",
                "select('f', {participant_id: 'one'})",
                "select('f', {participant_id: 'one', group_id: 'team', task: 'reading'})"
            })
    void itActsForWhomItIsFor(String call) {
        assertThat(decision(call)).isEqualTo("FALLBACK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step('f', 't2')",
                "step('f', 't0')",
                "step('f', 'sums')",
                "step('f', 'gt')",
                "step('f', 't1', {participant_id: 'two'})",
                "step('f', 't1', {task: 'sums'})",
                "select('f', {})",
                "select('f', {participant_id: 'two'})",
                "select('f', {participant_id: 'nobody'})",
                "select('f', {group_id: 'team'})",
                "select('f', {participant_id: 'one', task: 'sums'})"
            })
    void forNobodyElse(String call) {
        assertThat(decision(call)).isEqualTo("NO_INTERVENTION");
    }

    @Test
    void aStepOutsideIsRecordedWithItsReasonAndNames() {
        NEO4J.run("CALL metapolicy.step('f', 't2')");

        assertThat(NEO4J.run("MATCH (n:NoeticAdjustment) RETURN n.reason AS reason, n.episode_id AS episode"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("episode", null)
                        .hasEntrySatisfying(
                                "reason", reason -> assertThat((String) reason).contains("outside its scope")));
        assertThat(NEO4J.run("CALL metapolicy.step('f', 't2') YIELD repeated, decision RETURN repeated, decision"))
                .containsExactly(Map.of("repeated", true, "decision", "NO_INTERVENTION"));
    }

    @Test
    void anErasedParticipantNarrowsIt() {
        NEO4J.run("MATCH (p:Participant {id: 'one'}) DETACH DELETE p");

        for (String call : List.of("select('f', {participant_id: 'two'})", "select('f', {})", "step('f', 't2')")) {
            assertThat(decision(call)).as(call).isEqualTo("NO_INTERVENTION");
        }
        assertThat(NEO4J.run("CALL metapolicy.active({participant_id: 'two', task: 'reading'}) YIELD metaPolicyId"
                        + " RETURN metaPolicyId"))
                .isEmpty();
        assertThat(problem()).contains("other participants or groups than its runs_on says");

        NEO4J.run("CALL metapolicy.configure('f', {participants: ['two']}, 'one left, two came')");
        assertThat(problem()).isNull();
        assertThat(decision("select('f', {participant_id: 'two'})")).isEqualTo("FALLBACK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (m:MetaPolicy {id: 'f'}), (p:Participant {id: 'two'}) CREATE (m)-[:RUNS_ON_PARTICIPANT]->(p)",
                "MATCH (m:MetaPolicy {id: 'f'}), (g:Group {id: 'team'}) CREATE (m)-[:RUNS_ON_GROUP]->(g)",
                "MATCH (m:MetaPolicy {id: 'f'})-[r:RUNS_ON_PARTICIPANT]->() DELETE r",
                "MATCH (:MetaPolicy {id: 'f'})-[r:RUNS_ON_PARTICIPANT]->() REMOVE r.salt",
                "MATCH (p:Participant {id: 'one'}) REMOVE p:Participant",
                "MATCH (m:MetaPolicy {id: 'f'})-[r:RUNS_ON_PARTICIPANT]->(p) CREATE (m)-[:RUNS_ON_PARTICIPANT {salt: r.salt}]->(p)"
            })
    void anEditOfTheLinksIsNamedAndWidensNothing(String edit) {
        NEO4J.run(edit);

        assertThat(problem()).isNotNull();
        for (String call : List.of(
                "select('f', {participant_id: 'two'})",
                "select('f', {})",
                "step('f', 't2')",
                "select('f', {group_id: 'team'})")) {
            assertThat(decision(call)).as(call).isEqualTo("NO_INTERVENTION");
        }
    }

    /** These serve until somebody verifies, as the documents say; that is named. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (m:MetaPolicy {id: 'f'}), (p:Participant {id: 'two'}) CREATE (m)-[:RUNS_ON_PARTICIPANT {salt: 'x'}]->(p)",
                "MATCH (:MetaPolicy {id: 'f'})-[r:RUNS_ON_PARTICIPANT]->() SET r.salt = 'x'",
                "MATCH (p:Participant {id: 'one'}) SET p.id = 'three'",
                "MATCH (m:MetaPolicy {id: 'f'}) SET m.runs_on = 'anybody'",
                "MATCH (m:MetaPolicy {id: 'f'}) REMOVE m.runs_on"
            })
    void anyEditIsNamed(String edit) {
        NEO4J.run(edit);

        assertThat(problem()).isNotNull();
    }

    @Test
    void aLinkByHandGivesAFamilyNobody() {
        create("open", "task: 'sums'");
        create("mine", "task: 'sums', participants: ['one']");
        NEO4J.run("MATCH (m:MetaPolicy {id: 'open'}), (p:Participant {id: 'one'})"
                + " CREATE (m)-[:RUNS_ON_PARTICIPANT {salt: 'x'}]->(p)");

        assertThat(NEO4J.run("CALL metapolicy.active({participant_id: 'one', task: 'sums'}) YIELD metaPolicyId"
                        + " RETURN metaPolicyId"))
                .containsExactly(Map.of("metaPolicyId", "mine"));
        assertThat(decision("select('open', {participant_id: 'two'})")).isEqualTo("FALLBACK");
    }

    /** As families were made before the trail had names: the first event tells the ids. */
    @Test
    void aFamilyOfBeforeStaysBoundToWhomItsTrailNames() {
        NEO4J.run("MATCH (m:MetaPolicy {id: 'f'})-[r:RUNS_ON_PARTICIPANT]->(p) REMOVE m.runs_on, r.salt");
        NEO4J.run(
                "MATCH (e:GovernanceEvent {id: 'f#1'}) SET e.evidence = '{\"groups\":[],\"participants\":[\"one\"]}'");
        assertThat(decision("select('f', {participant_id: 'one'})")).isEqualTo("FALLBACK");
        assertThat(decision("select('f', {participant_id: 'two'})")).isEqualTo("NO_INTERVENTION");

        NEO4J.run(
                "MATCH (e:GovernanceEvent {id: 'f#1'}) SET e.told = e.evidence, e.evidence = '{\"participants\":[\"one\"'");
        // What is no JSON any more names nobody; the link stands, and whom it leads to.
        assertThat(decision("select('f', {participant_id: 'one'})")).isEqualTo("FALLBACK");
        assertThat(decision("select('f', {participant_id: 'two'})")).isEqualTo("NO_INTERVENTION");
        NEO4J.run("MATCH (e:GovernanceEvent {id: 'f#1'}) SET e.evidence = e.told REMOVE e.told");

        NEO4J.run("MATCH (p:Participant {id: 'one'}) DETACH DELETE p");

        assertThat(decision("select('f', {participant_id: 'two'})")).isEqualTo("NO_INTERVENTION");
        assertThat(decision("select('f', {})")).isEqualTo("NO_INTERVENTION");
    }
}
