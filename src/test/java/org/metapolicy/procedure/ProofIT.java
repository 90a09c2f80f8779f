package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.metapolicy.http.proof.ReportPage;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.testing.Verifier;
import org.metapolicy.wiring.ReportWiring;

/** What is handed over about a move holds without the database, and no more once a byte of it is another. */
class ProofIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Events of 'f': 1 created, 2 and 3 registered, 4 promoted, 5 promoted, 6 a note on 5. */
    private static void aPromotion() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'Größe & <Ordnung>\\n\"zwei\"')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'f.v1'}, 'the first')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'f.v2'}, 'the second')");
        NEO4J.run("CALL metapolicy.promote('f.v1', 'known from elsewhere', {override: true})");
        NEO4J.run(
                "CALL metapolicy.promote('f.v2', 'better at noon', {override: true, evidence: {ticket: 7, links: ['a']}})");
        NEO4J.run("CALL metapolicy.annotate('f#5', 'the plots', {links: ['https://example.org/plots/7']})");
    }

    private static String report(String eventId) {
        return (String) NEO4J.run("CALL metapolicy.report($id) YIELD report", Map.of("id", eventId))
                .get(0)
                .get("report");
    }

    private static String trail(String call) {
        return NEO4J.run("CALL metapolicy.audit.export(" + call + ") YIELD line").stream()
                .map(row -> row.get("line") + "\n")
                .collect(Collectors.joining());
    }

    private static String head(String family) {
        return (String) NEO4J.run(
                        "CALL metapolicy.audit.head($f) YIELD seq, hash RETURN seq + ':' + hash AS head",
                        Map.of("f", family))
                .get(0)
                .get("head");
    }

    @Test
    void aReportSaysWhoWhyOnWhatAndWhatWasNoted() {
        aPromotion();
        JsonObject report = JsonParser.parseString(report("f#5")).getAsJsonObject();
        JsonObject event = report.getAsJsonObject("event");
        assertThat(event.get("action").getAsString()).isEqualTo("PROMOTED");
        assertThat(event.get("actor").getAsString()).isEqualTo("owner");
        assertThat(event.get("reason").getAsString()).isEqualTo("better at noon");
        assertThat(report.getAsJsonObject("evidence").getAsJsonObject("caller").get("ticket"))
                .hasToString("7");
        assertThat(report.getAsJsonArray("links")).hasToString("[\"a\",\"https://example.org/plots/7\"]");
        assertThat(JsonParser.parseString(report("f#6")).getAsJsonObject().getAsJsonArray("links"))
                .as("of the note itself")
                .hasToString("[\"https://example.org/plots/7\"]");
        assertThat(report.getAsJsonArray("notes")).hasSize(1);
        List<String> sides = report.getAsJsonArray("sides").asList().stream()
                .map(side -> side.getAsJsonObject().get("role").getAsString() + " "
                        + side.getAsJsonObject().get("version_id").getAsString() + " "
                        + side.getAsJsonObject().get("source").getAsString())
                .toList();
        assertThat(sides).containsExactly("version f.v2 event f#5", "default_before f.v1 snapshot f.v1:t0");
        assertThat(report.getAsJsonArray("chain")).hasSize(6);
        JsonObject head = report.getAsJsonObject("head");
        assertThat(head.get("seq").getAsLong() + ":" + head.get("hash").getAsString())
                .isEqualTo(head("f"));
    }

    @Test
    void theOtherSidesFiguresAreThoseOfItsNewestSnapshotThen() {
        aPromotion();
        NEO4J.run("UNWIND range(1, 120) AS i CALL metapolicy.recordEpisode('f.v2', {id: 'e' + i, context_cluster: 'c',"
                + " human_override: false}) YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: 0.5})"
                + " YIELD outcomeId RETURN count(*)");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        Object seq = NEO4J.run("CALL metapolicy.promote('f.v1', 'back again', {override: true}) YIELD seq")
                .get(0)
                .get("seq");
        Map<String, Object> snapshot = NEO4J.run("CALL metapolicy.trustHistory('f.v2') YIELD t, snapshotId, trustScore"
                        + " RETURN snapshotId, trustScore ORDER BY t DESC LIMIT 1")
                .get(0);
        JsonObject other = JsonParser.parseString(report("f#" + seq))
                .getAsJsonObject()
                .getAsJsonArray("sides")
                .get(1)
                .getAsJsonObject();
        assertThat(other.get("version_id").getAsString()).isEqualTo("f.v2");
        assertThat(other.get("source").getAsString()).isEqualTo("snapshot " + snapshot.get("snapshotId"));
        assertThat(other.getAsJsonObject("figures").get("pci").getAsDouble()).isEqualTo(snapshot.get("trustScore"));
        assertThat(other.getAsJsonObject("figures").get("override_rate").getAsDouble())
                .isZero();
    }

    @Test
    void anEventThatIsNotThereIsRefused() {
        aPromotion();
        assertThatThrownBy(() -> report("f#99")).hasMessageContaining("there is no event 'f#99'");
        assertThatThrownBy(() -> report("f")).hasMessageContaining("# and the event's seq");
        assertThatThrownBy(() -> trail("'f', -1")).hasMessageContaining("since is -1");
    }

    @ParameterizedTest
    @EnumSource(Verifier.class)
    void reportsAndTrailsHoldByTheirHeads(Verifier verifier) {
        aPromotion();
        String holds = "holds: events 1 to 6, head " + head("f");
        assertThat(verifier.says(report("f#5"), ".json")).isEqualTo(holds);
        assertThat(verifier.says(report("f#1"), ".json", head("f"))).isEqualTo(holds);
        assertThat(verifier.says(trail("'f'"), ".ndjson", head("f"))).isEqualTo(holds);
        assertThat(verifier.says(trail("'f', 4"), ".ndjson")).isEqualTo(holds.replace("1 to", "5 to"));
        assertThat(verifier.says(trail("null"), ".ndjson")).startsWith("holds: events 1 to 1");
        String page = NEO4J.inTransactionAs(
                SharedNeo4j.OWNER,
                tx -> ReportPage.of(ReportWiring.reportEvent(tx).run("f#1")));
        assertThat(verifier.says(page, ".html", head("f"))).isEqualTo(holds);
        assertThat(page)
                .contains("Größe &amp; &lt;Ordnung&gt;")
                .doesNotContain("<script", "<link", "<img", "src=", "href=");
    }

    @ParameterizedTest
    @EnumSource(Verifier.class)
    void oneChangedBitIsSeenWhereverItIs(Verifier verifier) {
        aPromotion();
        String report = report("f#5");
        int bytes = report.substring(0, report.indexOf("],\"event\":")).getBytes(StandardCharsets.UTF_8).length;
        assertThat(bytes).isGreaterThan(2000);
        assertThat(verifier.unseen(report, 0, bytes)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Verifier.class)
    void whatIsToldBesideTheChainIsWhatTheChainSays(Verifier verifier) {
        aPromotion();
        String report = report("f#5");
        String beside = report.substring(report.indexOf("],\"event\":"));
        for (String[] other : new String[][] {
            {"\"reason\":\"better at noon\"", "\"reason\":\"better at nine\""},
            {"\"ticket\":7}", "\"ticket\":8}"},
            {"\"reason\":\"the plots\"", "\"reason\":\"no plots\""},
            {"\"event_id\":\"f#5\"", "\"event_id\":\"f#4\""}
        }) {
            assertThat(beside).contains(other[0]);
            String edited = report.replace(beside, beside.replace(other[0], other[1]));
            assertThat(verifier.says(edited, ".json")).as(other[1]).startsWith("does not hold");
        }
    }

    @ParameterizedTest
    @EnumSource(Verifier.class)
    void whatWasLeftOutOrEditedIsSeen(Verifier verifier) {
        aPromotion();
        String kept = head("f");
        List<String> lines = trail("'f'").lines().toList();
        String without = String.join("\n", lines.subList(0, 2)) + "\n" + String.join("\n", lines.subList(3, 6));
        assertThat(verifier.says(without, ".ndjson")).contains("event 3 does not follow");
        String cut = String.join("\n", lines.subList(0, 5));
        assertThat(verifier.says(cut, ".ndjson")).startsWith("holds: events 1 to 5");
        assertThat(verifier.says(cut, ".ndjson", kept)).contains("the kept head is not in the chain");
        NEO4J.run("MATCH (e:GovernanceEvent {id: 'f#5'}) SET e.reason = 'by eve'");
        assertThat(verifier.says(report("f#4"), ".json")).contains("event 5: its text does not have its hash");
    }

    @ParameterizedTest
    @EnumSource(Verifier.class)
    void anErasedTextHoldsByWhatTheErasureSays(Verifier verifier) {
        ErasureHistory.families();
        ErasureHistory.history(1);
        NEO4J.run("CALL metapolicy.annotate('f#2', 'p-17 liked it')");
        String before = head("f");
        ErasureHistory.erase("p-17");
        String trail = trail("'f'");
        assertThat(trail).doesNotContain("p-17\\\"", "p-17 ").contains("PARTICIPANT_ERASED");
        assertThat(verifier.says(trail, ".ndjson", before)).startsWith("holds: events 1 to ");
        assertThat(verifier.says(report("f#2"), ".json", before)).startsWith("holds: events 1 to ");
        NEO4J.run("MATCH (e:GovernanceEvent {id: 'f#2'}) SET e.reason = e.reason + '!'");
        assertThat(verifier.says(trail("'f'"), ".ndjson")).contains("event 2: its text does not have its hash");
    }
}
