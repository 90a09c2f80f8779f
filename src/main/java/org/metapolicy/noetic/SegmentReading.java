package org.metapolicy.noetic;

/**
 * What the graph says of one segment that a trial uses, by its latest state. Null is what it does not say, or says in a
 * form that cannot be read.
 *
 * @param collective whether it belongs to a group rather than to the trial itself
 * @param rogue whether it is a rogue variable
 * @param potency in [0, 1]
 * @param potencySource where the potency stands: the state or the segment's potency_latest
 * @param coherence in [0, 1]
 * @param affectiveLoad in [0, 1]
 */
public record SegmentReading(
        String id,
        boolean collective,
        Boolean rogue,
        Double potency,
        String potencySource,
        Double coherence,
        Double affectiveLoad) {}
