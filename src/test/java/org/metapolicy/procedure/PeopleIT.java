package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Who may approve: listed people, in person, and two of them where the list itself changes. */
class PeopleIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void theFirstGrantNeedsAName() {
        refused(() -> NEO4J.inTransaction(tx -> tx.execute("CALL metapolicy.grantApprover('ada', 'first')")
                        .resultAsString()))
                .hasRootCauseMessage(
                        "the first grant is open to a named user in person: this session is without a name");
    }

    @Test
    void theFirstGrantIsClosedWhereAFamilyExists() {
        grant("ada", "ada");
        NEO4J.runAs("ada", "CALL metapolicy.create({id: 'f'}, 'a pilot')", Map.of());
        NEO4J.run("MATCH (s:GovernanceSettings)-[:HAS_EVENT]->(e) DETACH DELETE s, e");
        refused(() -> grant("ada", "ada"))
                .hasRootCauseMessage("the first grant is open only while there is no meta-policy, and there is one:"
                        + " restore the graph's settings");
    }

    @Test
    void aFamilyMadeByHandClosesNothing() {
        NEO4J.run("CREATE (:MetaPolicy {id: 'by-hand', status: 'ACTIVE', scope: 'INDIVIDUAL', risk_tier: 'SAFE'})");
        assertThat(grant("ada", "ada")).containsEntry("action", "APPROVER_GRANTED");
    }

    @Test
    void hidingTheFamiliesOpensNothing() {
        grant("ada", "ada");
        NEO4J.runAs("ada", "CALL metapolicy.create({id: 'f'}, 'a pilot')", Map.of());
        NEO4J.run("MATCH (s:GovernanceSettings)-[:HAS_EVENT]->(e) DETACH DELETE s, e");
        NEO4J.run("MATCH (m:MetaPolicy) REMOVE m:MetaPolicy SET m:Hidden");
        refused(() -> grant("mallory", "mallory"))
                .hasRootCauseMessage(
                        "the first grant is open only while there is no trail, and there are events of one:"
                                + " restore the graph's settings and what the events hang at");
    }

    @Test
    void fromTwoApproversOnASecondOneMustAskForTheSame() {
        grant("ada", "ada");
        grant("ada", "bob");
        assertThat(grant("ada", "cem")).containsEntry("action", "APPROVER_GRANT_REQUESTED");
        refused(() -> grant("ada", "cem"))
                .hasRootCauseMessage("'ada' has asked for this already: a second approver of the graph's settings must"
                        + " ask for the same");
        assertThat(grant("bob", "cem")).containsEntry("action", "APPROVER_GRANTED");
        assertThat(NEO4J.run("CALL metapolicy.approvers() YIELD username, grantedBy"))
                .containsExactly(
                        Map.of("username", "ada", "grantedBy", "ada"),
                        Map.of("username", "bob", "grantedBy", "ada"),
                        Map.of("username", "cem", "grantedBy", "bob"));
    }

    @Test
    void fourEyesAreNotTheMakers() {
        grant("ada", "ada");
        grant("ada", "bob");
        NEO4J.runAs("ada", "CALL metapolicy.create({id: 'f', four_eyes: true}, 'pilot')", Map.of());
        NEO4J.runAs("ada", "CALL metapolicy.registerVersion('f', {id: 'v'}, 'mine')", Map.of());
        NEO4J.run("MATCH (v:PolicyVersion) SET v.created_by = 'someone else'");
        refused(() -> NEO4J.runAs("ada", "CALL metapolicy.promote('v', 'good', {override: true})", Map.of()))
                .hasRootCauseMessage(
                        "promote of version 'v' needs a second person: 'ada' made it, and meta-policy 'f' has"
                                + " four_eyes");
        assertThat(NEO4J.runAs("bob", "CALL metapolicy.promote('v', 'good', {override: true})", Map.of()))
                .hasSize(1);
    }

    @Test
    void switchingFourEyesOffTakesTwo() {
        grant("ada", "ada");
        grant("ada", "bob");
        NEO4J.runAs("ada", "CALL metapolicy.create({id: 'f', risk_tier: 'RESTRICTED'}, 'pilot')", Map.of());
        String off = "CALL metapolicy.configure('f', {four_eyes: false}, 'slows us') YIELD action";
        assertThat(NEO4J.runAs("ada", off, Map.of())).containsExactly(Map.of("action", "CONFIGURATION_REQUESTED"));
        assertThat(NEO4J.run("MATCH (f:MetaPolicy) RETURN f.four_eyes AS on")).containsExactly(Map.of("on", true));
        assertThat(NEO4J.runAs("bob", off, Map.of())).containsExactly(Map.of("action", "CONFIGURED"));
        assertThat(NEO4J.run("MATCH (f:MetaPolicy) RETURN f.four_eyes AS on")).containsExactly(Map.of("on", false));
    }

    private static Map<String, Object> grant(String by, String username) {
        return NEO4J.runAs(by, "CALL metapolicy.grantApprover($name, 'they answer for it')", Map.of("name", username))
                .get(0);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call) {
        return assertThatThrownBy(call);
    }
}
