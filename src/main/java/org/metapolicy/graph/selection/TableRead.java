package org.metapolicy.graph.selection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.metapolicy.graph.ContextColumns;
import org.metapolicy.graph.ProspectKeys;
import org.metapolicy.graph.ProspectKeys.OfFamily;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.selection.Evidence;
import org.neo4j.graphdb.Node;

/**
 * What a decision reads of a family's counts and of the table of its versions: everything of all contexts together, or the
 * column of the one that is decided in. A context without a column, which an earlier version of the plugin left, is read from
 * each version's own row.
 *
 * <p>What is small is read first: the database reads lists by way of a buffer that grows with the longest one of a transaction
 * and is gone through whole for each list after it.
 */
final class TableRead {
    private static final List<String> ALWAYS = List.of(
            Schema.Evidence.ALARM,
            Schema.Evidence.TRUST_SCORE,
            Schema.Evidence.TRUST_LOWER,
            Schema.Evidence.SAFETY_NORM,
            Schema.Evidence.N,
            Schema.Evidence.N_SINCE_RESUME,
            Schema.Evidence.N_TOTAL,
            Schema.Evidence.REWARD_MEAN,
            Schema.Evidence.TRUST_KNOWN,
            Schema.Evidence.TRUST_KNOWN_LOWER,
            Schema.Evidence.KNOWN_FACTORS,
            Schema.Evidence.KNOWN_WEIGHTS,
            Schema.Evidence.KNOWN_SHARES,
            ProspectKeys.TABULATED_AT);
    /** Each is read in one walk along a node's properties, of which there are many. */
    private static final String[] IN_CONTEXT = with();

    private static final String[] OVERALL = with(ProspectKeys.PROSPECT);

    private final Node counted;
    private final String cluster;
    private final long resolved;
    private final Long table;

    /**
     * That of a family.
     *
     * @param counted its FamilyEvidence; null where there is none
     * @param cluster the context that is decided in; null where it is not known
     */
    TableRead(Node counted, String cluster) {
        Map<String, Object> family =
                counted == null ? Map.of() : counted.getProperties(Schema.FamilyCount.RESOLVED, OfFamily.TABULATED_AT);
        this.counted = counted;
        this.cluster = cluster;
        this.resolved =
                family.get(Schema.FamilyCount.RESOLVED) instanceof Number number ? Math.max(0, number.longValue()) : 0;
        this.table = family.get(OfFamily.TABULATED_AT) instanceof Long at ? at : null;
    }

    /** How many resolved episodes the family has. */
    long resolved() {
        return resolved;
    }

    /** Keys of what is to be read of a version's evidence before its {@link #cells}. */
    String[] keys() {
        return cluster == null ? OVERALL : IN_CONTEXT;
    }

    /** What the table says of a version where it is decided. */
    interface Cells {
        /**
         * With what is expected of the version there, and with its trust there.
         *
         * @param node the version's evidence
         * @param figures what it has under {@link #keys}
         */
        Evidence in(Evidence evidence, String versionId, Node node, Map<String, Object> figures);
    }

    /** To be asked when all versions' figures are read. */
    Cells cells() {
        if (cluster == null) {
            return (evidence, id, node, figures) -> evidence.expecting(ProspectNodes.read(figures, table, -1), null);
        }
        if (table == null) {
            return (evidence, id, node, figures) -> evidence;
        }
        Map<String, Object> family = counted.getProperties(OfFamily.TABULATED_CLUSTERS, OfFamily.TABULATED_VERSIONS);
        int place = family.get(OfFamily.TABULATED_CLUSTERS) instanceof String[] clusters
                ? Arrays.asList(clusters).indexOf(cluster)
                : -1;
        return (family.get(OfFamily.TABULATED_VERSIONS) instanceof String[] versions
                        ? ContextColumns.read(counted, table, Arrays.asList(versions), place)
                        : Optional.<ContextColumns.Column>empty())
                .map(this::inColumn)
                .orElseGet(() -> (evidence, id, node, figures) -> evidence.expecting(
                        ProspectNodes.read(node, table, place), ProspectNodes.trust(node, table, place)));
    }

    private Cells inColumn(ContextColumns.Column column) {
        return (evidence, id, node, figures) -> table.equals(figures.get(ProspectKeys.TABULATED_AT))
                ? evidence.expecting(column.prospect(id), column.trust(id))
                : evidence;
    }

    private static String[] with(String... more) {
        return Stream.concat(ALWAYS.stream(), Stream.of(more)).toArray(String[]::new);
    }
}
