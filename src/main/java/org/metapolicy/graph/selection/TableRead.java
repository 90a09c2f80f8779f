package org.metapolicy.graph.selection;

import java.util.Arrays;
import java.util.Optional;
import org.metapolicy.graph.ContextColumns;
import org.metapolicy.graph.ProspectKeys;
import org.metapolicy.graph.ProspectKeys.OfFamily;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.read.Keys;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.graph.read.Values;
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
    private static final Keys IN_CONTEXT = Keys.of(
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
            ProspectKeys.TABULATED_AT);

    private static final Keys OVERALL = IN_CONTEXT.and(ProspectKeys.PROSPECT);

    /** What scores are made of, lists each. */
    private static final String[] PARTS = {
        Schema.Evidence.KNOWN_FACTORS, Schema.Evidence.KNOWN_WEIGHTS, Schema.Evidence.KNOWN_SHARES
    };

    private static final Keys SCORED_IN_CONTEXT = IN_CONTEXT.and(PARTS);
    private static final Keys SCORED_OVERALL = OVERALL.and(PARTS);
    private static final Keys CHOSEN_IN_CONTEXT = IN_CONTEXT.andPresenceOf(Schema.Evidence.KNOWN_FACTORS);
    private static final Keys CHOSEN_OVERALL = OVERALL.andPresenceOf(Schema.Evidence.KNOWN_FACTORS);
    private static final Keys OF_FAMILY = Keys.of(Schema.FamilyCount.RESOLVED, OfFamily.TABULATED_AT);
    private static final Keys ORDER = Keys.of(OfFamily.TABULATED_CLUSTERS, OfFamily.TABULATED_VERSIONS);

    private final NodeReader reader;
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
    TableRead(NodeReader reader, Node counted, String cluster) {
        this.reader = reader;
        this.counted = counted;
        this.cluster = cluster;
        if (counted == null) {
            this.resolved = 0;
            this.table = null;
            return;
        }
        reader.to(counted);
        Values family = reader.values(OF_FAMILY);
        this.resolved =
                family.get(Schema.FamilyCount.RESOLVED) instanceof Number number ? Math.max(0, number.longValue()) : 0;
        this.table = family.get(OfFamily.TABULATED_AT) instanceof Long at ? at : null;
    }

    /** How many resolved episodes the family has. */
    long resolved() {
        return resolved;
    }

    /** Whether the family has one. */
    boolean exists() {
        return table != null;
    }

    /**
     * Keys of what is to be read of a version's evidence before its {@link #cells}.
     *
     * @param scored whether with what scores are made of
     */
    Keys keys(boolean scored) {
        if (cluster == null) {
            return scored ? SCORED_OVERALL : CHOSEN_OVERALL;
        }
        return scored ? SCORED_IN_CONTEXT : CHOSEN_IN_CONTEXT;
    }

    /** What the table says of a version where it is decided. */
    interface Cells {
        /**
         * The version's evidence with what is expected of it there, and with its trust there.
         */
        Evidence in(Figures figures, String versionId);
    }

    /** To be asked when all versions' figures are read. */
    Cells cells() {
        if (cluster == null) {
            return (figures, id) ->
                    figures.evidence().expecting(ProspectNodes.read(figures.read()::get, table, -1), null);
        }
        if (table == null) {
            return (figures, id) -> figures.evidence();
        }
        reader.to(counted);
        Values family = reader.values(ORDER);
        int place = family.get(OfFamily.TABULATED_CLUSTERS) instanceof String[] clusters
                ? Arrays.asList(clusters).indexOf(cluster)
                : -1;
        return (family.get(OfFamily.TABULATED_VERSIONS) instanceof String[] versions
                        ? ContextColumns.read(counted, table, Arrays.asList(versions), place)
                        : Optional.<ContextColumns.Column>empty())
                .map(this::inColumn)
                .orElseGet(() -> (figures, id) -> figures.evidence()
                        .expecting(
                                ProspectNodes.read(figures.node(), table, place),
                                ProspectNodes.trust(figures.node(), table, place)));
    }

    private Cells inColumn(ContextColumns.Column column) {
        return (figures, id) -> table.equals(figures.read().get(ProspectKeys.TABULATED_AT))
                ? figures.evidence().expecting(column.prospect(id), column.trust(id))
                : figures.evidence();
    }
}
