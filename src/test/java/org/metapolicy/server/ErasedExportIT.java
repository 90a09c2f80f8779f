package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.RealServer;

/** An export of the whole graph by other code than ours names an erased participant only where the application does. */
@Tag("apoc")
class ErasedExportIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    private static final Pattern THEIRS = Pattern.compile("kim-17(?![0-9])");

    @BeforeAll
    static void aFamilyThatDecidesForTwo() {
        SERVER.wipe();
        SERVER.run("CALL metapolicy.grantApprover('neo4j', 'first of this graph')");
        SERVER.run("CREATE (:Policy {id: 'p'})-[:USES_INTERVENTION]->(:InterventionType {id: 'slow', active: true})");
        SERVER.run("UNWIND ['kim-17', 'kim-171'] AS id CREATE (:Participant {id: id})"
                + " CREATE (s:Session {id: id + '.s', participant_id: id}) WITH id, s UNWIND range(1, 30) AS i"
                + " CREATE (s)-[:HAS_TRIAL]->(:Trial {id: id + '.' + i, timestamp: datetime()})");
        SERVER.run("CALL metapolicy.create({id: 'f', risk_tier: 'EXPERIMENTAL', guardrail_unit: 'SESSION',"
                + " participants: ['kim-17', 'kim-171'], window_size: 20}, 'for kim-17')");
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'v', policy_id: 'p'}, 'kim-17 and kim-171 asked')");
        SERVER.run("CALL metapolicy.promote('v', 'on', {override: true, evidence: {who: ['kim-17']}})");
        SERVER.run("CALL metapolicy.setFallback('v', 'on')");
        SERVER.run("CALL metapolicy.setMode('f', 'ACTIVE', 'on')");
        SERVER.run("MATCH (t:Trial) CALL metapolicy.step('f', t.id, {coherence: 0.6, entropy_change: 0.5,"
                + " max_rv_potency: 0.0, affective_load: 0.1, awareness: 'FULL'}) YIELD episodeId"
                + " CALL metapolicy.recordOutcome(episodeId, {reward: 0.3}) YIELD outcomeId RETURN count(*)");
        SERVER.run("CALL metapolicy.refreshTrust('f')");
    }

    /** The whole graph as one text. */
    private static String export() {
        return SERVER
                .run("CALL apoc.export.cypher.all(null, {stream: true, format: 'plain'}) YIELD cypherStatements"
                        + " RETURN cypherStatements")
                .stream()
                .map(row -> row.get("cypherStatements").asString())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void nothingOfWhatIsExportedNamesThem() {
        assertThat(THEIRS.matcher(export()).results()).hasSizeGreaterThan(100);
        assertThat(SERVER.run("CALL metapolicy.erase({participant_id: 'kim-17'}, 'asked for') YIELD episodes, trials")
                        .get(0)
                        .asMap())
                .isEqualTo(Map.of("episodes", 30L, "trials", 30L));
        SERVER.run("MATCH (n) WHERE n.id = 'kim-17' OR n.participant_id = 'kim-17' OR n.id STARTS WITH 'kim-17.'"
                + " DETACH DELETE n");
        String exported = export();
        assertThat(THEIRS.matcher(exported).results().map(hit -> context(exported, hit.start())))
                .isEmpty();
        assertThat(exported).contains("kim-171.30", "erased-");
        assertThat(SERVER.run("CALL metapolicy.audit.verify('f', {recount: true}) YIELD ok, problem RETURN problem"))
                .extracting(row -> row.get("problem").isNull())
                .isEqualTo(List.of(true));
    }

    private static String context(String text, int at) {
        return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100));
    }
}
