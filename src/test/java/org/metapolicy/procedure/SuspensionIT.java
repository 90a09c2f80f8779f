package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.app.report.FamilyMetrics;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.wiring.ReportWiring;

/** A version that is good in the morning and bad in the evening is suspended in the evening alone. */
class SuspensionIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final String OUTCOMES = """
            UNWIND $rows AS row
            CREATE (e:PolicyEpisode {id: row.id, policy_version_id: row.version, timestamp: datetime('2026-01-01T00:00:00Z')
                + duration({seconds: row.at}), human_override: row.override, context_cluster: row.context,
                participant_id: row.participant})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + row.id, reward: 0.6, safety_flag: false,
                delta_coherence: 0.1, delta_accuracy: 0.1, delta_calibration: 0.1})
            """;
    private static final String CALM =
            "coherence: 0.8, entropy_change: 0.1, max_rv_potency: 0.1, affective_load: 0.1, awareness: 'FULL',"
                    + " coherence_stability: 0.9, seed: 7";

    /** Of 100, 400 and 480 outcomes one in eight is in the evening, of which one in ten is of p-1. */
    private static final long EVENINGS_OF_ONE = 2 + 5 + 6;

    private int next;

    @BeforeEach
    void family() {
        next = 0;
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run("CREATE (:Participant {id: 'p-1'})");
        NEO4J.run("CALL metapolicy.create({id: 'F', scope: 'INDIVIDUAL', risk_tier: 'SAFE'}, 'x')");
        for (String version : List.of("F.a", "F.b")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('F', {id: $id, policy_id: 'p', version_tag: $id}, 'x')",
                    Map.of("id", version));
            NEO4J.run("CALL metapolicy.promote($id, 'x', {override: true})", Map.of("id", version));
        }
        NEO4J.run("CALL metapolicy.setFallback('F.b', 'known')");
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        NEO4J.run("CALL metapolicy.setMode('F', 'ACTIVE', 'x')");
        count("F.b", 100, 0);
        count("F.a", 400, 0);
        assertThat(events()).isEmpty();
        assertThat(served("evening")).isEqualTo("F.a");
        count("F.a", 480, 8);
    }

    @Test
    void itIsServedInTheMorningAndNotInTheEveningUntilSomebodyLiftsIt() {
        assertThat(events()).singleElement().asString().startsWith("F.a evening AUTOMATIC: in context 'evening' its ");
        assertThat(status()).isEqualTo("LIVE evening");
        assertThat(served("morning")).isEqualTo("F.a");
        assertThat(served("evening")).isEqualTo("F.b");
        assertThat(considered("evening")).contains("it is suspended in context 'evening'");
        verified();
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.resume('F.a', 'x', {context_cluster: 'morning'})"))
                .hasMessageContaining("it is not suspended there, but in [evening]");
        NEO4J.run("CALL metapolicy.resume('F.a', 'mended', {context_cluster: 'evening'})");
        assertThat(status()).isEqualTo("LIVE");
        assertThat(served("evening")).isEqualTo("F.a");
        verified();
        count("F.a", 480, 9);
        assertThat(events()).hasSize(2);
        assertThat(served("evening")).isEqualTo("F.b");
        verified();
    }

    @Test
    void whoeverLooksIsTold() {
        assertThat(
                        NEO4J.run(
                                "CALL metapolicy.status('F') YIELD versions UNWIND versions AS v"
                                        + " RETURN v.version_id + ' ' + reduce(said = '', c IN v.suspended_contexts | said + c) AS said"))
                .extracting(row -> row.get("said"))
                .containsExactly("F.a evening", "F.b ");
        List<FamilyMetrics> metrics = NEO4J.inTransactionAs(
                SharedNeo4j.OWNER, tx -> ReportWiring.reportMetrics(tx).run(10));
        assertThat(metrics.get(0).versions())
                .extracting(version -> version.id() + " " + version.suspendedContexts())
                .containsExactly("F.a 1", "F.b 0");
        assertThat(metrics.get(0).automaticEvents()).containsEntry("SUSPENDED_IN_CONTEXT", 1L);
    }

    @Test
    void theTrailSaysInAColumnOfItsOwnWhereItWas() {
        assertThat(NEO4J.run("CALL metapolicy.resume('F.a', 'mended', {context_cluster: 'evening'})"
                        + " YIELD contextCluster RETURN contextCluster"))
                .containsExactly(Map.of("contextCluster", "evening"));
        assertThat(NEO4J.run("CALL metapolicy.audit('F') YIELD seq, action, contextCluster"
                        + " WHERE contextCluster IS NOT NULL RETURN action, contextCluster ORDER BY seq"))
                .containsExactly(
                        Map.of("action", "SUSPENDED_IN_CONTEXT", "contextCluster", "evening"),
                        Map.of("action", "RESUMED", "contextCluster", "evening"));
    }

    @Test
    void whatIsDeletedOrForgedByHandIsNamed() {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) REMOVE v.suspended_contexts");
        assertThat(problem()).isEqualTo("version 'F.a' is suspended in contexts [], its trail says [evening]");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) SET v.suspended_contexts = ['evening', 'morning']");
        assertThat(problem())
                .isEqualTo("version 'F.a' is suspended in contexts [evening, morning], its trail says [evening]");
        NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) SET v.suspended_contexts = ['evening']");
        assertThat(problem()).isNull();
        NEO4J.run("MATCH (e:GovernanceEvent {action: 'SUSPENDED_IN_CONTEXT'}) SET e.context_cluster = 'morning'");
        assertThat((String) problem()).contains("its contents were changed, they do not have its hash");
    }

    /** It is barred everywhere, and what somebody wrote is not written over: with it would go where it was suspended before. */
    @Test
    void whereItIsSuspendedIsLeftAndToldWhereThatCannotBeRead() {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) SET v.suspended_contexts = 'evening'");
        String unreadable = "version 'F.a' has suspended_contexts 'evening', a text: it must be a list of texts";
        for (String call : List.of("plan", "refreshTrust")) {
            assertThat(NEO4J.run("CALL metapolicy." + call
                            + "('F') YIELD versionId, reason WHERE versionId = 'F.a' RETURN reason"))
                    .as(call)
                    .singleElement()
                    .asString()
                    .contains("not suspended in single contexts: " + unreadable);
        }
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) RETURN v.suspended_contexts AS it"))
                .containsExactly(Map.of("it", "evening"));
        assertThat(events()).hasSize(1);
        assertThat(NEO4J.run("CALL metapolicy.status('F') YIELD problem RETURN problem")
                        .toString())
                .contains(unreadable);
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.resume('F.a', 'x', {context_cluster: 'evening'})"))
                .hasMessageContaining(unreadable);
        NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) SET v.suspended_contexts = ['evening']");
        verified();
    }

    /** With room for two contexts a third is 'other', and so is one that nobody has met. */
    @Test
    void aContextWithoutRoomIsSuspendedAmongTheOthers() {
        NEO4J.run("CALL metapolicy.configure('F', {clusters_max: 2}, 'two are enough')");
        assertThat(served("night")).isEqualTo("F.a");
        count("F.a", 480, 9, "night");
        assertThat(events()).hasSize(2).last().asString().startsWith("F.a other AUTOMATIC: in context 'other' its ");
        assertThat(served("morning")).isEqualTo("F.a");
        assertThat(served("night")).isEqualTo("F.b");
        assertThat(served("noon")).isEqualTo("F.b");
        assertThat(considered("noon")).contains("it is suspended in context 'other'");
        verified();
        NEO4J.run("CALL metapolicy.resume('F.a', 'mended', {context_cluster: 'other'})");
        assertThat(status()).isEqualTo("LIVE evening");
        assertThat(served("night")).isEqualTo("F.a");
    }

    /** Whose decisions made the evidence may have them removed: what was concluded from it stands. */
    @Test
    void anErasedParticipantLeavesTheSuspensionAsItIs() {
        assertThat(NEO4J.run("CALL metapolicy.erase({participant_id: 'p-1'}, 'asked for it') YIELD episodes"
                        + " RETURN episodes"))
                .containsExactly(Map.of("episodes", EVENINGS_OF_ONE));
        assertThat(status()).isEqualTo("LIVE evening");
        assertThat(served("morning")).isEqualTo("F.a");
        assertThat(served("evening")).isEqualTo("F.b");
        verified();
        count("F.a", 80, 0);
        assertThat(events()).hasSize(1);
        NEO4J.run("CALL metapolicy.resume('F.a', 'mended', {context_cluster: 'evening'})");
        assertThat(served("evening")).isEqualTo("F.a");
        verified();
        count("F.a", 480, 9);
        assertThat(events()).hasSize(2);
    }

    private void count(String version, int outcomes, int badInTenOfTheEvening) {
        count(version, outcomes, badInTenOfTheEvening, "evening");
    }

    private void count(String version, int outcomes, int badInTenOfTheEvening, String eighth) {
        List<Map<String, Object>> rows = IntStream.range(0, outcomes)
                .mapToObj(i -> {
                    boolean evening = i % 8 == 7;
                    String participant = evening ? "p-" + i / 8 % 10 : "of the morning";
                    return Map.<String, Object>of(
                            "participant",
                            participant,
                            "id",
                            "e" + next,
                            "version",
                            version,
                            "at",
                            next++,
                            "override",
                            evening && i / 8 % 10 < badInTenOfTheEvening,
                            "context",
                            evening ? eighth : "morning");
                })
                .toList();
        NEO4J.run(OUTCOMES, Map.of("rows", rows));
        NEO4J.run("CALL metapolicy.refreshTrust('F', {batch_size: 100})");
    }

    private static String served(String context) {
        return (String) NEO4J.run("CALL metapolicy.select('F', {" + CALM + ", context_cluster: '" + context
                        + "'}) YIELD versionId")
                .get(0)
                .get("versionId");
    }

    private static String considered(String context) {
        return NEO4J.run("CALL metapolicy.select('F', {" + CALM + ", context_cluster: '" + context
                        + "'}) YIELD considered")
                .get(0)
                .get("considered")
                .toString();
    }

    private static void verified() {
        assertThat(problem()).isNull();
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'}) YIELD reason"))
                .allMatch(row -> row.get("reason").toString().contains("the recount agrees"));
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('F', {recount: true}) YIELD problem")
                .get(0)
                .get("problem");
    }

    private static String status() {
        return (String) NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) RETURN reduce(said = v.status,"
                        + " context IN coalesce(v.suspended_contexts, []) | said + ' ' + context) AS said")
                .get(0)
                .get("said");
    }

    private static List<String> events() {
        return NEO4J
                .run("MATCH (e:GovernanceEvent {action: 'SUSPENDED_IN_CONTEXT'})"
                        + " RETURN e.version_id + ' ' + e.context_cluster + ' ' + e.actor_kind + ': ' + e.reason AS said"
                        + " ORDER BY e.seq")
                .stream()
                .map(row -> (String) row.get("said"))
                .toList();
    }
}
