package org.metapolicy.trust.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.metapolicy.trust.context.ContextSums.Sums;

/**
 * The prospects of a family's versions, in all contexts together and in each that any of them met: what selection reads.
 * They follow from the versions' histories alone.
 */
public final class Prospects {
    private final Map<String, Map<String, Prospect>> byVersion = new TreeMap<>();
    private final Map<String, Prospect> overall = new TreeMap<>();

    private final List<String> clusters;

    private Prospects(List<String> clusters) {
        this.clusters = clusters;
    }

    /**
     * Those of versions.
     *
     * @param histories of each version, by id
     * @param rivals ids of those that can be chosen: the most valuable is sought among them
     */
    public static Prospects of(Map<String, ContextHistory> histories, Collection<String> rivals) {
        List<String> ids = List.copyOf(new TreeSet<>(histories.keySet()));
        Set<String> clusters = new TreeSet<>();
        List<Map<String, ContextSums>> sums = new ArrayList<>();
        List<Map<String, Sums>> rewards = new ArrayList<>();
        for (String id : ids) {
            sums.add(histories.get(id).sums());
            rewards.add(histories.get(id).rewards());
            clusters.addAll(sums.get(sums.size() - 1).keySet());
        }
        clusters.remove(ContextHistory.NONE);
        Prospects result = new Prospects(List.copyOf(clusters));
        List<String> names = new ArrayList<>(clusters);
        // What has no cluster tells of the version all the same.
        names.add(ContextHistory.NONE);
        ContextSums[][] whole = new ContextSums[ids.size()][1];
        Sums[][] wholeRewards = new Sums[ids.size()][1];
        ContextSums[][] cells = new ContextSums[ids.size()][names.size()];
        Sums[][] cellRewards = new Sums[ids.size()][names.size()];
        for (int v = 0; v < ids.size(); v++) {
            whole[v][0] = sums.get(v).values().stream().reduce(ContextSums.EMPTY, ContextSums::merge);
            wholeRewards[v][0] = rewards.get(v).values().stream().reduce(Sums.EMPTY, Sums::merge);
            for (int c = 0; c < names.size(); c++) {
                cells[v][c] = sums.get(v).getOrDefault(names.get(c), ContextSums.EMPTY);
                cellRewards[v][c] = rewards.get(v).getOrDefault(names.get(c), Sums.EMPTY);
            }
        }
        SafetyEstimate safety = new SafetyEstimate(whole);
        tabulate(ids, whole, wholeRewards, safety, rivals).forEach((id, row) -> result.overall.put(id, row.get(0)));
        tabulate(ids, cells, cellRewards, safety, rivals).forEach((id, row) -> {
            Map<String, Prospect> own = new TreeMap<>();
            for (int c = 0; c < names.size() - 1; c++) {
                own.put(names.get(c), row.get(c));
            }
            result.byVersion.put(id, own);
        });
        return result;
    }

    /** Ids of the versions. */
    public Set<String> versions() {
        return overall.keySet();
    }

    /** The clusters that any version met, in order. */
    public List<String> clusters() {
        return clusters;
    }

    /** What may be expected of the version, whatever the context. */
    public Prospect overall(String versionId) {
        return overall.get(versionId);
    }

    /** What may be expected of it by cluster, of every one of {@link #clusters}, in their order. */
    public Map<String, Prospect> byCluster(String versionId) {
        return byVersion.get(versionId);
    }

    private static Map<String, List<Prospect>> tabulate(
            List<String> ids,
            ContextSums[][] cells,
            Sums[][] rewards,
            SafetyEstimate safety,
            Collection<String> rivals) {
        Map<String, List<Prospect>> result = new TreeMap<>();
        if (ids.isEmpty()) {
            return result;
        }
        int contexts = cells[0].length;
        PooledEstimate value = new PooledEstimate(rewards);
        int[] rival = IntStream.range(0, ids.size())
                .filter(v -> rivals.contains(ids.get(v)))
                .toArray();
        for (int c = 0; c < contexts; c++) {
            double[] best = BestChances.of(values(value, rival, c), deviations(value, rival, c));
            for (int v = 0; v < ids.size(); v++) {
                int place = Arrays.binarySearch(rival, v);
                ContextSums cell = cells[v][c];
                result.computeIfAbsent(ids.get(v), id -> new ArrayList<>())
                        .add(new Prospect(
                                place < 0 ? null : (Double) best[place],
                                value.value(v, c),
                                Math.sqrt(value.variance(v, c)),
                                safety.safety(v, 0),
                                Math.sqrt(safety.variance(v, 0)),
                                Math.min(cell.statuses(), cell.outcomes())));
            }
        }
        return result;
    }

    private static double[] values(PooledEstimate value, int[] versions, int context) {
        return Arrays.stream(versions)
                .mapToDouble(version -> value.value(version, context))
                .toArray();
    }

    private static double[] deviations(PooledEstimate value, int[] versions, int context) {
        return Arrays.stream(versions)
                .mapToDouble(version -> Math.sqrt(value.variance(version, context)))
                .toArray();
    }
}
