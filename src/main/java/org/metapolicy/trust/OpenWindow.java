package org.metapolicy.trust;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.metapolicy.trust.unit.EvidenceUnit;

/**
 * A window while it fills: {@link WindowStatistics} that take one status or outcome more without being copied, to the same last
 * bit. Mutable, for one thread.
 */
final class OpenWindow {
    private final Map<Variable, Moments> measures = new EnumMap<>(Variable.class);
    private final Map<String, Long> clusters = new TreeMap<>();
    private final Map<Integer, OpenWindow> units = new TreeMap<>();
    private long n;
    private long overrides;
    private long flags;
    private long unclustered;
    private long highPotency;
    private long segmented;
    private long outcomes;
    private int fine;
    private boolean grouped;

    OpenWindow(WindowStatistics from) {
        n = from.n();
        overrides = from.overrides();
        flags = from.flags();
        measures.putAll(from.measures());
        clusters.putAll(from.clusters());
        unclustered = from.unclustered();
        highPotency = from.highPotency();
        segmented = from.segmented();
        outcomes = from.outcomes();
        from.units().forEach((unit, own) -> put(unit, new OpenWindow(own)));
    }

    /** What it amounts to by now. */
    WindowStatistics statistics() {
        Map<Integer, WindowStatistics> whose = new TreeMap<>();
        units.forEach((unit, own) -> whose.put(unit, own.statistics()));
        return new WindowStatistics(
                n, overrides, flags, measures, clusters, unclustered, highPotency, segmented, outcomes, whose);
    }

    long n() {
        return n;
    }

    boolean isEmpty() {
        return n == 0 && outcomes == 0;
    }

    /** A status and an outcome together, as before each had a clock. */
    void add(Observation observation) {
        addStatus(observation.episode());
        addOutcome(observation);
    }

    void addStatus(EpisodeFacts episode) {
        unit(episode.unit(), own -> own.status(episode));
        status(episode);
    }

    void addOutcome(Observation observation) {
        unit(observation.episode().unit(), own -> own.outcomeOfUnit(observation));
        if (observation.ownResult()) {
            observation
                    .measures()
                    .forEach((measure, value) -> measures.put(
                            measure,
                            measures.getOrDefault(measure, Moments.EMPTY).plus(value)));
        }
        outcome(observation);
    }

    /** See {@link WindowStatistics#plusLateFlag()}. */
    void addLateFlag() {
        unit(null, own -> own.flags++);
        flags++;
    }

    private void status(EpisodeFacts episode) {
        n++;
        overrides += episode.overridden() ? 1 : 0;
        if (episode.cluster() == null) {
            unclustered++;
        } else {
            clusters.merge(episode.cluster(), 1L, Long::sum);
        }
    }

    /** Merged as one of its own, as units are; the index of a window goes on value by value. The two differ in rounding. */
    private void outcomeOfUnit(Observation observation) {
        if (observation.ownResult()) {
            for (Variable measure : WindowStatistics.OF_UNITS) {
                Double value = observation.measure(measure);
                if (value != null) {
                    measures.merge(measure, Moments.EMPTY.plus(value), Moments::merge);
                }
            }
        }
        outcome(observation);
    }

    private void outcome(Observation observation) {
        Boolean high = observation.episode().highPotency();
        flags += observation.safetyFlag() ? 1 : 0;
        highPotency += Boolean.TRUE.equals(high) ? 1 : 0;
        segmented += high == null ? 0 : 1;
        outcomes++;
    }

    /** Adds to what is somebody's, before it is added to all; null for nobody's. */
    private void unit(Integer unit, Consumer<OpenWindow> more) {
        if (unit == null && units.isEmpty()) {
            return;
        }
        if (units.isEmpty()) {
            statistics().byUnit().forEach((whose, own) -> put(whose, new OpenWindow(own)));
        }
        int name = unit == null ? EvidenceUnit.UNKNOWN : grouped ? EvidenceUnit.group(unit) : unit;
        OpenWindow own = units.get(name);
        if (own == null) {
            own = new OpenWindow(WindowStatistics.EMPTY);
            put(name, own);
        }
        more.accept(own);
        if (fine > 0 && (fine > EvidenceUnit.MOST || grouped)) {
            regroup();
        }
    }

    private void regroup() {
        Map<Integer, WindowStatistics> groups =
                WindowStatistics.grouped(statistics().units());
        units.clear();
        fine = 0;
        grouped = false;
        groups.forEach((group, own) -> put(group, new OpenWindow(own)));
    }

    private void put(int unit, OpenWindow own) {
        units.put(unit, own);
        boolean group = EvidenceUnit.isGroup(unit);
        grouped |= group;
        fine += group || unit == EvidenceUnit.UNKNOWN ? 0 : 1;
    }
}
