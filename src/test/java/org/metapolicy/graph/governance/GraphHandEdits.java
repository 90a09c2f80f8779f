package org.metapolicy.graph.governance;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.evidence.CountingTransaction.SavedVersion;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.StateTexts;
import org.metapolicy.graph.decisions.DifferenceNodes;
import org.metapolicy.graph.evidence.RunningFigures;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.testing.memory.HandEdits;
import org.metapolicy.trail.Chain;
import org.neo4j.graphdb.Node;

/** Edits of the graph by Cypher, each in a transaction of its own. */
final class GraphHandEdits implements HandEdits {
    private static final String VERSION = "MATCH (v:PolicyVersion {id: $id}) ";
    private static final String EVENT =
            "MATCH (o)-[:HAS_EVENT]->(e:GovernanceEvent {seq: $seq}) WHERE o.id = $owner" + " WITH o, e ";

    private final SharedNeo4j neo4j;

    GraphHandEdits(SharedNeo4j neo4j) {
        this.neo4j = neo4j;
    }

    @Override
    public void addParticipant(String id) {
        neo4j.run("CREATE (:Participant {id: $id})", Map.of("id", id));
    }

    @Override
    public void addEpisode(String versionId, String participantId) {
        neo4j.run(
                "MATCH (v:PolicyVersion {id: $v}) CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: randomUUID(),"
                        + " participant_id: $p})-[:HAS_OUTCOME]->(:PolicyOutcome {id: randomUUID(), reward: 0.1})",
                Map.of("v", versionId, "p", participantId));
    }

    @Override
    public void setApprovers(List<String> names) {
        neo4j.run("MATCH (s:GovernanceSettings) SET s.approvers = $names", Map.of("names", names));
    }

    @Override
    public void deleteSettings() {
        neo4j.run("MATCH (s:GovernanceSettings)-[:HAS_EVENT]->(e) DETACH DELETE s, e");
    }

    @Override
    public void makeFamily(String familyId, Map<String, Object> properties) {
        neo4j.run(
                "CREATE (f:MetaPolicy {id: $id}) SET f += $properties",
                Map.of("id", familyId, "properties", properties));
    }

    @Override
    public void setFamily(String familyId, String key, Object value) {
        neo4j.run(
                "MATCH (f:MetaPolicy {id: $id}) SET f += $properties",
                Map.of("id", familyId, "properties", Map.of(key, value)));
    }

    @Override
    public void setVersion(String versionId, String key, Object value) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(key, value);
        neo4j.run(VERSION + "SET v += $properties", Map.of("id", versionId, "properties", properties));
    }

    @Override
    public void linkVersion(String familyId, String versionId) {
        neo4j.run(
                "MATCH (f:MetaPolicy {id: $family}) MERGE (v:PolicyVersion {id: $id})"
                        + " ON CREATE SET v.status = 'CANDIDATE' CREATE (f)-[:HAS_VERSION]->(v)",
                Map.of("family", familyId, "id", versionId));
    }

    @Override
    public void addDefault(String familyId, String versionId) {
        neo4j.run(
                VERSION + "MATCH (f:MetaPolicy {id: $family}) CREATE (f)-[:DEFAULT_POLICY]->(v)",
                Map.of("family", familyId, "id", versionId));
    }

    @Override
    public void setEvent(Chain chain, long seq, String key, Object value) {
        onEvent(chain, seq, "SET e += $argument", Collections.singletonMap(key, value));
    }

    @Override
    public void deleteEvent(Chain chain, long seq) {
        onEvent(chain, seq, "DETACH DELETE e", Map.of());
    }

    @Override
    public void copyEvent(Chain chain, long seq, Map<String, Object> changes) {
        onEvent(
                chain,
                seq,
                "OPTIONAL MATCH (e)-[:ABOUT]->(v) OPTIONAL MATCH (e)-[:SUPPORTED_BY]->(s)"
                        + " CREATE (o)-[:HAS_EVENT]->(n) SET n = properties(e), n += $argument, n:GovernanceEvent"
                        + " FOREACH (x IN [x IN [v] WHERE x IS NOT NULL] | CREATE (n)-[:ABOUT]->(x))"
                        + " FOREACH (x IN [x IN [s] WHERE x IS NOT NULL] | CREATE (n)-[:SUPPORTED_BY]->(x))",
                changes);
    }

    @Override
    public void relinkEvent(Chain chain, long seq, String versionId) {
        onEvent(
                chain,
                seq,
                "MATCH (v:PolicyVersion {id: $argument}) OPTIONAL MATCH (e)-[a:ABOUT]->() DELETE a"
                        + " CREATE (e)-[:ABOUT]->(v)",
                versionId);
    }

    @Override
    public void saveEvidence(String versionId, SavedStates states, VersionFigures figures) {
        neo4j.inTransactionAs(SharedNeo4j.OWNER, tx -> {
            Node version = new GovernedNodes(tx).version(versionId);
            Node evidence = GovernedNodes.ends(version, Types.HAS_EVIDENCE).get(0);
            RunningFigures.save(version, evidence, new SavedVersion(states, figures));
            StateTexts.save(evidence, states);
            return null;
        });
    }

    @Override
    public void saveDifferences(String familyId, String differences) {
        neo4j.inTransactionAs(SharedNeo4j.OWNER, tx -> {
            Node family = new GovernedNodes(tx).family(familyId);
            new DifferenceNodes(GovernedNodes.ends(family, Types.HAS_EVIDENCE).get(0)).save(differences);
            return null;
        });
    }

    @Override
    public void saveTable(String familyId, Tabulation tabulation, long events, long at) {
        neo4j.inTransactionAs(SharedNeo4j.OWNER, tx -> {
            GovernedNodes nodes = new GovernedNodes(tx);
            ProspectNodes.saveFamily(
                    GovernedNodes.ends(nodes.family(familyId), Types.HAS_EVIDENCE)
                            .get(0),
                    tabulation,
                    events,
                    at);
            tabulation
                    .versions()
                    .forEach(id -> ProspectNodes.save(
                            GovernedNodes.ends(nodes.version(id), Types.HAS_EVIDENCE)
                                    .get(0),
                            id,
                            tabulation,
                            at));
            return null;
        });
    }

    @Override
    public void setSnapshot(String versionId, long t, Map<String, Object> properties) {
        neo4j.run(
                VERSION + "MERGE (s:PolicyTrustSnapshot {id: $id + ':t' + $t}) ON CREATE SET s.t = $t"
                        + " MERGE (v)-[:HAS_TRUST_STATE]->(s) SET s += $properties",
                Map.of("id", versionId, "t", t, "properties", properties));
    }

    @Override
    public void setAdoptedSnapshot(String versionId, String key, Object value) {
        neo4j.run(
                VERSION + "MATCH (v)-[:HAS_TRUST_STATE]->(s:AdoptedSnapshot) SET s += $properties",
                Map.of("id", versionId, "properties", Map.of(key, value)));
    }

    @Override
    public void deleteSnapshot(String versionId, long t) {
        neo4j.run(
                "MATCH (s:PolicyTrustSnapshot {id: $id + ':t' + $t}) DETACH DELETE s", Map.of("id", versionId, "t", t));
    }

    private void onEvent(Chain chain, long seq, String edit, Object argument) {
        neo4j.run(
                EVENT + edit,
                Map.of(
                        "owner",
                        chain.familyId() == null ? "settings" : chain.familyId(),
                        "seq",
                        seq,
                        "argument",
                        argument));
    }
}
