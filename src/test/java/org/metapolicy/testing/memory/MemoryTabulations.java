package org.metapolicy.testing.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.evidence.tabulation.Tabulations;
import org.metapolicy.governance.comparable.TabulatedContexts.Shown;
import org.metapolicy.testing.memory.MemoryGraph.Family;
import org.metapolicy.trust.EvidenceCodec;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/** What selection goes by, in memory. */
public final class MemoryTabulations implements Tabulations {
    /** A table as it was saved. */
    record Table(Tabulation tabulation, long events, long at) {}

    private final MemoryGraph graph;

    public MemoryTabulations(MemoryGraph graph) {
        this.graph = graph;
    }

    @Override
    public StoredTable of(String familyId) {
        Family family = graph.family(familyId);
        Map<String, StoredTable.Row> rows = new TreeMap<>();
        evidenced(family).forEach(id -> rows.put(id, row(family.table, id)));
        return family.table == null
                ? new StoredTable(null, 0, List.of(), null, Set.of(), Set.of(), rows)
                : new StoredTable(
                        family.table.at,
                        family.table.events,
                        family.table.tabulation.prospects().clusters(),
                        family.table.tabulation.prospects().clusters(),
                        family.table.tabulation.versions(),
                        family.table.tabulation.live(),
                        rows);
    }

    @Override
    public Optional<InContext> trust(String versionId, String contextCluster) {
        graph.version(versionId);
        return graph.familiesOf(versionId).stream()
                .filter(family -> family.table != null)
                .map(family -> family.table.tabulation.trust().getOrDefault(versionId, Map.of()))
                .flatMap(trust -> Stream.ofNullable(contextCluster == null ? null : trust.get(contextCluster)))
                .findFirst();
    }

    @Override
    public Optional<Prospect> prospect(String versionId, String contextCluster) {
        graph.version(versionId);
        return graph.familiesOf(versionId).stream()
                .filter(family -> family.table != null
                        && family.table.tabulation.versions().contains(versionId))
                .map(family -> family.table.tabulation.prospects())
                .flatMap(prospects -> Stream.ofNullable(
                        contextCluster == null
                                ? prospects.overall(versionId)
                                : prospects.byCluster(versionId).get(contextCluster)))
                .findFirst();
    }

    /** What the two above give in each context. */
    Map<String, Shown> shown(String versionId) {
        Map<String, Shown> shown = new TreeMap<>();
        graph.version(versionId);
        graph.familiesOf(versionId).stream()
                .filter(family -> family.table != null)
                .flatMap(family -> family.table.tabulation.prospects().clusters().stream())
                .map(cluster -> Map.entry(cluster, new Shown(trust(versionId, cluster), prospect(versionId, cluster))))
                .filter(one -> !one.getValue().equals(Shown.NOTHING))
                .forEach(one -> shown.put(one.getKey(), one.getValue()));
        return shown;
    }

    /** A version began anew: the table that it is in is made again, of the same versions. */
    void again(Family family, String versionId) {
        if (family.table != null && family.table.tabulation.versions().contains(versionId)) {
            Map<String, VersionEvidence> evidence = new TreeMap<>();
            Map<String, Map<String, InContext>> trust = new TreeMap<>(family.table.tabulation.trust());
            trust.remove(versionId);
            family.table
                    .tabulation
                    .versions()
                    .forEach(id -> evidence.put(
                            id,
                            EvidenceCodec.readOrEmpty(
                                    graph.version(id).evidence.states().live())));
            family.table = new Table(
                    Tabulation.of(evidence, family.table.tabulation.live(), trust),
                    family.table.events,
                    family.table.at);
        }
    }

    private List<String> evidenced(Family family) {
        return family.versions.stream()
                .filter(id -> graph.version(id).evidence != null)
                .toList();
    }

    private long asOfEvent(String versionId) {
        return graph.version(versionId).evidence.asOfEvent();
    }

    private int knownClusters(String versionId) {
        return graph.version(versionId)
                .evidence
                .figures()
                .map(VersionFigures::knownClusters)
                .orElse(0);
    }

    private StoredTable.Row row(Table table, String versionId) {
        if (table == null || !table.tabulation.versions().contains(versionId)) {
            return new StoredTable.Row(
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    null,
                    asOfEvent(versionId),
                    knownClusters(versionId),
                    graph.version(versionId).evidence.states().live());
        }
        return new StoredTable.Row(
                table.at,
                StoredTable.numbers(table.tabulation.prospects().overall(versionId)),
                StoredTable.prospects(table.tabulation, versionId),
                StoredTable.trust(table.tabulation, versionId),
                columns(table.tabulation, versionId),
                StoredTable.numbers(table.tabulation.prospects().overall(versionId)),
                asOfEvent(versionId),
                knownClusters(versionId),
                graph.version(versionId).evidence.states().live());
    }

    private static Map<String, List<Double>> columns(Tabulation tabulation, String versionId) {
        Map<String, List<Double>> columns = new TreeMap<>();
        tabulation
                .prospects()
                .clusters()
                .forEach(cluster -> columns.put(cluster, StoredTable.inCluster(tabulation, versionId, cluster)));
        return columns;
    }
}
