package org.metapolicy.graph;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.graph.ProspectKeys.OfFamily;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;
import org.neo4j.graphdb.Node;

/**
 * What is tabulated of a family's versions in one context, together in one property of its FamilyEvidence, so that a decision
 * there reads nothing of other contexts: what the table is called, and {@value StoredTable#IN_CLUSTER} numbers for each of its
 * versions, in their order. It says the same as the versions' own rows, which stand for a context without a column.
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
            ByteBuffer numbers = ByteBuffer.allocate(
                    Double.BYTES * (1 + tabulation.versions().size() * StoredTable.IN_CLUSTER));
            numbers.putDouble(table);
            for (String version : tabulation.versions()) {
                StoredTable.inCluster(tabulation, version, clusters.get(place)).forEach(numbers::putDouble);
            }
            familyEvidence.setProperty(key(place), numbers.array());
        }
        for (int place = columns; place < LIMIT && familyEvidence.hasProperty(key(place)); place++) {
            familyEvidence.removeProperty(key(place));
        }
    }

    /**
     * The column of the context at this place.
     *
     * @param table what the family's table is called
     * @param versions ids of its versions, in the table's order
     * @return empty where there is none of that table and of as many versions
     */
    public static Optional<Column> read(Node familyEvidence, long table, List<String> versions, int place) {
        if (place < 0 || place >= LIMIT) {
            return Optional.empty();
        }
        double[] numbers = numbers(familyEvidence.getProperty(key(place), null));
        return numbers.length == 1 + versions.size() * StoredTable.IN_CLUSTER && numbers[0] == table
                ? Optional.of(new Column(versions, numbers))
                : Optional.empty();
    }

    /** None of what is no column. */
    private static double[] numbers(Object stored) {
        if (stored instanceof double[] numbers) {
            return numbers;
        }
        if (!(stored instanceof byte[] bytes) || bytes.length % Double.BYTES != 0) {
            return new double[0];
        }
        double[] numbers = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(numbers);
        return numbers;
    }

    /** The numbers of every column that a decision would read, by version and context. */
    public static Map<String, Map<String, List<Double>>> all(Node familyEvidence, long table) {
        List<String> clusters = GovernedNodes.texts(familyEvidence, OfFamily.TABULATED_CLUSTERS);
        List<String> versions = GovernedNodes.texts(familyEvidence, OfFamily.TABULATED_VERSIONS);
        Map<String, Map<String, List<Double>>> all = new TreeMap<>();
        for (int place = 0; place < clusters.size(); place++) {
            String cluster = clusters.get(place);
            read(familyEvidence, table, versions, place)
                    .ifPresent(
                            column -> versions.forEach(version -> all.computeIfAbsent(version, none -> new TreeMap<>())
                                    .put(cluster, column.numbers(version))));
        }
        return all;
    }

    /** What is tabulated in one context. */
    public static final class Column {
        private final Map<String, Integer> starts = new HashMap<>();
        private final double[] numbers;

        private Column(List<String> versions, double[] numbers) {
            this.numbers = numbers;
            for (int v = 0; v < versions.size(); v++) {
                starts.put(versions.get(v), 1 + v * StoredTable.IN_CLUSTER);
            }
        }

        /** What may be expected of a version; null where the table does not have it. */
        public Prospect prospect(String versionId) {
            Integer at = starts.get(versionId);
            return at == null ? null : ProspectNodes.prospect(numbers, at);
        }

        /** Trust in it; null where the table does not have it, or it is not known. */
        public InContext trust(String versionId) {
            Integer at = starts.get(versionId);
            return at == null ? null : StoredTable.trustAt(numbers, at + StoredTable.NUMBERS);
        }

        private List<Double> numbers(String versionId) {
            int at = starts.get(versionId);
            return Arrays.stream(numbers, at, at + StoredTable.IN_CLUSTER)
                    .boxed()
                    .toList();
        }
    }
}
