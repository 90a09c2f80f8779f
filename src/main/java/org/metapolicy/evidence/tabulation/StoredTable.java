package org.metapolicy.evidence.tabulation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.trust.context.Prospect;

/**
 * What selection goes by, edited or not: for comparing it with what it should be.
 *
 * @param at what the table is called, the microseconds since 1970 at which it was made; null where there is none
 * @param asOfEvent how many events the family's trail had then
 * @param clusters the context clusters, in the order of the versions' rows
 * @param versions ids of those that it was made of
 * @param live ids of the live ones among them
 * @param rows of every version with running evidence, by its id
 */
public record StoredTable(
        Long at, long asOfEvent, List<String> clusters, Set<String> versions, Set<String> live, Map<String, Row> rows) {
    /** How many numbers stand for a prospect. */
    private static final int NUMBERS = 6;

    /**
     * What stands at one version.
     *
     * @param at the table that it belongs to; null for none
     * @param overall whatever the context; null where it is missing or of another type
     * @param byCluster in each of the table's clusters, one after the other; null as above
     * @param state what it is computed from: the running state as it is stored, empty where there is none
     */
    public record Row(Long at, List<Double> overall, List<Double> byCluster, String state) {
        /**
         * Its numbers by name, those in a cluster with its name behind; a number that stands for none is left out, and
         * everything of one that has another length than the clusters need.
         */
        public Map<String, Double> named(List<String> clusters) {
            Map<String, Double> named = new TreeMap<>();
            if (overall != null && overall.size() == NUMBERS) {
                put(named, overall, "");
            }
            if (byCluster != null && byCluster.size() == NUMBERS * clusters.size()) {
                for (int c = 0; c < clusters.size(); c++) {
                    put(named, byCluster.subList(c * NUMBERS, (c + 1) * NUMBERS), in(clusters.get(c)));
                }
            }
            return named;
        }
    }

    /** What a tabulation says of a version, by the same names. */
    public static Map<String, Double> named(Tabulation tabulation, String versionId) {
        Map<String, Double> named = new TreeMap<>();
        put(named, numbers(tabulation.prospects().overall(versionId)), "");
        tabulation
                .prospects()
                .byCluster(versionId)
                .forEach((cluster, prospect) -> put(named, numbers(prospect), in(cluster)));
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

    private static String in(String cluster) {
        return " in '" + cluster + "'";
    }

    private static void put(Map<String, Double> named, List<Double> numbers, String where) {
        String[] names = {"best", "value", "value_deviation", "safety", "safety_deviation", "n"};
        for (int i = 0; i < NUMBERS; i++) {
            if (!numbers.get(i).isNaN()) {
                named.put("prospect " + names[i] + where, numbers.get(i));
            }
        }
    }
}
