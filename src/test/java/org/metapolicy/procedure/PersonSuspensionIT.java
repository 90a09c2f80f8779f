package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.app.report.FamilyMetrics;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.wiring.ReportWiring;

/** A version that fails one participant of ten is not served to them, and to everybody else as before. */
class PersonSuspensionIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final String OUTCOMES = """
            UNWIND $rows AS row
            CREATE (e:PolicyEpisode {id: row.id, policy_version_id: row.version, timestamp: datetime('2026-01-01T00:00:00Z')
                + duration({seconds: row.at}), human_override: row.override, participant_id: row.person})
            CREATE (e)-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'o' + row.id, reward: 0.6, safety_flag: false,
                delta_coherence: 0.1, delta_accuracy: 0.1, delta_calibration: 0.1})
            """;
    private static final String CALM =
            "coherence: 0.8, entropy_change: 0.1, max_rv_potency: 0.1, affective_load: 0.1, awareness: 'FULL',"
                    + " coherence_stability: 0.9, seed: 7";

    private final SplittableRandom random = new SplittableRandom(5);
    private int next;

    @BeforeEach
    void family() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
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
        count("F.b", 100, 0.05);
        count("F.a", 100, 0.05);
        assertThat(served("p3")).isEqualTo("F.a");
        assertThat(events()).isEmpty();
        plannedAndCounted();
    }

    /** Until the third of ten is named, who is overridden nine times of ten; a plan says so before. */
    private void plannedAndCounted() {
        for (int batch = 0; batch < 12 && events().isEmpty(); batch++) {
            write("F.a", 50, 0.9);
            List<Map<String, Object>> planned = NEO4J.run("CALL metapolicy.plan('F') YIELD versionId, action"
                    + " WITH versionId, action WHERE versionId = 'F.a' RETURN action");
            refresh("INCREMENTAL");
            assertThat(planned)
                    .extracting(row -> row.get("action"))
                    .containsExactly(events().isEmpty() ? "NONE" : "SUSPEND_FOR_PARTICIPANT");
        }
    }

    @Test
    void itIsNotServedToThemAndToEverybodyElseUntilSomebodyLiftsIt() {
        assertThat(events())
                .singleElement()
                .asString()
                .startsWith("F.a AUTOMATIC: for one participant its overrides is ")
                .doesNotContain("p3");
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'F.a'}) RETURN v.status AS s")
                        .get(0))
                .containsEntry("s", "LIVE");
        assertThat(served("p3")).isEqualTo("F.b");
        assertThat(considered("p3")).contains("it is suspended for this participant");
        for (String other : List.of("p1", "p2", "stranger")) {
            assertThat(served(other)).isEqualTo("F.a");
        }
        assertThat(propensity("p3")).isEqualTo(1.0);
        assertThat(stepped("p3")).isEqualTo("F.b");
        assertThat(stepped("p4")).isEqualTo("F.a");
        verified();
        assertThatThrownBy(() -> NEO4J.run("CALL metapolicy.resume('F.a', 'x', {participant_id: 'p1'})"))
                .hasRootCauseMessage("cannot resume version 'F.a' for participant 'p1': it is not suspended for them");
        assertThatThrownBy(() -> NEO4J.run(
                        "CALL metapolicy.resume('F.a', 'x', {participant_id: 'p1', context_cluster: 'evening'})"))
                .rootCause()
                .hasMessageContaining("options name context_cluster and participant_id");
        NEO4J.run("CALL metapolicy.resume('F.a', 'mended', {participant_id: 'p3'})");
        assertThat(served("p3")).isEqualTo("F.a");
        verified();
        count("F.a", 100, 0.1);
        assertThat(events()).hasSize(1);
        failsThemAgain();
        assertThat(events()).hasSize(2);
        assertThat(served("p3")).isEqualTo("F.b");
        assertThat(names()).as("by the same name").hasSize(1);
        verified();
    }

    private void failsThemAgain() {
        for (int batch = 0; batch < 20 && events().size() == 1; batch++) {
            count("F.a", 50, 0.95);
        }
    }

    @Test
    void aVersionThatBeganAnewStaysSuspendedForThem() {
        NEO4J.run("CALL metapolicy.pause('F.a', 'look')");
        NEO4J.run("CALL metapolicy.resume('F.a', 'looked')");
        verified();
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
        count("F.a", 100, 0.9);
        assertThat(served("p3")).isEqualTo("F.b");
        assertThat(served("p1")).isEqualTo("F.a");
        verified();
        NEO4J.run("CALL metapolicy.resume('F.a', 'mended', {participant_id: 'p3'})");
        assertThat(served("p3")).isEqualTo("F.a");
        verified();
    }

    @Test
    void whoeverLooksIsToldHowMany() {
        assertThat(NEO4J.run("CALL metapolicy.status('F') YIELD versions UNWIND versions AS v"
                        + " RETURN v.version_id + ' ' + v.suspended_participants AS said"))
                .extracting(row -> row.get("said"))
                .containsExactly("F.a 1", "F.b 0");
        List<FamilyMetrics> metrics = NEO4J.inTransactionAs(
                SharedNeo4j.OWNER, tx -> ReportWiring.reportMetrics(tx).run(10));
        assertThat(metrics.get(0).versions())
                .extracting(version -> version.id() + " " + version.suspendedParticipants())
                .containsExactly("F.a 1", "F.b 0");
        assertThat(metrics.get(0).automaticEvents()).containsEntry("SUSPENDED_FOR_PARTICIPANT", 1L);
        assertThat(NEO4J.run(
                        "MATCH (e:GovernanceEvent) WHERE any(k IN keys(e) WHERE any(t IN [] + e[k] WHERE toStringOrNull(t) CONTAINS 'p3'))"
                                + " RETURN count(e) AS n"))
                .containsExactly(Map.of("n", 0L));
    }

    @Test
    void whatIsDeletedOrForgedByHandIsNamed() {
        String name = names().get(0);
        NEO4J.run("MATCH (n:ParticipantEvidence {participant_id: 'p3'}) REMOVE n.suspended");
        assertThat(problem())
                .isEqualTo("version 'F.a' is suspended for participants [], its trail says [" + name + "]");
        NEO4J.run(
                "MATCH (n:ParticipantEvidence {policy_version_id: 'F.a', participant_id: 'p3'}) SET n.suspended = true");
        assertThat(problem()).isNull();
        NEO4J.run(
                "MATCH (n:ParticipantEvidence {policy_version_id: 'F.a', participant_id: 'p1'}) SET n.suspended = true");
        assertThat(problem())
                .asString()
                .contains("is suspended for participants ")
                .contains("without a salt");
        NEO4J.run("MATCH (n:ParticipantEvidence {policy_version_id: 'F.a', participant_id: 'p1'}) REMOVE n.suspended");
        NEO4J.run("MATCH (n:ParticipantEvidence {policy_version_id: 'F.a', participant_id: 'p1'})"
                + " SET n.watch = [i IN range(0, 15) | CASE i WHEN 1 THEN 1e9 ELSE n.watch[i] END]");
        assertThat(problem())
                .asString()
                .contains("of one participant has the watch ")
                .doesNotContain("p1");
        refresh("FULL");
        assertThat(problem()).isNull();
        NEO4J.run("MATCH (e:GovernanceEvent {action: 'SUSPENDED_FOR_PARTICIPANT'}) SET e.participant = 'x'");
        assertThat((String) problem()).contains("its contents were changed, they do not have its hash");
    }

    /** Decisions find a person's node by its id: under another one the suspension would hold nobody back. */
    @Test
    void aSuspensionThatNoDecisionFindsIsNamedAndFoundAgain() {
        String before = served("p3");
        NEO4J.run(
                "MATCH (n:ParticipantEvidence {policy_version_id: 'F.a', participant_id: 'p3'}) SET n.id = 'elsewhere'");
        assertThat(served("p3")).isNotEqualTo(before);
        assertThat(problem())
                .isEqualTo("version 'F.a' is suspended for participants [under another id], its trail says " + names());
        refresh("FULL");
        assertThat(problem()).isNull();
        assertThat(served("p3")).isEqualTo(before);
    }

    @Test
    void whoeverIsErasedTakesTheSuspensionAlong() {
        NEO4J.run("CALL metapolicy.erase({participant_id: 'p3'}, 'asked for it')");
        assertThat(
                        NEO4J.run(
                                "MATCH (n) WHERE any(k IN keys(n) WHERE any(t IN [] + n[k] WHERE toStringOrNull(t) CONTAINS 'p3')) RETURN labels(n) AS l"))
                .isEmpty();
        verified();
        assertThat(served("p3")).isEqualTo("F.a");
        count("F.a", 200, 0.05);
        verified();
        NEO4J.run("CALL metapolicy.erase({participant_id: 'p1'}, 'asked for it')");
        verified();
        count("F.a", 60, 0.05);
        verified();
    }

    private void count(String version, int outcomes, double overridden) {
        write(version, outcomes, overridden);
        refresh("INCREMENTAL");
    }

    private void write(String version, int outcomes, double overridden) {
        List<Map<String, Object>> rows = IntStream.range(0, outcomes)
                .mapToObj(i -> Map.<String, Object>of(
                        "id",
                        "e" + next,
                        "version",
                        version,
                        "at",
                        next++,
                        "override",
                        random.nextDouble() < (i % 10 == 3 ? overridden : 0.05),
                        "person",
                        "p" + i % 10))
                .toList();
        NEO4J.run(OUTCOMES, Map.of("rows", rows));
    }

    private static void refresh(String mode) {
        NEO4J.run("CALL metapolicy.refreshTrust('F', {batch_size: 100, mode: $mode})", Map.of("mode", mode));
    }

    private static String served(String person) {
        return (String) selected(person, "versionId");
    }

    private static String considered(String person) {
        return selected(person, "considered").toString();
    }

    private static Object propensity(String person) {
        return selected(person, "propensity");
    }

    private static Object selected(String person, String column) {
        return NEO4J.run(
                        "CALL metapolicy.select('F', {" + CALM + ", participant_id: '" + person + "'}) YIELD " + column)
                .get(0)
                .get(column);
    }

    private String stepped(String person) {
        String trial = "t-" + person + next++;
        NEO4J.run(
                "CREATE (:Trial {id: $id, participant_id: $person, timestamp: datetime('2026-02-01T00:00:00Z')})",
                Map.of("id", trial, "person", person));
        return (String) NEO4J.run("CALL metapolicy.step('F', $id, {" + CALM + "}) YIELD versionId", Map.of("id", trial))
                .get(0)
                .get("versionId");
    }

    private static void verified() {
        assertThat(problem()).isNull();
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'}) YIELD reason"))
                .allMatch(row -> row.get("reason").toString().contains("the recount agrees"));
        assertThat(problem()).isNull();
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('F', {recount: true}) YIELD problem")
                .get(0)
                .get("problem");
    }

    private static List<String> names() {
        return NEO4J
                .run(
                        "MATCH (e:GovernanceEvent {action: 'SUSPENDED_FOR_PARTICIPANT'}) RETURN DISTINCT e.participant AS name")
                .stream()
                .map(row -> (String) row.get("name"))
                .toList();
    }

    private static List<String> events() {
        return NEO4J
                .run("MATCH (e:GovernanceEvent {action: 'SUSPENDED_FOR_PARTICIPANT'})"
                        + " RETURN e.version_id + ' ' + e.actor_kind + ': ' + e.reason AS said ORDER BY e.seq")
                .stream()
                .map(row -> (String) row.get("said"))
                .toList();
    }
}
