package org.metapolicy.graph.counterfactual;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.counterfactual.LoggedDecisions;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.testing.memory.LoggedDecisionsContract;

/** The logs in the graph keep the contract that those in memory keep. */
class GraphLoggedDecisionsIT implements LoggedDecisionsContract {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Override
    public void family(String familyId, String... versionIds) {
        NEO4J.run(
                "CREATE (m:MetaPolicy {id: $id}) WITH m UNWIND $versions AS v"
                        + " CREATE (m)-[:HAS_VERSION]->(:PolicyVersion {id: v})",
                Map.of("id", familyId, "versions", versionIds));
    }

    /** Every other one is linked, and so is its outcome; the others are named by property alone. */
    @Override
    public void decided(String familyId, StoredDecision decision) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("id", decision.id());
        properties.put(
                "timestamp", decision.at().map(at -> at.atZone(ZoneOffset.UTC)).orElse(null));
        properties.put("context_cluster", decision.cluster());
        properties.put("context_hash", decision.hash());
        properties.put("context", decision.context().isEmpty() ? null : decision.context());
        properties.put("chosen_intervention_id", decision.done());
        properties.put("propensity", decision.propensity());
        properties.put("human_override", decision.override());
        properties.put("policy_version_id", decision.versions().get(0));
        boolean linked = decision.id().length() % 2 == 0;
        NEO4J.run("CREATE (e:PolicyEpisode) SET e = $properties", Map.of("properties", properties));
        if (linked) {
            NEO4J.run(
                    "MATCH (v:PolicyVersion {id: $v}), (e:PolicyEpisode {id: $e}) CREATE (v)-[:EVALUATED_IN]->(e)",
                    Map.of("v", decision.versions().get(0), "e", decision.id()));
        }
        if (decision.hasOutcome()) {
            NEO4J.run(
                    "CREATE (:PolicyOutcome {id: 'o.' + $id, episode_id: $id, reward: $reward})",
                    Map.of("id", decision.id(), "reward", decision.reward()));
        }
        decision.choices()
                .forEach((version, choices) -> choices.forEach(choice -> NEO4J.run(
                        "MATCH (v:PolicyVersion {id: $v}), (e:PolicyEpisode {id: $e})"
                                + " CREATE (v)-[:WOULD_CHOOSE {interventions: $i, probabilities: $p}]->(e)",
                        Map.of(
                                "v",
                                version,
                                "e",
                                decision.id(),
                                "i",
                                choice.interventions(),
                                "p",
                                choice.probabilities()))));
    }

    @Override
    public <T> T ask(Function<LoggedDecisions, T> question) {
        return NEO4J.inTransactionAs(SharedNeo4j.OWNER, tx -> question.apply(new GraphLoggedDecisions(tx)));
    }
}
