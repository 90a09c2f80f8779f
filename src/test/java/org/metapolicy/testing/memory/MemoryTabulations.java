package org.metapolicy.testing.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.evidence.tabulation.Tabulations;
import org.metapolicy.testing.memory.MemoryGraph.Family;
import org.metapolicy.trust.EvidenceCodec;
import org.metapolicy.trust.VersionEvidence;

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
                ? new StoredTable(null, 0, List.of(), Set.of(), Set.of(), rows)
                : new StoredTable(
                        family.table.at,
                        family.table.events,
                        family.table.tabulation.prospects().clusters(),
                        family.table.tabulation.versions(),
                        family.table.tabulation.live(),
                        rows);
    }

    /** A version began anew: the table that it is in is made again, of the same versions. */
    void again(Family family, String versionId) {
        if (family.table != null && family.table.tabulation.versions().contains(versionId)) {
            Map<String, VersionEvidence> evidence = new TreeMap<>();
            family.table
                    .tabulation
                    .versions()
                    .forEach(id -> evidence.put(
                            id,
                            EvidenceCodec.readOrEmpty(
                                    graph.version(id).evidence.states().live())));
            family.table = new Table(
                    Tabulation.of(evidence, family.table.tabulation.live()), family.table.events, family.table.at);
        }
    }

    private List<String> evidenced(Family family) {
        return family.versions.stream()
                .filter(id -> graph.version(id).evidence != null)
                .toList();
    }

    private StoredTable.Row row(Table table, String versionId) {
        if (table == null || !table.tabulation.versions().contains(versionId)) {
            return new StoredTable.Row(
                    null, null, null, graph.version(versionId).evidence.states().live());
        }
        List<Double> byCluster = new ArrayList<>();
        table.tabulation
                .prospects()
                .byCluster(versionId)
                .values()
                .forEach(prospect -> byCluster.addAll(StoredTable.numbers(prospect)));
        return new StoredTable.Row(
                table.at,
                StoredTable.numbers(table.tabulation.prospects().overall(versionId)),
                byCluster,
                graph.version(versionId).evidence.states().live());
    }
}
