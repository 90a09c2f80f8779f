package org.metapolicy.trust;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

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
        long outcomes) {

    public static final WindowStatistics EMPTY = new WindowStatistics(0, 0, 0, Map.of(), Map.of(), 0, 0, 0, 0);

    public WindowStatistics {
        // Sorted, so that sums over clusters are taken in one order and two replays agree to the last bit.
        clusters = Collections.unmodifiableMap(new TreeMap<>(clusters));
        Map<Variable, Moments> copy = new EnumMap<>(Variable.class);
        copy.putAll(measures);
        measures = Collections.unmodifiableMap(copy);
    }

    /** These and an episode's status and outcome together, as they counted before each had a clock of its own. */
    public WindowStatistics plus(Observation observation) {
        return plusStatus(observation.episode()).plusOutcome(observation);
    }

    /** These and one more status. */
    public WindowStatistics plusStatus(EpisodeFacts episode) {
        return new WindowStatistics(
                n + 1,
                overrides + (episode.overridden() ? 1 : 0),
                flags,
                measures,
                episode.cluster() == null ? clusters : sum(clusters, Map.of(episode.cluster(), 1L)),
                unclustered + (episode.cluster() == null ? 1 : 0),
                highPotency,
                segmented,
                outcomes);
    }

    /** These and one more outcome. */
    public WindowStatistics plusOutcome(Observation observation) {
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
                outcomes + 1);
    }

    /** These with the flag of an outcome of which all else had counted with its override, under the rule of before. */
    public WindowStatistics plusLateFlag() {
        return new WindowStatistics(
                n, overrides, flags + 1, measures, clusters, unclustered, highPotency, segmented, outcomes);
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
                outcomes + other.outcomes);
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
