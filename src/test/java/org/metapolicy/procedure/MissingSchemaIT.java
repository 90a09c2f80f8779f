package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.testing.SharedNeo4j;

/** A database that nobody migrated: what would stand twice if it were told twice is refused, with what is missing. */
class MissingSchemaIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamily() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v'}, 'one')");
        NEO4J.run("CALL metapolicy.recordEpisode('v', {id: 'stands'})");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    PolicyEpisode | metapolicy.recordEpisode('v', {id: 'e'})
                    PolicyEpisode | metapolicy.recordAll([{version_id: 'v', episode: {id: 'e'}}])
                    PolicyOutcome | metapolicy.recordOutcome('stands', {reward: 0.1})
                    PolicyVersion | metapolicy.registerVersion('f', {id: 'w'}, 'another')
                    PolicyVersion | metapolicy.spawn('v', {id: 'w', learning_rate: 0.2}, 'another')
                    MetaPolicy    | metapolicy.create({id: 'g'}, 'another')
                    """)
    void nothingIsMadeOfWhichThereCouldBeTwo(String label, String call) {
        NEO4J.withoutUniqueIds(label, () -> {
            long before = nodes();
            assertThatThrownBy(() -> NEO4J.run("CALL " + call))
                    .rootCause()
                    .hasMessageContaining("nothing keeps the ids of " + label + " nodes unique in this database")
                    .hasMessageContaining("its migrations are missing")
                    .hasMessageContaining("migrations/V001__Ids_are_unique.cypher")
                    .hasMessageContaining("exec:exec@migrate");
            assertThat(nodes()).isEqualTo(before);
        });
        assertThat(NEO4J.run(
                        "SHOW CONSTRAINTS YIELD labelsOrTypes WHERE labelsOrTypes = [$label] RETURN 1",
                        Map.of("label", label)))
                .as("with the schema again")
                .hasSize(1);
    }

    @Test
    void theFirstApproverIsOneNodeToo() {
        NEO4J.run("MATCH (n) DETACH DELETE n");
        NEO4J.withoutUniqueIds("GovernanceSettings", () -> assertThatThrownBy(
                        () -> NEO4J.run("CALL metapolicy.grantApprover('owner', 'too early')"))
                .rootCause()
                .hasMessageContaining("its migrations are missing"));
    }

    @Test
    void whatStandsIsStillStopped() {
        NEO4J.withoutUniqueIds("PolicyVersion", () -> {
            NEO4J.run("CALL metapolicy.recordOverride('stands')");
            assertThat(NEO4J.run("CALL metapolicy.pause('v', 'with no schema at all') YIELD toStatus"))
                    .containsExactly(Map.of("toStatus", "PAUSED"));
            assertThat(NEO4J.run("CALL metapolicy.setStatus('f', 'PAUSED', 'with no schema at all') YIELD action"))
                    .containsExactly(Map.of("action", "STATUS_SET"));
        });
    }

    private static long nodes() {
        return (long) NEO4J.run("MATCH (n) RETURN count(n) AS n").get(0).get("n");
    }
}
