package org.metapolicy.evidence.tabulation;

import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/**
 * What selection goes by, edited or not: for comparing it with what it should be.
 *
 * @param at what the table is called, the microseconds since 1970 at which it was made; null where there is none
 * @param asOfEvent how many events the family's trail had then
 * @param clusters the context clusters, in the order of the versions' rows
 * @param places the same as decisions look them up; null where they look among {@code clusters}
 * @param versions ids of those that it was made of
 * @param live ids of the live ones among them
 * @param rows of every version with running evidence, by its id
 */
public record StoredTable(
        Long at,
        long asOfEvent,
        List<String> clusters,
        List<String> places,
        Set<String> versions,
        Set<String> live,
        Map<String, Row> rows) {
    /** How many numbers stand for a prospect. */
    public static final int NUMBERS = 6;
    /** How many numbers stand for a version in a context: its prospect and its trust there. */
    public static final int IN_CLUSTER = NUMBERS + 7;

    private static final String[] PROSPECT = {"best", "value", "value_deviation", "safety", "safety_deviation", "n"};

    private static final String[] TRUST = {"trust", "lower", "upper", "safety", "robustness", "coherence", "n"};

    /**
     * What stands at one version.
     *
     * @param at the table that it belongs to; null for none
     * @param overall whatever the context; null where it is missing or of another type
     * @param byCluster in each of the table's clusters, one after the other; null as above
     * @param trust in each of the table's clusters, one after the other; null as above
     * @param columns its prospect and its trust in each context of which the family's evidence tells them of all versions together;
     *     a context that is not there is read from the two above
     * @param column what may be expected of it whatever the context, where the family's evidence tells that of all versions together;
     *     null where it does not, and {@code overall} is read
     * @param asOfEvent how many events the family's trail had when its figures were computed
     * @param knownClusters how many context clusters coverage was measured against in them
     * @param state what it is computed from: the running state as it is stored, empty where there is none
     */
    public record Row(
            Long at,
            List<Double> overall,
            List<Double> byCluster,
            List<Double> trust,
            Map<String, List<Double>> columns,
            List<Double> column,
            long asOfEvent,
            int knownClusters,
            String state) {
        /**
         * Its numbers by name, those in a cluster with its name behind; a number that stands for none is left out, and
         * everything of one that has another length than the clusters need.
         */
        public Map<String, Double> named(List<String> clusters) {
            Map<String, Double> named = new TreeMap<>();
            if (overall != null && overall.size() == NUMBERS) {
                put(named, "prospect ", PROSPECT, overall, "");
            }
            put(named, "prospect ", PROSPECT, byCluster, clusters);
            put(named, "in_context ", TRUST, trust, clusters);
            return named;
        }

        /** Its trust by context; what somebody edited into nonsense is not known. */
        public Map<String, InContext> trustByCluster(List<String> clusters) {
            Map<String, InContext> byCluster = new TreeMap<>();
            if (trust != null && trust.size() == TRUST.length * clusters.size()) {
                for (int c = 0; c < clusters.size(); c++) {
                    InContext known = inContext(
                            trust.stream().mapToDouble(Double::doubleValue).toArray(), c);
                    if (known != null) {
                        byCluster.put(clusters.get(c), known);
                    }
                }
            }
            return byCluster;
        }
    }

    /** What a tabulation says of a version, by the same names. */
    public static Map<String, Double> named(Tabulation tabulation, String versionId) {
        Map<String, Double> named = new TreeMap<>();
        put(named, "prospect ", PROSPECT, numbers(tabulation.prospects().overall(versionId)), "");
        tabulation
                .prospects()
                .byCluster(versionId)
                .forEach((cluster, prospect) -> put(named, "prospect ", PROSPECT, numbers(prospect), in(cluster)));
        tabulation
                .trust()
                .get(versionId)
                .forEach((cluster, trust) -> put(named, "in_context ", TRUST, numbers(trust), in(cluster)));
        return named;
    }

    /** A prospect as it is stored. */
    public static List<Double> numbers(Prospect prospect) {
        return Arrays.asList(
                prospect.best() == null ? Double.NaN : prospect.best(),
                prospect.value(),
                prospect.valueDeviation(),
                prospect.safety(),
                prospect.safetyDeviation(),
                (double) prospect.n());
    }

    /** What may be expected of a version in each cluster, as it is stored. */
    public static List<Double> prospects(Tabulation tabulation, String versionId) {
        List<Double> numbers = new ArrayList<>();
        tabulation.prospects().byCluster(versionId).values().forEach(prospect -> numbers.addAll(numbers(prospect)));
        return numbers;
    }

    /** Its trust in each cluster, as it is stored: not a number where it is not known. */
    public static List<Double> trust(Tabulation tabulation, String versionId) {
        List<Double> numbers = new ArrayList<>();
        tabulation.prospects().clusters().forEach(cluster -> numbers.addAll(trust(tabulation, versionId, cluster)));
        return numbers;
    }

    private static List<Double> trust(Tabulation tabulation, String versionId, String cluster) {
        InContext known = tabulation.trust().get(versionId).get(cluster);
        return known == null ? Collections.nCopies(TRUST.length, Double.NaN) : numbers(known);
    }

    /** What may be expected of a version in one cluster, and its trust there: {@value #IN_CLUSTER} numbers. */
    public static List<Double> inCluster(Tabulation tabulation, String versionId, String cluster) {
        List<Double> numbers = new ArrayList<>(
                numbers(tabulation.prospects().byCluster(versionId).get(cluster)));
        numbers.addAll(trust(tabulation, versionId, cluster));
        return numbers;
    }

    /**
     * Trust in the cluster at this place.
     *
     * @param stored as {@link #trust} gives them
     * @return null where it is not known
     */
    public static InContext inContext(double[] stored, int place) {
        return trustAt(DoubleBuffer.wrap(stored), place * TRUST.length);
    }

    /** Trust in a context whose numbers begin here; null where it is not known. */
    public static InContext trustAt(DoubleBuffer stored, int at) {
        if (stored.limit() < at + TRUST.length) {
            return null;
        }
        for (int i = at; i < at + TRUST.length; i++) {
            if (!Double.isFinite(stored.get(i))) {
                return null;
            }
        }
        return new InContext(
                stored.get(at),
                stored.get(at + 1),
                stored.get(at + 2),
                stored.get(at + 3),
                stored.get(at + 4),
                stored.get(at + 5),
                (long) stored.get(at + 6));
    }

    /** The {@value #NUMBERS} numbers of a prospect whatever the context, by the names that a row gives them. */
    public static Map<String, Double> named(List<Double> prospect) {
        Map<String, Double> named = new TreeMap<>();
        put(named, "prospect ", PROSPECT, prospect, "");
        return named;
    }

    /** The numbers of {@link #inCluster} by the names that a row gives them. */
    public static Map<String, Double> named(List<Double> inCluster, String cluster) {
        Map<String, Double> named = new TreeMap<>();
        put(named, "prospect ", PROSPECT, inCluster.subList(0, NUMBERS), in(cluster));
        put(named, "in_context ", TRUST, inCluster.subList(NUMBERS, IN_CLUSTER), in(cluster));
        return named;
    }

    private static List<Double> numbers(InContext trust) {
        return List.of(
                trust.trust(),
                trust.lower(),
                trust.upper(),
                trust.safety(),
                trust.robustness(),
                trust.coherence(),
                (double) trust.n());
    }

    private static String in(String cluster) {
        return " in '" + cluster + "'";
    }

    /** As many numbers in each cluster as they have names; nothing of a list of another length. */
    private static void put(
            Map<String, Double> named, String what, String[] names, List<Double> numbers, List<String> clusters) {
        if (numbers != null && numbers.size() == names.length * clusters.size()) {
            for (int c = 0; c < clusters.size(); c++) {
                put(named, what, names, numbers.subList(c * names.length, (c + 1) * names.length), in(clusters.get(c)));
            }
        }
    }

    private static void put(
            Map<String, Double> named, String what, String[] names, List<Double> numbers, String where) {
        for (int i = 0; i < names.length; i++) {
            if (!numbers.get(i).isNaN()) {
                named.put(what + names[i] + where, numbers.get(i));
            }
        }
    }
}
