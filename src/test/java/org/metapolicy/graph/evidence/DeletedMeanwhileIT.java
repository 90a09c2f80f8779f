package org.metapolicy.graph.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.StoredEvidence;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.Settings;
import org.metapolicy.testing.EvidenceGraph;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Resource;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.helpers.collection.Iterators;

/** An episode that another hand deletes between two looks of counting or of a recount. */
class DeletedMeanwhileIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void outcomesThatNameTheirEpisodes() {
        new EvidenceGraph(NEO4J).family("m", "v");
        NEO4J.run(
                "UNWIND ['e1', 'e2'] AS id CREATE (:PolicyEpisode {id: id, policy_version_id: 'v', human_override: false,"
                        + " timestamp: datetime('2026-01-01T00:00:00Z')}) CREATE (:PolicyOutcome {id: id + ':o', episode_id: id,"
                        + " reward: 0.5, recorded_at: datetime('2026-01-01T00:01:00Z')})");
    }

    @Test
    void itsOutcomeIsLeftForTheNextLook() {
        NEO4J.inTransaction(tx -> {
            List<Arrival> found = new BacklogScan(tx, Instant.EPOCH)
                    .run(Optional.of("m"), false)
                    .byFamily()
                    .get("m")
                    .outcomes();
            GraphCountingTransaction counting = new GraphCountingTransaction(
                    deletingBefore(
                            tx,
                            "e1",
                            (method, arguments) -> method.equals("acquireWriteLock")
                                    && arguments[0] instanceof Node node
                                    && node.hasLabel(Labels.PolicyEpisode)),
                    "m");
            assertThat(found).hasSize(2);
            assertThat(counting.take(found.get(0))).isEmpty();
            assertThat(counting.take(found.get(1))).isPresent();
        });
    }

    @Test
    void aRecountGoesOnAsIfItHadGoneBefore() {
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        NEO4J.inTransaction(tx -> {
            Node family = tx.findNode(Labels.MetaPolicy, Schema.ID, "m");
            Transaction deleting = deletingBefore(
                    tx, "e1", (method, arguments) -> method.equals("findNode") && arguments[0] == Labels.PolicyVersion);
            List<StoredEvidence> found = new ArrayList<>();
            new StoredEvidenceReader(deleting, family, Settings.defaults()).forEach(found::add);
            assertThat(found).hasSize(2).allSatisfy(one -> assertThat(one.versionId())
                    .isEqualTo("v"));
        });
    }

    @Test
    void aFamilyIsPassedOver() {
        new EvidenceGraph(NEO4J).family("other", "w");
        NEO4J.inTransaction(tx -> assertThat(GraphRefreshTransactions.ids(tx, family -> {
                    NEO4J.run("MATCH (m:MetaPolicy {id: 'm'}) DETACH DELETE m");
                    return family.hasLabel(Labels.MetaPolicy);
                }))
                .containsExactly("other"));
    }

    @Test
    void anOutcomeThatWaitsIsPassedOver() {
        NEO4J.run("MATCH (o:PolicyOutcome) SET o:WaitingOutcome");
        NEO4J.inTransaction(tx ->
                assertThat(WaitingOutcomes.byEpisode(deletingTheFirst(tx))).hasSize(1));
    }

    /** The transaction, and the first of the nodes that it finds somebody else deletes just before it is looked at. */
    private static Transaction deletingTheFirst(Transaction tx) {
        return (Transaction) Proxy.newProxyInstance(
                Transaction.class.getClassLoader(), new Class<?>[] {Transaction.class}, (proxy, method, arguments) -> {
                    List<Node> found = ((ResourceIterator<?>) method.invoke(tx, arguments))
                            .stream().map(Node.class::cast).toList();
                    NEO4J.run(
                            "MATCH (n) WHERE elementId(n) = $id DETACH DELETE n",
                            Map.of("id", found.get(0).getElementId()));
                    return Iterators.resourceIterator(found.iterator(), Resource.EMPTY);
                });
    }

    /** The transaction, and just before its first call of this kind somebody else deletes an episode. */
    private static Transaction deletingBefore(Transaction tx, String episodeId, BiPredicate<String, Object[]> call) {
        boolean[] deleted = {false};
        return (Transaction) Proxy.newProxyInstance(
                Transaction.class.getClassLoader(), new Class<?>[] {Transaction.class}, (proxy, method, arguments) -> {
                    if (!deleted[0] && call.test(method.getName(), arguments)) {
                        deleted[0] = true;
                        NEO4J.run("MATCH (e:PolicyEpisode {id: '" + episodeId + "'}) DETACH DELETE e");
                    }
                    try {
                        return method.invoke(tx, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
