package org.metapolicy.graph;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.graph.ProspectKeys.OfFamily;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;
import org.neo4j.graphdb.Node;

/**
 * What is tabulated of a family's versions in one context, together in one property of its FamilyEvidence, so that a decision
 * there reads nothing of other contexts: what the table is called, and {@value StoredTable#IN_CLUSTER} numbers for each of its
 * versions, in their order; and in another what is whatever the context, {@value StoredTable#NUMBERS} numbers for each. They say the
 * same as the versions' own rows, which stand for what has no column.
 *
 * <p>They are kept as bytes, eight for each number, the highest first: before a property is written the database reads the former one, a
 * list of numbers bit by bit by way of a buffer as long as the longest text that the transaction read, and bytes as they are. A list
 * of numbers, as an earlier version of the plugin left it, is read too.
 */
public final class ContextColumns {
    /** How many contexts have a column: as many as a version keeps apart, and the one of the others. */
    public static final int LIMIT = 65;

    private ContextColumns() {}

    /** Key of the column of the context at this place of the table. */
    public static String key(int place) {
        return ProspectKeys.OfFamily.CONTEXT_TABLE + place;
    }

    /** Writes the columns of a table, and removes what is left of a larger one. */
    static void save(Node familyEvidence, Tabulation tabulation, long table) {
        List<String> clusters = tabulation.prospects().clusters();
        int columns = Math.min(LIMIT, clusters.size());
        for (int place = 0; place < columns; place++) {
            String cluster = clusters.get(place);
            familyEvidence.setProperty(
                    key(place), column(tabulation, table, id -> StoredTable.inCluster(tabulation, id, cluster)));
        }
        familyEvidence.setProperty(
                OfFamily.PROSPECT_TABLE,
                column(
                        tabulation,
                        table,
                        id -> StoredTable.numbers(tabulation.prospects().overall(id))));
        for (int place = columns; place < LIMIT && familyEvidence.hasProperty(key(place)); place++) {
            familyEvidence.removeProperty(key(place));
        }
    }

    private static byte[] column(Tabulation tabulation, long table, Function<String, List<Double>> ofVersion) {
        List<Double> numbers = new ArrayList<>();
        numbers.add((double) table);
        tabulation.versions().forEach(version -> numbers.addAll(ofVersion.apply(version)));
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.size());
        numbers.forEach(bytes::putDouble);
        return bytes.array();
    }

    /**
     * The column of one context.
     *
     * @param stored what the family's evidence has under its {@link #key}; null where it has nothing
     * @param table what the family's table is called
     * @param versions ids of its versions, in the table's order
     * @return empty where there is none of that table and of as many versions
     */
    public static Optional<Column> inContext(Object stored, long table, List<String> versions) {
        return column(stored, table, versions, StoredTable.IN_CLUSTER);
    }

    /**
     * The column of what is whatever the context.
     *
     * @param stored what the family's evidence has under {@link OfFamily#PROSPECT_TABLE}; null where it has nothing
     * @param table what the family's table is called
     * @param versions ids of its versions, in the table's order
     * @return empty where there is none of that table and of as many versions
     */
    public static Optional<Column> overall(Object stored, long table, List<String> versions) {
        return column(stored, table, versions, StoredTable.NUMBERS);
    }

    private static Optional<Column> column(Object stored, long table, List<String> versions, int ofEach) {
        DoubleBuffer numbers = numbers(stored);
        return numbers.limit() == 1 + versions.size() * ofEach && numbers.get(0) == table
                ? Optional.of(new Column(versions, numbers, ofEach))
                : Optional.empty();
    }

    /** None of what is no column. */
    private static DoubleBuffer numbers(Object stored) {
        if (stored instanceof double[] numbers) {
            return DoubleBuffer.wrap(numbers);
        }
        return stored instanceof byte[] bytes && bytes.length % Double.BYTES == 0
                ? ByteBuffer.wrap(bytes).asDoubleBuffer()
                : DoubleBuffer.allocate(0);
    }

    /** The numbers of every column that a decision would read, by version and context. */
    public static Map<String, Map<String, List<Double>>> all(Node familyEvidence, long table) {
        List<String> clusters = GovernedNodes.texts(familyEvidence, OfFamily.TABULATED_CLUSTERS);
        List<String> versions = GovernedNodes.texts(familyEvidence, OfFamily.TABULATED_VERSIONS);
        Map<String, Map<String, List<Double>>> all = new TreeMap<>();
        for (int place = 0; place < Math.min(LIMIT, clusters.size()); place++) {
            String cluster = clusters.get(place);
            inContext(familyEvidence.getProperty(key(place), null), table, versions)
                    .ifPresent(
                            column -> versions.forEach(version -> all.computeIfAbsent(version, none -> new TreeMap<>())
                                    .put(cluster, column.numbers(version))));
        }
        return all;
    }

    /** Those of what is whatever the context, likewise by version. */
    public static Map<String, List<Double>> overall(Node familyEvidence, long table) {
        List<String> versions = GovernedNodes.texts(familyEvidence, OfFamily.TABULATED_VERSIONS);
        Map<String, List<Double>> all = new TreeMap<>();
        overall(familyEvidence.getProperty(OfFamily.PROSPECT_TABLE, null), table, versions)
                .ifPresent(column -> versions.forEach(version -> all.put(version, column.numbers(version))));
        return all;
    }

    /** What is tabulated in one context, or whatever the context. */
    public static final class Column {
        private final Map<String, Integer> starts = new HashMap<>();
        private final DoubleBuffer numbers;
        private final int ofEach;

        private Column(List<String> versions, DoubleBuffer numbers, int ofEach) {
            this.numbers = numbers;
            this.ofEach = ofEach;
            for (int v = 0; v < versions.size(); v++) {
                starts.put(versions.get(v), 1 + v * ofEach);
            }
        }

        /** What may be expected of a version; null where the table does not have it. */
        public Prospect prospect(String versionId) {
            Integer at = starts.get(versionId);
            return at == null ? null : ProspectNodes.prospect(numbers, at);
        }

        /** Trust in it; null where the table does not have it, it is not known, or no context is decided in. */
        public InContext trust(String versionId) {
            Integer at = starts.get(versionId);
            return at == null || ofEach == StoredTable.NUMBERS
                    ? null
                    : StoredTable.trustAt(numbers, at + StoredTable.NUMBERS);
        }

        private List<Double> numbers(String versionId) {
            int at = starts.get(versionId);
            return IntStream.range(at, at + ofEach).mapToObj(numbers::get).toList();
        }
    }
}
