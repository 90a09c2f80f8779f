package org.metapolicy.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Ways to do one thing, taking turns in one thread: what each costs, and how many times as much as another, as the middle of
 * the ratios of single rounds, so that what else the machine does meanwhile falls on all of them alike.
 */
final class Turns {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, Supplier<?>> ways = new LinkedHashMap<>();
    private final Map<String, List<double[]>> costs = new LinkedHashMap<>();

    /** Another way; what it gives is looked at, so that no compiler leaves the work out. */
    Turns way(String name, Supplier<?> call) {
        ways.put(name, call);
        return this;
    }

    /**
     * Takes the turns.
     *
     * @param warmUp how many calls of each come first and do not count
     * @param rounds how many turns each takes
     * @param calls of one turn
     */
    Turns take(int warmUp, int rounds, int calls) {
        ways.values().forEach(call -> cost(call, warmUp));
        for (int round = 0; round < rounds; round++) {
            ways.forEach((name, call) ->
                    costs.computeIfAbsent(name, none -> new ArrayList<>()).add(cost(call, calls)));
        }
        return this;
    }

    /** The microseconds that a call takes, the middle of the rounds. */
    double time(String way) {
        return middle(costs.get(way).stream().mapToDouble(cost -> cost[0] / 1e3));
    }

    /** How many kilobytes of 1,000 bytes a call allocates in its thread, the middle of the rounds. */
    double allocated(String way) {
        return middle(costs.get(way).stream().mapToDouble(cost -> cost[2] / 1e3));
    }

    /** How many times as long one takes as the other, by the processor's time of this thread. */
    double ratio(String one, String other) {
        return ratio(one, other, 1);
    }

    private double ratio(String one, String other, int cost) {
        double[] ratios = new double[costs.get(one).size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = costs.get(one).get(round)[cost] / costs.get(other).get(round)[cost];
        }
        return middle(Arrays.stream(ratios));
    }

    /** By the processor's time; beside what passed. */
    Compared compared(String one, String other) {
        return new Compared(time(one), time(other), "µs", ratio(one, other));
    }

    /** By the time that passed, of what works in other threads. */
    Compared waited(String one, String other) {
        return new Compared(time(one), time(other), "µs", ratio(one, other, 0));
    }

    java.util.Set<String> ways() {
        return ways.keySet();
    }

    static double middle(java.util.stream.DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** Nanoseconds that pass, nanoseconds of the processor and bytes, for each call. */
    private static double[] cost(Supplier<?> call, int calls) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long processor = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            if (call.get() == null) {
                throw new IllegalStateException("a call gave nothing");
            }
        }
        return new double[] {
            (System.nanoTime() - start) / (double) calls,
            (THREADS.getCurrentThreadCpuTime() - processor) / (double) calls,
            (THREADS.getCurrentThreadAllocatedBytes() - bytes) / (double) calls
        };
    }
}
