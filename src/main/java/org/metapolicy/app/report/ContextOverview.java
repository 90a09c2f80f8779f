package org.metapolicy.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.trust.context.InContext;

/**
 * A version in one context, as the last refresh left it.
 *
 * @param contextCluster in the order in which the family met them
 * @param suspended whether it is suspended there
 * @param promoted whether its promotion lets it serve there, as one in no named contexts does everywhere
 * @param trust what it is trusted there, and on how many episodes that rests
 */
public record ContextOverview(
        String versionId, String contextCluster, boolean suspended, boolean promoted, InContext trust) {
    /** Context by context, each version that is known in it; versions in the order given. */
    static List<ContextOverview> of(StoredTable table, FamilyStatusReport report, List<String> versionIds) {
        List<ContextOverview> rows = new ArrayList<>();
        Map<String, StoredTable.Row> byVersion = table.rows();
        for (String cluster : table.clusters()) {
            for (String version : versionIds) {
                StoredTable.Row row = byVersion.get(version);
                InContext trust = row == null || !table.versions().contains(version)
                        ? null
                        : row.trustByCluster(table.clusters()).get(cluster);
                if (trust != null) {
                    List<String> limit = report.limitedContexts(version);
                    rows.add(new ContextOverview(
                            version,
                            cluster,
                            report.suspendedContexts(version).contains(cluster),
                            limit.isEmpty() || limit.contains(cluster),
                            trust));
                }
            }
        }
        return List.copyOf(rows);
    }
}
