package org.metapolicy.graph.selection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.metapolicy.graph.ContextColumns;
import org.metapolicy.graph.ContextPlaces;
import org.metapolicy.graph.KnownMoves;
import org.metapolicy.graph.ProspectKeys.OfFamily;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.figures.Figures;
import org.metapolicy.graph.figures.FiguresTable;
import org.metapolicy.graph.read.Keys;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.graph.read.Values;
import org.metapolicy.selection.Evidence;
import org.neo4j.graphdb.Node;

/**
 * What a decision reads of a family's counts and of the table of its versions: everything of all contexts together, or the
 * column of the one that is decided in. What has no column, as an earlier version of the plugin left it, is read from each
 * version's own row.
 *
 * <p>The column is read last: the database reads lists by way of a buffer that grows with the longest one of a transaction and
 * is gone through whole for each list after it.
 */
final class TableRead {
    private static final Keys OF_FAMILY =
            Keys.of(Schema.FamilyCount.RESOLVED, OfFamily.TABULATED_AT, KnownMoves.KEY, FiguresTable.FIGURES);
    private static final Keys PARTS = Keys.of(FiguresTable.PARTS);
    private static final Keys OF_FAMILY_IN_CONTEXT = OF_FAMILY.and(OfFamily.CLUSTERS_TABLE);
    private static final Keys CLUSTERS = Keys.of(OfFamily.TABULATED_CLUSTERS);
    private static final Keys OVERALL = Keys.of(OfFamily.TABULATED_VERSIONS, OfFamily.PROSPECT_TABLE);
    /** By the context's place; of those further back there is no column. */
    private static final List<Keys> IN_CONTEXT = IntStream.range(0, ContextColumns.LIMIT)
            .mapToObj(place -> Keys.of(OfFamily.TABULATED_VERSIONS, ContextColumns.key(place)))
            .toList();

    private final NodeReader reader;
    private final Node counted;
    private final long resolved;
    private final Object knownMoves;
    private final Object figures;
    private final Long table;
    /** Of the context that is decided in, in the table. */
    private final int place;

    /**
     * That of a family.
     *
     * @param counted its FamilyEvidence; null where there is none
     * @param cluster the context that is decided in; null where it is not known
     */
    TableRead(NodeReader reader, Node counted, String cluster) {
        this.reader = reader;
        this.counted = counted;
        if (counted == null) {
            this.resolved = 0;
            this.knownMoves = null;
            this.figures = null;
            this.table = null;
            this.place = -1;
            return;
        }
        reader.to(counted);
        Values family = reader.values(cluster == null ? OF_FAMILY : OF_FAMILY_IN_CONTEXT);
        this.resolved =
                family.get(Schema.FamilyCount.RESOLVED) instanceof Number number ? Math.max(0, number.longValue()) : 0;
        this.knownMoves = family.get(KnownMoves.KEY);
        this.figures = family.get(FiguresTable.FIGURES);
        this.table = family.get(OfFamily.TABULATED_AT) instanceof Long at ? at : null;
        this.place = cluster == null || table == null
                ? -1
                : place(reader, family.get(OfFamily.CLUSTERS_TABLE), table, cluster);
    }

    /** How many resolved episodes the family has. */
    long resolved() {
        return resolved;
    }

    /** What it has for {@link KnownMoves}; null where nothing. */
    Object knownMoves() {
        return knownMoves;
    }

    /** Whether the family has one. */
    boolean exists() {
        return table != null;
    }

    /**
     * The versions' figures, as far as they stand together.
     *
     * @param scored whether with what scores are made of
     * @param events how many events the family's trail has
     */
    FiguresTable figures(boolean scored, long events) {
        if (!scored || figures == null) {
            return FiguresTable.of(figures, table, events);
        }
        reader.to(counted);
        return FiguresTable.of(figures, reader.values(PARTS).get(FiguresTable.PARTS), table, events);
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
        if (table == null) {
            return (figures, id) -> figures.evidence();
        }
        reader.to(counted);
        return column().map(this::inColumn)
                .orElseGet(() -> (figures, id) -> figures.evidence()
                        .expecting(
                                ProspectNodes.read(figures.node(), table, place),
                                ProspectNodes.trust(figures.node(), table, place)));
    }

    private static int place(NodeReader reader, Object places, Long table, String cluster) {
        int told = ContextPlaces.place(places, table, cluster);
        if (told != ContextPlaces.UNTOLD) {
            return told;
        }
        return reader.values(CLUSTERS).get(OfFamily.TABULATED_CLUSTERS) instanceof String[] clusters
                ? Arrays.asList(clusters).indexOf(cluster)
                : -1;
    }

    private Optional<ContextColumns.Column> column() {
        if (place >= ContextColumns.LIMIT) {
            return Optional.empty();
        }
        Keys keys = place < 0 ? OVERALL : IN_CONTEXT.get(place);
        Values family = reader.values(keys);
        if (!(family.get(OfFamily.TABULATED_VERSIONS) instanceof String[] ids)) {
            return Optional.empty();
        }
        List<String> versions = Arrays.asList(ids);
        return place < 0
                ? ContextColumns.overall(family.get(OfFamily.PROSPECT_TABLE), table, versions)
                : ContextColumns.inContext(family.get(ContextColumns.key(place)), table, versions);
    }

    private Cells inColumn(ContextColumns.Column column) {
        return (figures, id) -> table.equals(figures.table())
                ? figures.evidence().expecting(column.prospect(id), column.trust(id))
                : figures.evidence();
    }
}
