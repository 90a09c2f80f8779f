package org.metapolicy.trust;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.metapolicy.trust.unit.EvidenceUnit;

/**
 * What a set of statuses and outcomes amounts to: all that the PCI and a snapshot need of it. Each of the two counts when it
 * is known, so that a window's outcomes need not be those of its statuses. Immutable; {@link #merge} of two equals counting
 * both, in any grouping (up to rounding), with {@link #EMPTY} as identity, so that the same code can recompute trust in
 * parallel (specification, section 4.6).
 *
 * @param n statuses: episodes of which it is known whether they were overridden
 * @param overrides overridden ones among them
 * @param flags safety flags of the outcomes
 * @param measures each measure of the outcomes of episodes that were not overridden, where given; absent where none gave it
 * @param clusters statuses by context cluster
 * @param unclustered statuses without one
 * @param highPotency outcomes of episodes that touched a segment of high potency
 * @param segmented outcomes of episodes that name any segment
 * @param outcomes outcomes
 * @param units the same of each {@link EvidenceUnit} alone, or of each group of them, and of what is nobody's; empty where
 *     no episode is known to be anybody's
 */
public record WindowStatistics(
        long n,
        long overrides,
        long flags,
        Map<Variable, Moments> measures,
        Map<String, Long> clusters,
        long unclustered,
        long highPotency,
        long segmented,
        long outcomes,
        Map<Integer, WindowStatistics> units) {

    /** What the index looks at, and bounds with it. */
    static final Set<Variable> OF_UNITS = EnumSet.of(Variable.REWARD, Variable.DELTA_COHERENCE);

    public static final WindowStatistics EMPTY =
            new WindowStatistics(0, 0, 0, Map.of(), Map.of(), 0, 0, 0, 0, Map.of());

    public WindowStatistics {
        // Sorted, so that sums over clusters are taken in one order and two replays agree to the last bit.
        clusters = Collections.unmodifiableMap(new TreeMap<>(clusters));
        Map<Variable, Moments> copy = new EnumMap<>(Variable.class);
        copy.putAll(measures);
        measures = Collections.unmodifiableMap(copy);
        units = Collections.unmodifiableMap(new TreeMap<>(units));
    }

    /** These and an episode's status and outcome together, as they counted before each had a clock of its own. */
    public WindowStatistics plus(Observation observation) {
        return plusStatus(observation.episode()).plusOutcome(observation);
    }

    /** These and one more status. */
    public WindowStatistics plusStatus(EpisodeFacts episode) {
        return plusStatus(episode, withUnit(episode.unit(), () -> EMPTY.plusStatus(episode, Map.of())));
    }

    private WindowStatistics plusStatus(EpisodeFacts episode, Map<Integer, WindowStatistics> itsUnits) {
        return new WindowStatistics(
                n + 1,
                overrides + (episode.overridden() ? 1 : 0),
                flags,
                measures,
                episode.cluster() == null ? clusters : sum(clusters, Map.of(episode.cluster(), 1L)),
                unclustered + (episode.cluster() == null ? 1 : 0),
                highPotency,
                segmented,
                outcomes,
                itsUnits);
    }

    /** These and one more outcome. */
    public WindowStatistics plusOutcome(Observation observation) {
        return plusOutcome(
                observation,
                withUnit(observation.episode().unit(), () -> EMPTY.plusOutcome(observation.only(OF_UNITS), Map.of())));
    }

    private WindowStatistics plusOutcome(Observation observation, Map<Integer, WindowStatistics> itsUnits) {
        EpisodeFacts episode = observation.episode();
        Map<Variable, Moments> more = new EnumMap<>(Variable.class);
        more.putAll(measures);
        if (observation.ownResult()) {
            observation
                    .measures()
                    .forEach((measure, value) ->
                            more.put(measure, measure(measure).plus(value)));
        }
        return new WindowStatistics(
                n,
                overrides,
                flags + (observation.safetyFlag() ? 1 : 0),
                more,
                clusters,
                unclustered,
                highPotency + (Boolean.TRUE.equals(episode.highPotency()) ? 1 : 0),
                segmented + (episode.highPotency() == null ? 0 : 1),
                outcomes + 1,
                itsUnits);
    }

    /** These with the flag of an outcome of which all else had counted with its override, under the rule of before. */
    public WindowStatistics plusLateFlag() {
        return plusLateFlag(units.isEmpty() ? units : withUnit(null, () -> EMPTY.plusLateFlag(Map.of())));
    }

    private WindowStatistics plusLateFlag(Map<Integer, WindowStatistics> itsUnits) {
        return new WindowStatistics(
                n, overrides, flags + 1, measures, clusters, unclustered, highPotency, segmented, outcomes, itsUnits);
    }

    /** Whether nothing has been counted. */
    public boolean isEmpty() {
        return n == 0 && outcomes == 0;
    }

    public WindowStatistics merge(WindowStatistics other) {
        Map<Variable, Moments> both = new EnumMap<>(Variable.class);
        both.putAll(measures);
        other.measures.forEach((measure, moments) -> both.merge(measure, moments, Moments::merge));
        return new WindowStatistics(
                n + other.n,
                overrides + other.overrides,
                flags + other.flags,
                both,
                sum(clusters, other.clusters),
                unclustered + other.unclustered,
                highPotency + other.highPotency,
                segmented + other.segmented,
                outcomes + other.outcomes,
                units.isEmpty() && other.units.isEmpty() ? units : bounded(sumOfUnits(byUnit(), other.byUnit())));
    }

    /** What is whose; all of it nobody's where nobody is known. */
    Map<Integer, WindowStatistics> byUnit() {
        return !units.isEmpty() || equals(EMPTY) ? units : Map.of(EvidenceUnit.UNKNOWN, ofUnit());
    }

    private WindowStatistics ofUnit() {
        Map<Variable, Moments> fewer = new EnumMap<>(Variable.class);
        fewer.putAll(measures);
        fewer.keySet().retainAll(OF_UNITS);
        return new WindowStatistics(
                n, overrides, flags, fewer, clusters, unclustered, highPotency, segmented, outcomes, Map.of());
    }

    /** Its units with more of this one; null for nobody's. */
    private Map<Integer, WindowStatistics> withUnit(Integer unit, Supplier<WindowStatistics> more) {
        if (unit == null && units.isEmpty()) {
            return units;
        }
        boolean grouped = units.keySet().stream().anyMatch(EvidenceUnit::isGroup);
        int name = unit == null ? EvidenceUnit.UNKNOWN : grouped ? EvidenceUnit.group(unit) : unit;
        return bounded(sumOfUnits(byUnit(), Map.of(name, more.get())));
    }

    /** Groups of units in their place where there are too many, so that the size is bounded. */
    private static Map<Integer, WindowStatistics> bounded(Map<Integer, WindowStatistics> units) {
        long fine = units.keySet().stream()
                .filter(unit -> unit != EvidenceUnit.UNKNOWN && !EvidenceUnit.isGroup(unit))
                .count();
        boolean grouped = units.keySet().stream().anyMatch(EvidenceUnit::isGroup);
        if (fine <= EvidenceUnit.MOST && (fine == 0 || !grouped)) {
            return units;
        }
        return grouped(units);
    }

    static Map<Integer, WindowStatistics> grouped(Map<Integer, WindowStatistics> units) {
        Map<Integer, WindowStatistics> groups = new TreeMap<>();
        units.forEach((unit, own) -> groups.merge(EvidenceUnit.group(unit), own, WindowStatistics::merge));
        return groups;
    }

    private static Map<Integer, WindowStatistics> sumOfUnits(
            Map<Integer, WindowStatistics> a, Map<Integer, WindowStatistics> b) {
        Map<Integer, WindowStatistics> result = new TreeMap<>(a);
        b.forEach((unit, own) -> result.merge(unit, own, WindowStatistics::merge));
        return result;
    }

    /** The moments of a measure, empty where no episode gave it. */
    public Moments measure(Variable measure) {
        return measures.getOrDefault(measure, Moments.EMPTY);
    }

    /** Rewards of the episodes that were not overridden. */
    public Moments reward() {
        return measure(Variable.REWARD);
    }

    /** Overridden share of the statuses, absent where there are none. */
    public OptionalDouble overrideRate() {
        return rate(overrides, n);
    }

    /** Safety flags per outcome, absent where there are none. */
    public OptionalDouble flagRate() {
        return rate(flags, outcomes);
    }

    private static OptionalDouble rate(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
        if (b.isEmpty()) {
            return a;
        }
        Map<String, Long> result = new TreeMap<>(a);
        b.forEach((cluster, count) -> result.merge(cluster, count, Long::sum));
        return result;
    }
}
