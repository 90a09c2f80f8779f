package org.metapolicy.trail;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the graph says of what a chain governs, to be compared with the chain's replay.
 *
 * @param events how many events its owner says it has got
 * @param settings the governed properties as canonical JSON text; null where there is no owner
 * @param defaults ids that DEFAULT_POLICY leads to
 * @param fallbacks ids that FALLBACK_POLICY leads to
 * @param versions every version that HAS_VERSION leads to
 * @param snapshots the figures of every snapshot of these versions by key, by the snapshot's id
 * @param notes what is noted on these snapshots, by the snapshot's id; those without a note are left out
 * @param strays what is linked as no move of this product links it, each as a sentence that names the nodes
 */
public record ObservedState(
        long events,
        String settings,
        List<String> defaults,
        List<String> fallbacks,
        List<Version> versions,
        Map<String, Map<String, Double>> snapshots,
        Map<String, String> notes,
        List<String> strays) {

    /** The chain of the graph's settings governs no versions. */
    public static ObservedState ofSettings(long events, String settings, List<String> strays) {
        return new ObservedState(events, settings, List.of(), List.of(), List.of(), Map.of(), Map.of(), strays);
    }

    /**
     * A version as it stands.
     *
     * @param liveLinked whether HAS_LIVE_VERSION leads to it
     * @param candidateLinked whether HAS_CANDIDATE_VERSION leads to it
     * @param made the seq of the event that it is linked to as having made it; 0 where it is linked to none
     * @param moved the seq of the event that its status is linked to; 0 where it is linked to none
     * @param parentId null where it says none
     * @param takenOver {@link TakenOver#digest} of the snapshots that were taken over with it
     * @param suspended the contexts in which it says that it is suspended, sorted
     * @param suspendedFor the names of the participants for whom it says so, sorted
     * @param limitedTo the contexts that it says it may serve in, as {@link ContextLimit#text}; null where in all
     */
    public record Version(
            String id,
            String status,
            boolean liveLinked,
            boolean candidateLinked,
            long made,
            long moved,
            VersionContents contents,
            String createdBy,
            Instant createdAt,
            String parentId,
            String reasoning,
            String takenOver,
            List<String> suspended,
            List<String> suspendedFor,
            String limitedTo) {}
}
