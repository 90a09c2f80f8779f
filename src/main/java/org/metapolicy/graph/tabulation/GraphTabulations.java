package org.metapolicy.graph.tabulation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.evidence.tabulation.Tabulations;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.ProspectKeys;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.evidence.EvidenceNodes;
import org.metapolicy.trust.EvidenceCodec;
import org.metapolicy.trust.VersionEvidence;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** What selection goes by, in the graph, in the caller's transaction. */
public final class GraphTabulations implements Tabulations {
    private final Transaction tx;

    public GraphTabulations(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public StoredTable of(String familyId) {
        Node family = new GovernedNodes(tx).family(familyId);
        Map<String, StoredTable.Row> rows = new TreeMap<>();
        forEachEvidence(family, (id, node) -> rows.put(id, row(node)));
        return GovernedNodes.ends(family, Types.HAS_EVIDENCE).stream()
                .findFirst()
                .map(counted -> new StoredTable(
                        ProspectNodes.table(counted),
                        GovernedNodes.integer(counted, ProspectKeys.OfFamily.TABULATED_AS_OF_EVENT),
                        GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_CLUSTERS),
                        Set.copyOf(GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_VERSIONS)),
                        Set.copyOf(GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_LIVE)),
                        rows))
                .orElseGet(() -> new StoredTable(null, 0, List.of(), Set.of(), Set.of(), rows));
    }

    /** A version began anew: the table that it is in is made again, of the same versions. */
    public void again(String familyId, String versionId) {
        Node family = new GovernedNodes(tx).family(familyId);
        for (Node counted : GovernedNodes.ends(family, Types.HAS_EVIDENCE)) {
            List<String> versions = GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_VERSIONS);
            Long table = ProspectNodes.table(counted);
            if (table != null && versions.contains(versionId)) {
                Map<String, Node> nodes = new TreeMap<>();
                forEachEvidence(family, nodes::put);
                nodes.keySet().retainAll(versions);
                Map<String, VersionEvidence> evidence = new TreeMap<>();
                nodes.forEach((id, node) -> evidence.put(
                        id, EvidenceCodec.readOrEmpty(EvidenceNodes.states(node).live())));
                Tabulation tabulation = Tabulation.of(
                        evidence, Set.copyOf(GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_LIVE)));
                ProspectNodes.saveFamily(
                        counted,
                        tabulation,
                        GovernedNodes.integer(counted, ProspectKeys.OfFamily.TABULATED_AS_OF_EVENT),
                        table);
                nodes.forEach((id, node) -> ProspectNodes.save(node, id, tabulation, table));
            }
        }
    }

    private static void forEachEvidence(Node family, BiConsumer<String, Node> consumer) {
        for (Node version : GovernedNodes.ends(family, Types.HAS_VERSION)) {
            String id = GovernedNodes.id(version);
            GovernedNodes.ends(version, Types.HAS_EVIDENCE).stream()
                    .filter(node -> id != null)
                    .forEach(node -> consumer.accept(id, node));
        }
    }

    private static StoredTable.Row row(Node node) {
        return new StoredTable.Row(
                ProspectNodes.table(node),
                numbers(node, ProspectKeys.PROSPECT),
                numbers(node, ProspectKeys.CONTEXT_PROSPECTS),
                EvidenceNodes.states(node).live());
    }

    private static List<Double> numbers(Node node, String key) {
        return node.getProperty(key, null) instanceof double[] numbers
                ? Arrays.stream(numbers).boxed().toList()
                : null;
    }
}
