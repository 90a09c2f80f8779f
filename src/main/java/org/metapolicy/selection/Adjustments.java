package org.metapolicy.selection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where adjustments are kept, with the episodes that came of them. */
public interface Adjustments {
    /** The adjustment of this trial by this family. */
    Optional<Adjustment> find(String metaPolicyId, String trialId);

    /** The adjustment of this trial by the family that its scope led to. */
    Optional<Adjustment> findByScope(String trialId);

    /** The adjustment that an episode came of. */
    Optional<Adjustment> ofEpisode(String episodeId);

    /**
     * The family's adjustments in order of time, then id.
     *
     * @param from the earliest, or null
     * @param to the first that is too late, or null
     */
    List<Adjustment> between(String metaPolicyId, Instant from, Instant to);

    /** Stores an adjustment and, if it names one, its episode. */
    void record(Adjustment adjustment, EpisodeDraft episode);
}
