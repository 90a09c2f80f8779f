package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.testing.SharedNeo4j;

/** Ids of participants, groups and segments are the application's: one rule takes or refuses them wherever they are named. */
class ApplicationIdsIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @ParameterizedTest
    @ValueSource(strings = {"user@example.org", "P 01", "Zoë", "urn:a/b#c?d=%41&e", "李", "a\nb", "O'Neil \"x\""})
    void takenEverywhere(String id) {
        NEO4J.run("CALL metapolicy.grantApprover($who, 'answers for it')", Map.of("who", SharedNeo4j.OWNER));
        NEO4J.run(
                "CREATE (:Participant {id: $id}), (:Group {id: $id}), (:Trial {id: 't', participant_id: $id}),"
                        + " (:Trial {id: 'u'})",
                Map.of("id", id));
        NEO4J.run("CALL metapolicy.create({id: 'p', participants: [$id]}, 'for one')", Map.of("id", id));
        NEO4J.run("CALL metapolicy.create({id: 'g', scope: 'GROUP', groups: [$id]}, 'for some')", Map.of("id", id));
        NEO4J.run("CALL metapolicy.registerVersion('p', {id: 'v'}, 'x')");

        for (String call : List.of(
                "metapolicy.active({participant_id: $id})",
                "metapolicy.step(null, 't')",
                "metapolicy.step(null, 'u', {participant_id: $id})")) {
            assertThat(row("CALL " + call, id)).as(call).containsEntry("metaPolicyId", "p");
        }
        assertThat(row("CALL metapolicy.active({group_id: $id})", id)).containsEntry("metaPolicyId", "g");
        assertThat(row("CALL metapolicy.select('p', {participant_id: $id, group_id: $id})", id))
                .containsEntry("decision", "NO_INTERVENTION");
        assertThat(row("CALL metapolicy.recordEpisode('v', {id: 'e', rv_segment_ids: [$id]})", id))
                .containsEntry("created", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blankOnesAreRefusedEverywhere(String id) {
        NEO4J.run("CALL metapolicy.grantApprover($who, 'answers for it')", Map.of("who", SharedNeo4j.OWNER));
        NEO4J.run("CREATE (:Trial {id: 't'}), (:Participant {id: $id}), (:Group {id: $id})", Map.of("id", id));
        NEO4J.run("CALL metapolicy.create({id: 'p'}, 'for all')");
        for (String call : List.of(
                "metapolicy.create({id: 'x', participants: [$id]}, 'x')",
                "metapolicy.create({id: 'x', groups: [$id]}, 'x')",
                "metapolicy.active({participant_id: $id})",
                "metapolicy.active({group_id: $id})",
                "metapolicy.select('p', {participant_id: $id})",
                "metapolicy.select('p', {group_id: $id})",
                "metapolicy.step('p', 't', {participant_id: $id})",
                "metapolicy.step('p', 't', {group_id: $id})")) {
            assertThatThrownBy(() -> row("CALL " + call, id)).as(call).hasMessageContaining("not blank");
        }
    }

    private static Map<String, Object> row(String query, String id) {
        return NEO4J.run(query, Map.of("id", id)).get(0);
    }
}
