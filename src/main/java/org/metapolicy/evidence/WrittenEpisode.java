package org.metapolicy.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.metapolicy.evidence.differences.DecisionRecord;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.unit.EvidenceUnit;

/**
 * An episode as it stands in the graph.
 *
 * @param id the episode's id; empty text where its writer gave none
 * @param versionId the version that decided it
 * @param agreeingSuggestion another version that was suggested in shadow and recommends what was served
 * @param override {@code human_override} as written: a boolean, or null, which counts as false
 * @param timestamp when it was decided
 * @param givenCluster the cluster that the writer assigned
 * @param context the context vector; empty where there is none
 * @param contextHash the writer's hash of the context
 * @param highPotency whether it touched a segment of high potency; null where it names no segment
 * @param sessionId the session of its trial
 * @param participant id of the participant, or group, whom it was for
 * @param decision how it was decided
 */
public record WrittenEpisode(
        String id,
        String versionId,
        Optional<String> agreeingSuggestion,
        Object override,
        Optional<Instant> timestamp,
        Optional<String> givenCluster,
        List<Double> context,
        Optional<String> contextHash,
        Boolean highPotency,
        Optional<String> sessionId,
        Optional<String> participant,
        DecisionRecord decision) {
    /** One of which no record tells how it was decided. */
    public WrittenEpisode(
            String id,
            String versionId,
            Optional<String> agreeingSuggestion,
            Object override,
            Optional<Instant> timestamp,
            Optional<String> givenCluster,
            List<Double> context,
            Optional<String> contextHash,
            Boolean highPotency,
            Optional<String> sessionId,
            Optional<String> participant) {
        this(
                id,
                versionId,
                agreeingSuggestion,
                override,
                timestamp,
                givenCluster,
                context,
                contextHash,
                highPotency,
                sessionId,
                participant,
                DecisionRecord.NONE);
    }

    /** Whom it was for, as far as bounds need to know it: the participant, else the session; null where neither is known. */
    public Integer unit() {
        return participant.or(() -> sessionId).map(EvidenceUnit::of).orElse(null);
    }

    /**
     * What counting needs to know of it.
     *
     * @param cluster in which it counts
     * @param at when it happened where nothing of its own says so; {@link Instant#MIN} where nothing else does either
     */
    public EpisodeFacts facts(Optional<String> cluster, Instant at) {
        Instant time = timestamp.orElse(at);
        return new EpisodeFacts(
                Boolean.TRUE.equals(override),
                cluster.orElse(null),
                highPotency,
                sessionId.orElse(null),
                unit(),
                time.equals(Instant.MIN) ? Instant.EPOCH : time);
    }
}
