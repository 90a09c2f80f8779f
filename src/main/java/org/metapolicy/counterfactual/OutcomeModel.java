package org.metapolicy.counterfactual;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The mean outcome of an intervention in a context cluster, by what was seen of it, shrunk towards the intervention's mean
 * over all clusters, and that towards the mean of all:
 *
 * <pre>q(c, a) = (sum(c, a) + k q(a)) / (n(c, a) + k),  q(a) = (sum(a) + k m) / (n(a) + k),  m = (sum + 1/2) / (n + 1)</pre>
 *
 * <p>k = s²/t², the variance within cells over the variance between them, by moments (Morris 1983, "Parametric Empirical
 * Bayes Inference"; DerSimonian &amp; Laird 1986 for the moments), kept within [1, 400]: what is not known of a cell weighs as
 * at least one outcome. Outcomes are on the unit scale, and so is q. The state is bounded: 64 clusters, 1,024 interventions,
 * and one of each for all further ones.
 */
public final class OutcomeModel {
    static final int CLUSTERS_MAX = 64;
    static final int INTERVENTIONS_MAX = 1024;
    static final double SHRINKAGE_MIN = 1;
    static final double SHRINKAGE_MAX = 400;

    /** An outcome that is left out of what is known. */
    private record Without(int cluster, int intervention, double outcome) {}

    private static final class Sum {
        private double n;
        private double sum;

        private Sum() {}

        private Sum(double[] stored) {
            n = stored[0];
            sum = stored[1];
        }
    }

    private final Map<String, Integer> clusters = new HashMap<>();
    private final Map<String, Integer> interventions = new HashMap<>();
    private final Map<Integer, Sum> cells = new HashMap<>();
    private final Map<Integer, Sum> byIntervention = new HashMap<>();
    private final Sum all = new Sum();
    private double squares;
    /** Over cells: the sums of sum²/n, and of n². */
    private double explained;

    private double squaredCounts;

    /** What a model knows, for storing it: names by their index, and cells by {@code cluster * 1,025 + intervention}. */
    public record Known(
            List<String> clusters,
            List<String> interventions,
            SortedMap<Integer, double[]> cells,
            SortedMap<Integer, double[]> byIntervention,
            double[] sums) {
        /** Whether the lists and sums are such as a model has. */
        public boolean isWhole() {
            return clusters != null
                    && interventions != null
                    && cells != null
                    && byIntervention != null
                    && sums != null
                    && sums.length == 5
                    && clusters.size() <= CLUSTERS_MAX
                    && interventions.size() <= INTERVENTIONS_MAX
                    && Stream.concat(cells.values().stream(), byIntervention.values().stream())
                            .allMatch(sum -> sum != null && sum.length == 2);
        }
    }

    public OutcomeModel() {}

    /** One that knows what another knew. */
    public OutcomeModel(Known known) {
        known.clusters().forEach(name -> clusters.put(name, clusters.size()));
        known.interventions().forEach(name -> interventions.put(name, interventions.size()));
        known.cells().forEach((cell, sum) -> cells.put(cell, new Sum(sum)));
        known.byIntervention().forEach((action, sum) -> byIntervention.put(action, new Sum(sum)));
        all.n = known.sums()[0];
        all.sum = known.sums()[1];
        squares = known.sums()[2];
        explained = known.sums()[3];
        squaredCounts = known.sums()[4];
    }

    public Known known() {
        return new Known(
                inOrder(clusters), inOrder(interventions), stored(cells), stored(byIntervention), new double[] {
                    all.n, all.sum, squares, explained, squaredCounts
                });
    }

    private static List<String> inOrder(Map<String, Integer> names) {
        return names.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static SortedMap<Integer, double[]> stored(Map<Integer, Sum> sums) {
        SortedMap<Integer, double[]> stored = new TreeMap<>();
        sums.forEach((index, sum) -> stored.put(index, new double[] {sum.n, sum.sum}));
        return stored;
    }

    /** Learns one outcome, in [0, 1]; a cluster may be null. */
    public void add(String cluster, String intervention, double outcome) {
        int action = index(interventions, intervention, INTERVENTIONS_MAX);
        Sum cell = cells.computeIfAbsent(cell(index(clusters, cluster, CLUSTERS_MAX), action), key -> new Sum());
        explained -= cell.n == 0 ? 0 : cell.sum * cell.sum / cell.n;
        squaredCounts += 2 * cell.n + 1;
        squares += outcome * outcome;
        for (Sum sum : new Sum[] {cell, byIntervention.computeIfAbsent(action, key -> new Sum()), all}) {
            sum.n++;
            sum.sum += outcome;
        }
        explained += cell.sum * cell.sum / cell.n;
    }

    /** q, in [0, 1]. */
    public double mean(String cluster, String intervention) {
        return mean(known(clusters, cluster, CLUSTERS_MAX), intervention, shrinkage(), null);
    }

    /** All q of a situation as it would be without one outcome that was learned in it. */
    Means without(String cluster, String intervention, double outcome) {
        Without out = new Without(
                known(clusters, cluster, CLUSTERS_MAX), known(interventions, intervention, INTERVENTIONS_MAX), outcome);
        double shrinkage = shrinkage();
        return one -> mean(out.cluster, one, shrinkage, out);
    }

    /** All q of a situation. */
    Means in(String cluster) {
        int index = known(clusters, cluster, CLUSTERS_MAX);
        double shrinkage = shrinkage();
        return one -> mean(index, one, shrinkage, null);
    }

    /** The mean outcome of an intervention, in [0, 1]. */
    interface Means {
        double of(String intervention);
    }

    /** How many outcomes the mean above a cell weighs. */
    double shrinkage() {
        double within = all.n > cells.size() ? (squares - explained) / (all.n - cells.size()) : 0;
        double spread = all.n - squaredCounts / Math.max(1, all.n);
        double between =
                spread <= 0 ? 0 : (explained - all.sum * all.sum / all.n - (cells.size() - 1) * within) / spread;
        return within <= 0
                ? SHRINKAGE_MIN
                : Math.min(SHRINKAGE_MAX, Math.max(SHRINKAGE_MIN, within / Math.max(between, within / SHRINKAGE_MAX)));
    }

    private double mean(int cluster, String intervention, double shrinkage, Without out) {
        int action = known(interventions, intervention, INTERVENTIONS_MAX);
        boolean same = out != null && out.intervention == action;
        double less = out == null ? 0 : out.outcome;
        double mean = (all.sum - less + 0.5) / (Math.max(0, all.n - (out == null ? 0 : 1)) + 1);
        mean = shrunk(byIntervention.get(action), same, less, mean, shrinkage);
        return shrunk(cells.get(cell(cluster, action)), same && out.cluster == cluster, less, mean, shrinkage);
    }

    private static double shrunk(Sum sum, boolean without, double outcome, double towards, double shrinkage) {
        double n = sum == null ? 0 : Math.max(0, sum.n - (without ? 1 : 0));
        double total = sum == null ? 0 : sum.sum - (without ? outcome : 0);
        // Rounding may push what is left of a sum a hair below 0, or above its count.
        return Math.min(1, Math.max(0, (total + shrinkage * towards) / (n + shrinkage)));
    }

    private static int cell(int cluster, int intervention) {
        return cluster * (INTERVENTIONS_MAX + 1) + intervention;
    }

    /** The index of a name, made known while there is room; the last index stands for all further ones. */
    private static int index(Map<String, Integer> names, String name, int most) {
        Integer index = names.get(name);
        if (index == null && names.size() < most) {
            index = names.size();
            names.put(name, index);
        }
        return index == null ? most : index;
    }

    private static int known(Map<String, Integer> names, String name, int most) {
        return names.getOrDefault(name, most);
    }
}
