package org.metapolicy.app.decide;

import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments;
import org.metapolicy.selection.VersionStanding;

/** Tells what was known, what was considered and why, from what a step stored. */
public final class ExplainDecision {
    /** @param repeats whether deciding again in the stored circumstances gives the stored answer */
    public record Explanation(Adjustment adjustment, boolean repeats) {}

    private final Adjustments adjustments;

    public ExplainDecision(Adjustments adjustments) {
        this.adjustments = adjustments;
    }

    /** @throws NotFound if there is no such episode, or no step made it */
    public Explanation run(String episodeId) {
        Adjustment adjustment = adjustments
                .ofEpisode(episodeId)
                .orElseThrow(() -> new NotFound("no step recorded an episode '" + episodeId
                        + "': only decisions made by metapolicy.step can be explained"));
        return new Explanation(adjustment, adjustment.repeats());
    }

    static String id(VersionStanding version) {
        return version == null ? null : version.id();
    }
}
