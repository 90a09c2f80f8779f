package org.metapolicy.app.decide;

import java.util.Objects;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments;
import org.metapolicy.selection.Decision;
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
        return new Explanation(adjustment, repeats(adjustment));
    }

    private static boolean repeats(Adjustment adjustment) {
        if (adjustment.known() == null) {
            return false;
        }
        Decision again = adjustment.known().decide();
        return again.kind().name().equals(adjustment.decision())
                && Objects.equals(id(again.served()), adjustment.versionId())
                && Objects.equals(id(again.suggested()), adjustment.suggestedVersionId())
                && again.propensity() == adjustment.propensity();
    }

    static String id(VersionStanding version) {
        return version == null ? null : version.id();
    }
}
