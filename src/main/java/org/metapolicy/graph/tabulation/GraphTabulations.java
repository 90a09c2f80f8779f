package org.metapolicy.graph.tabulation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.evidence.tabulation.Tabulations;
import org.metapolicy.governance.comparable.TabulatedContexts.Shown;
import org.metapolicy.graph.ContextColumns;
import org.metapolicy.graph.ContextPlaces;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.ProspectKeys;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.StateTexts;
import org.metapolicy.graph.read.Keys;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.graph.read.Values;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** What selection goes by, in the graph, in the caller's transaction. */
public final class GraphTabulations implements Tabulations {
    private static final Keys TABLE = Keys.of(ProspectKeys.TABULATED_AT, ProspectKeys.OfFamily.TABULATED_CLUSTERS);
    private static final Keys IN_CONTEXTS =
            Keys.of(ProspectKeys.TABULATED_AT, ProspectKeys.CONTEXT_PROSPECTS, ProspectKeys.CONTEXT_TRUST);
    private static final Keys ROW =
            IN_CONTEXTS.and(ProspectKeys.PROSPECT, Schema.Evidence.AS_OF_EVENT, Schema.Evidence.KNOWN_CLUSTERS);

    private final Transaction tx;

    public GraphTabulations(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public StoredTable of(String familyId) {
        Node family = new GovernedNodes(tx).family(familyId);
        Optional<Node> found =
                GovernedNodes.ends(family, Types.HAS_EVIDENCE).stream().findFirst();
        Map<String, Map<String, List<Double>>> columns = found.filter(counted -> ProspectNodes.table(counted) != null)
                .map(counted -> ContextColumns.all(counted, ProspectNodes.table(counted)))
                .orElse(Map.of());
        Map<String, List<Double>> overall = found.filter(counted -> ProspectNodes.table(counted) != null)
                .map(counted -> ContextColumns.overall(counted, ProspectNodes.table(counted)))
                .orElse(Map.of());
        Map<String, StoredTable.Row> rows = NodeReader.read(tx, reader -> {
            Map<String, StoredTable.Row> all = new TreeMap<>();
            forEachEvidence(
                    family,
                    (id, node) -> all.put(
                            id,
                            row(
                                    reader,
                                    node,
                                    columns.getOrDefault(id, Map.of()),
                                    overall.get(id),
                                    StateTexts.of(node).live())));
            return all;
        });
        return found.map(counted -> new StoredTable(
                        ProspectNodes.table(counted),
                        GovernedNodes.integer(counted, ProspectKeys.OfFamily.TABULATED_AS_OF_EVENT),
                        GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_CLUSTERS),
                        ContextPlaces.clusters(
                                        counted.getProperty(ProspectKeys.OfFamily.CLUSTERS_TABLE, null),
                                        ProspectNodes.table(counted))
                                .orElse(null),
                        Set.copyOf(GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_VERSIONS)),
                        Set.copyOf(GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_LIVE)),
                        rows))
                .orElseGet(() -> new StoredTable(null, 0, List.of(), null, Set.of(), Set.of(), rows));
    }

    @Override
    public Optional<InContext> trust(String versionId, String contextCluster) {
        return at(versionId, contextCluster, ProspectNodes::trust);
    }

    @Override
    public Optional<Prospect> prospect(String versionId, String contextCluster) {
        return at(
                versionId,
                contextCluster,
                (node, table, place) ->
                        contextCluster != null && place < 0 ? null : ProspectNodes.read(node, table, place));
    }

    /** The contexts of a family's table, in order, without its rows; none where there is no table. */
    public List<String> clusters(String familyId) {
        return GovernedNodes.ends(new GovernedNodes(tx).family(familyId), Types.HAS_EVIDENCE).stream()
                .findFirst()
                .map(counted -> GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_CLUSTERS))
                .orElse(List.of());
    }

    /**
     * What {@link #trust} and {@link #prospect} give of a version in each context, by context. Its lists are read by cursors of
     * their own: the core API's read a list by way of a buffer as long as the longest text that the transaction read.
     */
    public Map<String, Shown> shown(String versionId) {
        Node version = new GovernedNodes(tx).version(versionId);
        return NodeReader.read(tx, reader -> {
            Map<String, Shown> shown = new TreeMap<>();
            for (Node family : GovernedNodes.starts(version, Types.HAS_VERSION)) {
                for (Node counted : GovernedNodes.ends(family, Types.HAS_EVIDENCE)) {
                    reader.to(counted);
                    Values table = reader.values(TABLE);
                    for (Node node : GovernedNodes.ends(version, Types.HAS_EVIDENCE)) {
                        reader.to(node);
                        addTo(shown, table, reader.values(IN_CONTEXTS));
                    }
                }
            }
            return shown;
        });
    }

    /** Of a context that somebody wrote twice among the clusters, the first place counts, as in a look-up. */
    private static void addTo(Map<String, Shown> shown, Values table, Values row) {
        List<String> clusters = table.get(ProspectKeys.OfFamily.TABULATED_CLUSTERS) instanceof String[] texts
                ? List.of(texts)
                : List.of();
        Long at = table.get(ProspectKeys.TABULATED_AT) instanceof Long name ? name : null;
        Set<String> met = new HashSet<>();
        for (int place = 0; place < clusters.size(); place++) {
            Shown here = new Shown(
                    Optional.ofNullable(ProspectNodes.trust(row::get, at, place)),
                    Optional.ofNullable(ProspectNodes.read(row::get, at, place)));
            if (met.add(clusters.get(place)) && !here.equals(Shown.NOTHING)) {
                shown.merge(clusters.get(place), here, Shown::or);
            }
        }
    }

    private interface Cell<T> {
        T read(Node node, Long table, int place);
    }

    private <T> Optional<T> at(String versionId, String contextCluster, Cell<T> cell) {
        Node version = new GovernedNodes(tx).version(versionId);
        return GovernedNodes.starts(version, Types.HAS_VERSION).stream()
                .flatMap(family -> GovernedNodes.ends(family, Types.HAS_EVIDENCE).stream())
                .flatMap(counted -> GovernedNodes.ends(version, Types.HAS_EVIDENCE).stream()
                        .map(node -> cell.read(
                                node, ProspectNodes.table(counted), ProspectNodes.place(counted, contextCluster))))
                .filter(Objects::nonNull)
                .findFirst();
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
                        id, RunningStates.of(id, StateTexts.of(node)).live()));
                Tabulation tabulation = Tabulation.of(
                        evidence,
                        Set.copyOf(GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_LIVE)),
                        others(counted, nodes, versionId));
                ProspectNodes.saveFamily(
                        counted,
                        tabulation,
                        GovernedNodes.integer(counted, ProspectKeys.OfFamily.TABULATED_AS_OF_EVENT),
                        table);
                nodes.forEach((id, node) -> ProspectNodes.save(node, id, tabulation, table));
            }
        }
    }

    /** Trust in context of the other versions stays: no version's evidence moves another's. */
    private Map<String, Map<String, InContext>> others(Node counted, Map<String, Node> nodes, String versionId) {
        List<String> clusters = GovernedNodes.texts(counted, ProspectKeys.OfFamily.TABULATED_CLUSTERS);
        return NodeReader.read(tx, reader -> {
            Map<String, Map<String, InContext>> trust = new TreeMap<>();
            nodes.forEach((id, node) -> {
                if (!id.equals(versionId)) {
                    trust.put(id, row(reader, node, Map.of(), null, "").trustByCluster(clusters));
                }
            });
            return trust;
        });
    }

    private static void forEachEvidence(Node family, BiConsumer<String, Node> consumer) {
        for (Node version : GovernedNodes.ends(family, Types.HAS_VERSION)) {
            String id = GovernedNodes.id(version);
            GovernedNodes.ends(version, Types.HAS_EVIDENCE).stream()
                    .filter(node -> id != null)
                    .forEach(node -> consumer.accept(id, node));
        }
    }

    /**
     * By the reader's cursors, as lists are dear to read by those that have read a text.
     *
     * @param state its text, which others read
     */
    private static StoredTable.Row row(
            NodeReader reader, Node node, Map<String, List<Double>> columns, List<Double> column, String state) {
        reader.to(node);
        Values values = reader.values(ROW);
        return new StoredTable.Row(
                values.get(ProspectKeys.TABULATED_AT) instanceof Long at ? at : null,
                numbers(values.get(ProspectKeys.PROSPECT)),
                numbers(values.get(ProspectKeys.CONTEXT_PROSPECTS)),
                numbers(values.get(ProspectKeys.CONTEXT_TRUST)),
                columns,
                column,
                integer(values.get(Schema.Evidence.AS_OF_EVENT)),
                (int) integer(values.get(Schema.Evidence.KNOWN_CLUSTERS)),
                state);
    }

    private static long integer(Object stored) {
        return stored instanceof Long number ? number : 0;
    }

    private static List<Double> numbers(Object stored) {
        return stored instanceof double[] numbers
                ? Arrays.stream(numbers).boxed().toList()
                : null;
    }
}
