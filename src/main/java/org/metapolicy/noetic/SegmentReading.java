package org.metapolicy.noetic;

/**
 * What the graph says of one segment that a trial uses, by its newest state.
 *
 * @param collective whether it belongs to a group rather than to the trial itself
 * @param rogue whether it is a rogue variable
 * @param potency in [0, 1]
 * @param potencySource where the potency stands: the newest state, or the segment's potency_latest where that says nothing
 * @param coherence in [0, 1]
 * @param affectiveLoad in [0, 1]
 * @param loadAtLeast where the load is not known, the highest that any state says which may be the newest; else null
 */
public record SegmentReading(
        String id,
        boolean collective,
        Reading<Boolean> rogue,
        Reading<Double> potency,
        String potencySource,
        Reading<Double> coherence,
        Reading<Double> affectiveLoad,
        Double loadAtLeast) {
    boolean isRogue() {
        return Boolean.TRUE.equals(rogue.value());
    }
}
