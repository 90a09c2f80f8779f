package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Whatever somebody does that the trail records, figures and links of their own can go with it. */
class GivenEvidenceIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Every procedure that takes a reason, in an order in which each succeeds; $o is its options. */
    private static final Map<String, String> CALLS = new LinkedHashMap<>();

    static {
        CALLS.put("grantApprover", "'owner', 'first of this graph', $o");
        CALLS.put("create", "{id: 'f'}, 'a pilot', $o");
        CALLS.put("adopt", "'old', 'it goes on', $o");
        CALLS.put(
                "registerVersion",
                "'f', {id: 'v', parameters: {alpha: 0.5, actions: {cue: {A: [[1]], b: [0]}}}}, 'one', $o");
        CALLS.put("promote", "'v', 'known', {override: true, evidence: $o.evidence}");
        CALLS.put("setFallback", "'v', 'the baseline', $o");
        CALLS.put("setMode", "'f', 'ACTIVE', 'on', $o");
        CALLS.put("spawn", "'v', {id: 'w'}, 'two', $o");
        CALLS.put("learn", "'v', 'three', $o");
        CALLS.put("pause", "'w', 'later', $o");
        CALLS.put("resume", "'w', 'now', $o");
        CALLS.put("deprecate", "'w', 'no more', $o");
        CALLS.put("setStatus", "'f', 'PAUSED', 'off', $o");
        CALLS.put("configure", "'f', {patience: 4}, 'slower', $o");
        CALLS.put("clusterContexts", "'f', {k: 2, evidence: $o.evidence}, 'two kinds of days'");
        CALLS.put("approve", "$open, 'good', $o");
        CALLS.put("reject", "$open, 'bad', $o");
        CALLS.put("erase", "{participant_id: 'gone'}, 'asked for', $o");
        CALLS.put("rollback", "'v', 'worse', $o");
        CALLS.put("revokeApprover", "'owner', 'left', $o");
    }

    @Test
    void isKeptByItsEvent() {
        assertThat(procedures()).isEqualTo(new TreeSet<>(CALLS.keySet()));
        CALLS.forEach((procedure, arguments) -> {
            prepare(procedure);
            String call = "CALL metapolicy." + procedure + "(" + arguments + ")";
            assertThatThrownBy(() -> NEO4J.run(call, parameters(Map.of("rate", Double.NaN))))
                    .as(call)
                    .hasMessageContaining("options.evidence.rate is NaN: it must be a finite number");
            String note = "of " + procedure;
            NEO4J.run(call, parameters(Map.of("note", note)));
            List<Map<String, Object>> events = NEO4J.run(
                    "MATCH (e:GovernanceEvent) WHERE e.evidence CONTAINS $note RETURN e.evidence AS evidence",
                    Map.of("note", note));
            assertThat(events).as(call).hasSize(1);
            assertThat(JsonParser.parseString((String) events.get(0).get("evidence"))
                            .getAsJsonObject()
                            .getAsJsonObject("caller")
                            .toString())
                    .isEqualTo("{\"note\":\"" + note + "\"}");
        });
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('f') YIELD ok")).containsExactly(Map.of("ok", true));
    }

    private static TreeSet<String> procedures() {
        TreeSet<String> names = new TreeSet<>();
        NEO4J.run("SHOW PROCEDURES YIELD name, argumentDescription WHERE name STARTS WITH 'metapolicy.'"
                        + " AND any(a IN argumentDescription WHERE a.name = 'reason') RETURN name")
                .forEach(row -> names.add(((String) row.get("name")).substring("metapolicy.".length())));
        return names;
    }

    private static Map<String, Object> parameters(Map<String, Object> evidence) {
        List<Map<String, Object>> open = NEO4J.run("MATCH (p:PromotionProposal {state: 'OPEN'}) RETURN p.id AS id");
        return Map.of(
                "o",
                Map.of("evidence", evidence),
                "open",
                open.isEmpty() ? "none" : open.get(0).get("id"));
    }

    /** What has to stand before. */
    private static void prepare(String procedure) {
        switch (procedure) {
            case "adopt" -> NEO4J.run("CREATE (:MetaPolicy {id: 'old', risk_tier: 'SAFE'})");
            // No family knows of it: the graph's own trail alone tells.
            case "erase" -> NEO4J.run("CREATE (:PolicyEpisode {id: 'theirs', participant_id: 'gone'})");
            case "learn" -> {
                for (int i = 0; i < 4; i++) {
                    NEO4J.run(
                            "CALL metapolicy.recordAll([{version_id: 'v', episode: {context: [$x],"
                                    + " chosen_intervention_id: 'cue'}, outcome: {reward: 0.5}}])",
                            Map.of("x", i * 1.0));
                }
                NEO4J.run("CALL metapolicy.refreshTrust('f')");
            }
            case "approve", "reject" -> {
                String version = procedure.equals("approve") ? "p1v" : "p2v";
                NEO4J.run("CALL metapolicy.registerVersion('f', {id: $id}, 'to be proposed')", Map.of("id", version));
                // As often as the default, which it is compared with: at first 'v', then whoever was approved.
                for (String id : procedure.equals("approve") ? List.of("v", version) : List.of(version)) {
                    NEO4J.run(
                            "CALL metapolicy.recordAll([i IN range(1, 400) | {version_id: $id, episode: {context_cluster:"
                                    + " toString(i % 3)}, outcome: {reward: 0.9 + 0.05 * (i % 2), delta_coherence: 0.1}}])",
                            Map.of("id", id));
                }
                NEO4J.run("CALL metapolicy.refreshTrust('f')");
            }
            case "revokeApprover" -> {
                NEO4J.run("CALL metapolicy.grantApprover('bob', 'a second')");
                NEO4J.runAs("bob", "CALL metapolicy.revokeApprover('owner', 'left')", Map.of());
            }
            default -> {}
        }
    }
}
