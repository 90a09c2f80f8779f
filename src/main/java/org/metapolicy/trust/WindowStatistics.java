package org.metapolicy.trust;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a set of resolved episodes amounts to: all that the PCI and a snapshot need of it. Immutable; {@link #merge} of
 * two equals counting both, in any grouping (up to rounding), with {@link #EMPTY} as identity, so that the same code can
 * recompute trust in parallel (specification, section 4.6).
 *
 * @param n resolved episodes
 * @param overrides overridden ones among them
 * @param flags safety flags, late ones included
 * @param reward rewards of the episodes that were not overridden
 * @param coherence delta_coherence of the same, where given
 * @param accuracy delta_accuracy of the same, where given
 * @param calibration delta_calibration of the same, where given
 * @param clusters episodes by context cluster
 * @param unclustered episodes without one
 * @param highPotency episodes that touched a segment of high potency
 */
public record WindowStatistics(
        long n,
        long overrides,
        long flags,
        Moments reward,
        Moments coherence,
        Moments accuracy,
        Moments calibration,
        Map<String, Long> clusters,
        long unclustered,
        long highPotency) {

    public static final WindowStatistics EMPTY =
            new WindowStatistics(0, 0, 0, Moments.EMPTY, Moments.EMPTY, Moments.EMPTY, Moments.EMPTY, Map.of(), 0, 0);

    public WindowStatistics {
        // Sorted, so that sums over clusters are taken in one order and two replays agree to the last bit.
        clusters = Collections.unmodifiableMap(new TreeMap<>(clusters));
    }

    /** These episodes and one more. */
    public WindowStatistics plus(Observation observation) {
        EpisodeFacts episode = observation.episode();
        boolean own = observation.ownResult();
        return new WindowStatistics(
                n + 1,
                overrides + (episode.overridden() ? 1 : 0),
                flags + (observation.safetyFlag() ? 1 : 0),
                add(reward, own, observation.reward()),
                add(coherence, own, observation.deltaCoherence()),
                add(accuracy, own, observation.deltaAccuracy()),
                add(calibration, own, observation.deltaCalibration()),
                episode.cluster() == null ? clusters : sum(clusters, Map.of(episode.cluster(), 1L)),
                unclustered + (episode.cluster() == null ? 1 : 0),
                highPotency + (episode.highPotency() ? 1 : 0));
    }

    /** These episodes with the flag of an outcome that came after its override had been counted alone. */
    public WindowStatistics plusLateFlag() {
        return new WindowStatistics(
                n, overrides, flags + 1, reward, coherence, accuracy, calibration, clusters, unclustered, highPotency);
    }

    public WindowStatistics merge(WindowStatistics other) {
        return new WindowStatistics(
                n + other.n,
                overrides + other.overrides,
                flags + other.flags,
                reward.merge(other.reward),
                coherence.merge(other.coherence),
                accuracy.merge(other.accuracy),
                calibration.merge(other.calibration),
                sum(clusters, other.clusters),
                unclustered + other.unclustered,
                highPotency + other.highPotency);
    }

    /** Overridden share of the resolved episodes, absent where there are none. */
    public OptionalDouble overrideRate() {
        return rate(overrides);
    }

    /** Safety flags per resolved episode, absent where there are none. */
    public OptionalDouble flagRate() {
        return rate(flags);
    }

    private OptionalDouble rate(long part) {
        return n == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / n);
    }

    private static Moments add(Moments moments, boolean own, Double value) {
        return own && value != null ? moments.plus(value) : moments;
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
