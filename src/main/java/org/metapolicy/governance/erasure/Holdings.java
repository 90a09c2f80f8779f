package org.metapolicy.governance.erasure;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of a participant.
 *
 * @param ids ids that nobody else's things share: theirs, of their sessions, trials, episodes, outcomes, adjustments
 * @param kept how many nodes of each kind stand in their name
 * @param families the same for each family that decided on them, by its id
 * @param application what the application owns of them
 */
public record Holdings(Set<String> ids, Kept kept, SortedMap<String, Kept> families, Application application) {
    /** Nothing of any kind. */
    public static final Kept NOTHING = new Kept(0, 0, 0, 0, 0, 0, 0);

    public Holdings {
        ids = Set.copyOf(ids);
        families = Collections.unmodifiableSortedMap(new TreeMap<>(families));
    }

    /**
     * What this product, or whoever reports to it, wrote of somebody.
     *
     * @param counted those of the outcomes that were counted
     * @param resolved those of the episodes that were resolved
     * @param explorations counts of how often they were given a candidate on a day
     * @param runsOn links from families that run on them
     */
    public record Kept(
            long episodes,
            long outcomes,
            long counted,
            long resolved,
            long adjustments,
            long explorations,
            long runsOn) {
        public Kept plus(Kept other) {
            return new Kept(
                    episodes + other.episodes,
                    outcomes + other.outcomes,
                    counted + other.counted,
                    resolved + other.resolved,
                    adjustments + other.adjustments,
                    explorations + other.explorations,
                    runsOn + other.runsOn);
        }

        /** Whether running states hold sums of theirs. */
        public boolean entered() {
            return counted + resolved > 0;
        }

        /** By what they are, for an event. */
        public Map<String, Object> asMap() {
            Map<String, Object> map = new TreeMap<>();
            map.put("episodes", episodes);
            map.put("outcomes", outcomes);
            map.put("adjustments", adjustments);
            map.put("explorations", explorations);
            map.put("runs_on", runsOn);
            return map;
        }
    }

    /** Nodes that are the application's, which it deletes itself. */
    public record Application(long participants, long sessions, long trials) {}

    /** What a family keeps of them. */
    public Kept of(String familyId) {
        return families.getOrDefault(familyId, NOTHING);
    }
}
