package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.RelationshipType;

/**
 * Altering the trail, or the graph beside it, is found and named: a case for each kind of node and link; every way of it is
 * in VerifyTrailTest.
 */
class TamperingIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Events: 1 CREATED, 2 and 3 REGISTERED, 4 PROMOTED v1, 5 FALLBACK_SET, 6 PROMOTED v2, 7 ROLLED_BACK v2. */
    @BeforeEach
    void aFamilyWithAHistory() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v1', parameters: {theta: [0.5]}, hyperparams: {rate: 1}},"
                + " 'first')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v2'}, 'second')");
        NEO4J.run("CALL metapolicy.promote('v1', 'go', {override: true})");
        NEO4J.run("CALL metapolicy.setFallback('v1', 'known')");
        NEO4J.run("CALL metapolicy.promote('v2', 'go', {override: true})");
        NEO4J.run("CALL metapolicy.rollback('v2', 'it misbehaves')");
    }

    @Test
    void anUntouchedTrailHolds() {
        assertThat(verify())
                .containsEntry("ok", true)
                .containsEntry("events", 7L)
                .containsEntry("problem", null);
        assertThat(NEO4J.run("CALL metapolicy.audit.verify(null)").get(0))
                .containsEntry("ok", true)
                .containsEntry("events", 1L);
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                Arguments.of(
                        "a reason edited",
                        "MATCH (e:GovernanceEvent {id: 'f#4'}) SET e.reason = 'asked by ada'",
                        4L,
                        "event 4: its contents were changed, they do not have its hash"),
                Arguments.of(
                        "the last deleted",
                        "MATCH (e:GovernanceEvent {id: 'f#7'}) DETACH DELETE e",
                        7L,
                        "event 7 is missing: meta-policy 'f' counts 7"),
                Arguments.of(
                        "one linked to another version",
                        "MATCH (e:GovernanceEvent {id: 'f#6'})-[a:ABOUT]->(), (v:PolicyVersion {id: 'v1'}) DELETE a"
                                + " CREATE (e)-[:ABOUT]->(v)",
                        6L,
                        "event 6: it is about v2 and linked to [v1]"),
                Arguments.of(
                        "a second default added by hand",
                        "MATCH (f:MetaPolicy {id: 'f'}), (v:PolicyVersion {id: 'v2'}) CREATE (f)-[:DEFAULT_POLICY]->(v)",
                        null,
                        "the default of meta-policy 'f' is [v1, v2], its trail says [v1]"),
                Arguments.of(
                        "a limit loosened",
                        "MATCH (f:MetaPolicy {id: 'f'}) SET f.override_rate_max = 0.99",
                        null,
                        "the settings of meta-policy 'f' are {"),
                Arguments.of(
                        "a trust score raised",
                        "MATCH (v:PolicyVersion {id: 'v1'}) SET v.trust_score_latest = 0.99",
                        null,
                        "version 'v1' has trust_score_latest 0.99, its running evidence amounts to none"),
                Arguments.of(
                        "a snapshot deleted",
                        "MATCH (s:PolicyTrustSnapshot {id: 'v1:t0'}) DETACH DELETE s",
                        4L,
                        "event 4: it rests on snapshot v1:t0 and is linked to []"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void isFoundAndNamed(String what, String query, Long seq, String problem) {
        NEO4J.run(query);
        Map<String, Object> verdict = verify();
        assertThat(verdict).as(what).containsEntry("ok", false);
        assertThat(verdict).as(what).containsEntry("firstBadSeq", seq);
        assertThat((String) verdict.get("problem")).as(what).startsWith(problem);
    }

    @Test
    void aChainRebuiltWithFreshHashesIsFoundByTheKeptHead() {
        Map<String, Object> head = NEO4J.run("CALL metapolicy.audit.head('f')").get(0);
        rebuildWithAnotherReason();
        assertThat(verify()).as("without the kept head").containsEntry("ok", true);
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f', {expected_head: $head})", Map.of("head", head))
                        .get(0))
                .containsEntry("ok", false)
                .containsEntry("firstBadSeq", 7L)
                .containsEntry("problem", "event 7 is not the one whose hash was kept: the trail was rewritten");
    }

    @Test
    void anApproverAddedByHandIsFoundInTheGraphsOwnChain() {
        NEO4J.run("MATCH (s:GovernanceSettings) SET s.approvers = s.approvers + 'mallory'");
        assertThat(NEO4J.run("CALL metapolicy.audit.verify(null)").get(0))
                .containsEntry("ok", false)
                .containsEntry(
                        "problem",
                        "the settings of the graph's settings are {\"approvers\":[\"owner\",\"mallory\"]}, its trail says"
                                + " {\"approvers\":[\"owner\"]}");
    }

    private static Map<String, Object> verify() {
        return NEO4J.run("CALL metapolicy.audit.verify('f')").get(0);
    }

    private static void rebuildWithAnotherReason() {
        NEO4J.inTransaction(tx -> {
            Node family = tx.findNode(Label.label("MetaPolicy"), "id", "f");
            List<Node> events = Stream.of(1L, 2L, 3L, 4L, 5L, 6L, 7L)
                    .map(seq -> tx.findNode(Label.label("GovernanceEvent"), "id", "f#" + seq))
                    .toList();
            assertThat(family.getDegree(RelationshipType.withName("HAS_EVENT"), Direction.OUTGOING))
                    .isEqualTo(7);
            events.get(3).setProperty(EventKey.REASON, "asked by ada");
            String previous = GovernanceEvent.NO_HASH;
            for (Node event : events) {
                event.setProperty(EventKey.PREV_HASH, previous);
                Map<String, Object> properties = new HashMap<>(event.getAllProperties());
                properties.computeIfPresent(EventKey.CREATED_AT, (key, value) -> ((ZonedDateTime) value).toInstant());
                previous = GovernanceEvent.hash(properties);
                event.setProperty(EventKey.HASH, previous);
            }
        });
    }
}
