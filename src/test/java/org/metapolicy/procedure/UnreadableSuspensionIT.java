package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;

/** A suspension, or a limit, that somebody made unreadable is not lifted by that. */
class UnreadableSuspensionIT {
    private static final String SELECT = "CALL metapolicy.select('f', {context_cluster: 'c', participant_id: 'p-1'})"
            + " YIELD versionId, considered ";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFallback() {
        NEO4J.run("CREATE (:Participant {id: 'p-1'})");
        GovernedFamily.create(NEO4J, "f", Map.of()).active();
        assertThat(served()).containsExactly("base");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    suspended_contexts = 'c'   | suspended_contexts is 'c', a text
                    suspended_contexts = true  | suspended_contexts is true
                    suspended_contexts = [1]   | suspended_contexts is [1]
                    limited_contexts = 'd'     | limited_contexts is 'd', a text
                    limited_contexts = 7       | limited_contexts is 7
                    """)
    void ofContexts(String edit, String wrong) {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'base'}) SET v." + edit);
        assertThat(served()).doesNotContain("base");
        assertThat(considered()).contains("it is barred: its " + wrong + ", it must be a list of texts");
    }

    @Test
    void aLimitOutlastsAPauseAndEndsWithAPromotion() {
        NEO4J.run("MATCH (v:PolicyVersion {id: 'base'}) SET v.limited_contexts = 'd'");
        NEO4J.run("CALL metapolicy.pause('base', 'to look at it')");
        NEO4J.run("CALL metapolicy.resume('base', 'looked at')");
        assertThat(served()).doesNotContain("base");
        NEO4J.run("CALL metapolicy.promote('base', 'everywhere', {override: true})");
        assertThat(served()).containsExactly("base");
    }

    @Test
    void ofAParticipant() {
        NEO4J.run(
                "MATCH (v:PolicyVersion {id: 'base'}) UNWIND range(1, 60) AS i CREATE (v)-[:EVALUATED_IN]->"
                        + "(e:PolicyEpisode {id: 'e' + i, policy_version_id: 'base', timestamp: datetime(), participant_id: 'p-1',"
                        + " human_override: false})-[:HAS_OUTCOME]->(:PolicyOutcome {id: 'e' + i, episode_id: 'e' + i, reward: 0.6})");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        assertThat(NEO4J.run(
                        "MATCH (p:ParticipantEvidence {policy_version_id: 'base'}) SET p.suspended = 'yes' RETURN p"))
                .hasSize(1);
        String told = "it is barred: its suspended for this participant is 'yes', a text, it must be true or absent";
        assertThat(served()).doesNotContain("base");
        assertThat(considered()).contains(told);
        NEO4J.run("CALL metapolicy.resume('base', 'it was a mistake', {participant_id: 'p-1'})");
        assertThat(served()).containsExactly("base");
    }

    private static List<Object> served() {
        return NEO4J.run(SELECT + "RETURN versionId AS id").stream()
                .map(row -> row.get("id"))
                .toList();
    }

    private static String considered() {
        return String.valueOf(NEO4J.run(SELECT + "RETURN considered"));
    }
}
