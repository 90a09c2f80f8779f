package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Versions made from versions, the tree of them, and where the default falls back to along it. */
class LineageIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aFamilyWithAFirstVersion() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'a pilot')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'v1', version_tag: 'v1.0.0', hyperparams: {learning_rate:"
                + " 0.1, decay: 0.9}, parameters: {alpha: 0.5, actions: {rest: {A: [[2.0]], b: [0.1]}, cue: {A: [[1.0]],"
                + " b: [0.0]}}}}, 'first')");
    }

    @Test
    void aChildCopiesItsParentWithTheChangesAsked() {
        NEO4J.run("CALL metapolicy.spawn('v1', {id: 'v2', learning_rate: 0.05, exploration: 0.2}, 'slower')");
        NEO4J.run("CALL metapolicy.spawn('v2', {id: 'v3', actions: ['rest', 'breathe']}, 'another action')");
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'v3'})-[:PREVIOUS_VERSION]->(p)"
                        + " RETURN v.parameters_blob AS parameters, v.hyperparams AS hyperparams, p.id AS parent"))
                .containsExactly(Map.of(
                        "parameters",
                        "{\"actions\":{\"breathe\":{\"A\":[[1]],\"b\":[0]},\"rest\":{\"A\":[[2]],\"b\":[0.1]}},\"alpha\":0.2}",
                        "hyperparams",
                        "{\"decay\":0.9,\"exploration\":0.2,\"learning_rate\":0.05}",
                        "parent",
                        "v2"));
        List<Map<String, Object>> tree =
                NEO4J.run("CALL metapolicy.lineage('f') YIELD versionId, versionTag, depth, parentVersionId, status");
        assertThat(tree).extracting(row -> row.get("versionTag")).containsExactly("v1.0.0", "v1.1.0", "v2.0.0");
        assertThat(tree).extracting(row -> row.get("depth")).containsExactly(0L, 1L, 2L);
        Map<?, ?> changes =
                (Map<?, ?>) NEO4J.run("CALL metapolicy.lineage('f') YIELD versionId, changes WHERE versionId = 'v2'"
                                + " RETURN changes")
                        .get(0)
                        .get("changes");
        assertThat(changes.get("learning_rate")).isEqualTo(Map.of("from", 0.1, "to", 0.05));
        assertThat(changes.containsKey("parameters_hash")).isTrue();
        NEO4J.run(
                "CALL metapolicy.spawn('v3', {id: 'v4', hyperparams: {decay: null, note: 'calmer'}, parameters: {alpha: 0.2,"
                        + " actions: {rest: {A: [[3.0]], b: [0.4]}, breathe: {A: [[1.0]], b: [0.0]}}}}, 'as it learned')");
        assertThat(NEO4J.run("CALL metapolicy.lineage('f') YIELD versionId, changed RETURN changed ORDER BY versionId"))
                .extracting(row -> row.get("changed"))
                .containsExactly(
                        List.of(),
                        List.of(
                                "exploration is new: 0.2",
                                "learning_rate is 0.05, it was 0.1",
                                "alpha is 0.2, it was 0.5"),
                        List.of("action 'breathe' is new", "action 'cue' is gone"),
                        List.of(
                                "decay is gone, it was 0.9",
                                "note is new: 'calmer'",
                                "action 'rest' has other parameters"));
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f') YIELD ok")).containsExactly(Map.of("ok", true));
    }
}
