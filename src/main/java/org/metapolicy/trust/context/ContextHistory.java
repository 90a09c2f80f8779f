package org.metapolicy.trust.context;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A version's last outcomes by context cluster, apart from its trust windows: what selection learns from. A ring of buckets
 * of {@code value_history} / 8, of which the oldest is dropped as soon as the others hold {@code value_history}; so it is the
 * last 800 to 900 by default. Mutable, and meant for one thread; its size does not grow with history.
 */
public final class ContextHistory {
    /** The name of what has no cluster. */
    public static final String NONE = "";

    private static final int BUCKETS = 8;

    private final List<Map<String, ContextSums>> closed = new ArrayList<>();
    private Map<String, ContextSums> open = new TreeMap<>();
    private long openStatuses;
    private long openOutcomes;

    /** One without evidence. */
    public ContextHistory() {}

    /** One that was stored, the open bucket last; an empty list is one without evidence. */
    public ContextHistory(List<Map<String, ContextSums>> buckets) {
        buckets.forEach(bucket -> closed.add(new TreeMap<>(bucket)));
        if (!closed.isEmpty()) {
            open = closed.remove(closed.size() - 1);
            ContextSums all = all(open);
            openStatuses = all.statuses();
            openOutcomes = all.outcomes();
        }
    }

    /** All buckets, the open one last; empty where nothing was counted. */
    public List<Map<String, ContextSums>> buckets() {
        if (closed.isEmpty() && open.isEmpty()) {
            return List.of();
        }
        List<Map<String, ContextSums>> all = new ArrayList<>();
        closed.forEach(bucket -> all.add(Collections.unmodifiableMap(bucket)));
        all.add(Collections.unmodifiableMap(new TreeMap<>(open)));
        return List.copyOf(all);
    }

    /**
     * Counts a status.
     *
     * @param cluster null where it has none
     * @param most outcomes to remember, {@code value_history}
     */
    public void status(String cluster, boolean overridden, int most) {
        add(cluster, sums -> sums.plusStatus(overridden));
        openStatuses++;
        turn(most);
    }

    /**
     * Counts an outcome; what is not the version's own, or not given, is null.
     *
     * @param cluster null where it has none
     * @param most outcomes to remember, {@code value_history}
     */
    public void outcome(String cluster, boolean flag, Double reward, Double coherence, int most) {
        add(cluster, sums -> sums.plusOutcome(flag, reward, coherence));
        openOutcomes++;
        turn(most);
    }

    /** The sums over all that is held, by cluster. */
    public Map<String, ContextSums> sums() {
        Map<String, ContextSums> all = new TreeMap<>();
        closed.forEach(bucket -> bucket.forEach((cluster, sums) -> all.merge(cluster, sums, ContextSums::merge)));
        open.forEach((cluster, sums) -> all.merge(cluster, sums, ContextSums::merge));
        return all;
    }

    /** The sums of the rewards by cluster since they last changed clearly. */
    public Map<String, ContextSums.Sums> rewards() {
        return Drift.since(buckets());
    }

    private void add(String cluster, UnaryOperator<ContextSums> more) {
        String name = cluster == null ? NONE : cluster;
        open.put(name, more.apply(open.getOrDefault(name, ContextSums.EMPTY)));
    }

    /** Closes the open bucket once it is full, and drops what is not needed any more. */
    private void turn(int most) {
        if (Math.max(openStatuses, openOutcomes) < Math.max(1, most / BUCKETS)) {
            return;
        }
        closed.add(open);
        open = new TreeMap<>();
        openStatuses = 0;
        openOutcomes = 0;
        long held = closed.stream().mapToLong(bucket -> all(bucket).size()).sum();
        while (held - all(closed.get(0)).size() >= most) {
            held -= all(closed.remove(0)).size();
        }
    }

    private static ContextSums all(Map<String, ContextSums> bucket) {
        return bucket.values().stream().reduce(ContextSums.EMPTY, ContextSums::merge);
    }
}
