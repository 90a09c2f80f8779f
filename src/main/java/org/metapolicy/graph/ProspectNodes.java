package org.metapolicy.graph;

import java.nio.DoubleBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.graph.ProspectKeys.OfFamily;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;
import org.neo4j.graphdb.Node;

/**
 * What may be expected of versions, on their VersionEvidence: {@value #NUMBERS} numbers for all contexts together and as many
 * for each cluster that the FamilyEvidence lists. Both say when that was; a version of another time counts as not tabulated.
 */
public final class ProspectNodes {
    private static final int NUMBERS = 6;

    private ProspectNodes() {}

    /**
     * Writes the family's part of a table.
     *
     * @param events how many the family's trail has
     * @param table what the table is called
     */
    public static void saveFamily(Node evidence, Tabulation tabulation, long events, long table) {
        saveTexts(evidence, OfFamily.TABULATED_CLUSTERS, tabulation.prospects().clusters());
        evidence.setProperty(
                OfFamily.CLUSTERS_TABLE,
                ContextPlaces.of(table, tabulation.prospects().clusters()));
        saveTexts(evidence, OfFamily.TABULATED_VERSIONS, tabulation.versions());
        saveTexts(evidence, OfFamily.TABULATED_LIVE, tabulation.live());
        evidence.setProperty(OfFamily.TABULATED_AS_OF_EVENT, events);
        evidence.setProperty(ProspectKeys.TABULATED_AT, table);
        ContextColumns.save(evidence, tabulation, table);
    }

    /** Writes a version's part of it. */
    public static void save(Node node, String versionId, Tabulation tabulation, long table) {
        node.setProperty(
                ProspectKeys.PROSPECT,
                array(StoredTable.numbers(tabulation.prospects().overall(versionId))));
        node.setProperty(ProspectKeys.CONTEXT_PROSPECTS, array(StoredTable.prospects(tabulation, versionId)));
        node.setProperty(ProspectKeys.CONTEXT_TRUST, array(StoredTable.trust(tabulation, versionId)));
        node.setProperty(ProspectKeys.TABULATED_AT, table);
    }

    /** What a table made at this moment is called. */
    public static long name(Instant at) {
        return Math.multiplyExact(at.getEpochSecond(), 1_000_000L) + at.getNano() / 1_000;
    }

    private static void saveTexts(Node evidence, String key, Collection<String> texts) {
        String[] next = texts.toArray(String[]::new);
        if (!Arrays.equals(next, GovernedNodes.texts(evidence, key).toArray()) || !evidence.hasProperty(key)) {
            evidence.setProperty(key, next);
        }
    }

    /** What the table is called that a family's or a version's evidence has: its time; null where there is none. */
    public static Long table(Node evidence) {
        return evidence.getProperty(ProspectKeys.TABULATED_AT, null) instanceof Long at ? at : null;
    }

    /** The cluster's place in the family's table; -1 where it has none. */
    public static int place(Node familyEvidence, String cluster) {
        return cluster == null
                ? -1
                : GovernedNodes.texts(familyEvidence, OfFamily.TABULATED_CLUSTERS)
                        .indexOf(cluster);
    }

    /** What may be expected of a version, as its VersionEvidence says. */
    public static Prospect read(Node evidence, Long table, int place) {
        return read(
                evidence.getProperties(
                                ProspectKeys.TABULATED_AT,
                                place < 0 ? ProspectKeys.PROSPECT : ProspectKeys.CONTEXT_PROSPECTS)::get,
                table,
                place);
    }

    /** Trust in the cluster at this place, as its VersionEvidence says. */
    public static InContext trust(Node evidence, Long table, int place) {
        return place < 0
                ? null
                : trust(
                        evidence.getProperties(ProspectKeys.TABULATED_AT, ProspectKeys.CONTEXT_TRUST)::get,
                        table,
                        place);
    }

    /**
     * What may be expected of a version.
     *
     * @param evidence what its VersionEvidence says, by key
     * @param table as {@link #table} says
     * @param place of the cluster; -1 for whatever the context
     * @return null where that table does not have it
     */
    public static Prospect read(Function<String, Object> evidence, Long table, int place) {
        return table != null
                        && table.equals(evidence.apply(ProspectKeys.TABULATED_AT))
                        && evidence.apply(place < 0 ? ProspectKeys.PROSPECT : ProspectKeys.CONTEXT_PROSPECTS)
                                instanceof double[] numbers
                ? prospect(DoubleBuffer.wrap(numbers), Math.max(0, place) * NUMBERS)
                : null;
    }

    /** One that somebody edited into nonsense is not known. */
    static Prospect prospect(DoubleBuffer numbers, int at) {
        if (numbers.limit() < at + NUMBERS) {
            return null;
        }
        for (int i = at + 1; i < at + NUMBERS; i++) {
            if (!Double.isFinite(numbers.get(i))) {
                return null;
            }
        }
        boolean rival = numbers.get(at) >= 0 && numbers.get(at) <= 1;
        return new Prospect(
                rival ? (Double) numbers.get(at) : null,
                numbers.get(at + 1),
                numbers.get(at + 2),
                numbers.get(at + 3),
                numbers.get(at + 4),
                (long) numbers.get(at + 5));
    }

    /**
     * Trust in the cluster at this place.
     *
     * @param table as {@link #table} says
     * @return null where that table does not have it, or it is not known
     */
    public static InContext trust(Function<String, Object> evidence, Long table, int place) {
        return place >= 0
                        && table != null
                        && table.equals(evidence.apply(ProspectKeys.TABULATED_AT))
                        && evidence.apply(ProspectKeys.CONTEXT_TRUST) instanceof double[] numbers
                ? StoredTable.inContext(numbers, place)
                : null;
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
