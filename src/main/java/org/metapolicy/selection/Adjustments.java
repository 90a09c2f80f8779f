package org.metapolicy.selection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where adjustments are kept, with the episodes that came of them. */
public interface Adjustments {
    /**
     * An adjustment as it stands, whatever somebody made of it.
     *
     * @param adjustment what can be read of it; where it is damaged, without what was considered and known
     * @param unreadable what of it cannot be read, in words; empty where all can
     */
    record Recorded(Adjustment adjustment, Optional<String> unreadable) {
        /** What about it no step wrote, in words: what cannot be read, or contradicts itself. */
        public Optional<String> damage() {
            return unreadable.or(() -> adjustment.known() == null ? Optional.empty() : adjustment.edited());
        }
    }

    /** The adjustment of this trial by this family. */
    Optional<Adjustment> find(String metaPolicyId, String trialId);

    /** The adjustment of this trial by the family that its scope led to. */
    Optional<Adjustment> findByScope(String trialId);

    /** The adjustment that an episode came of. */
    Optional<Adjustment> ofEpisode(String episodeId);

    /** The adjustment of this id; where nobody acted and nobody was suggested, no episode leads to it. */
    Optional<Adjustment> byId(String adjustmentId);

    /**
     * The family's adjustments in order of time, then id, the damaged ones too; one whose time cannot be read comes first, whatever the
     * bounds.
     *
     * @param from the earliest, or null
     * @param to the first that is too late, or null
     */
    List<Recorded> between(String metaPolicyId, Instant from, Instant to);

    /** Whether the version is one of this family, and a governed move brought it in. */
    boolean governs(String metaPolicyId, String versionId);

    /**
     * Stores an adjustment without a trial with the episode that it names, which stands already.
     *
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if another program took its id
     */
    void attach(Adjustment adjustment);

    /**
     * Stores an adjustment and, if it names one, its episode.
     *
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if another program took the id of one of them
     */
    void record(Adjustment adjustment, EpisodeDraft episode);
}
