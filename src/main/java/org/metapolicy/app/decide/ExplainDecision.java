package org.metapolicy.app.decide;

import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Shown;
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

    /**
     * @param decisionId the id of the decision's episode, else of its adjustment
     * @throws NotFound if there is neither, or no step made it
     */
    public Explanation run(String decisionId) {
        Adjustment adjustment = adjustments
                .ofEpisode(decisionId)
                .or(() -> adjustments.byId(decisionId))
                .orElseThrow(() -> new NotFound("no step recorded an episode or adjustment " + Shown.value(decisionId)
                        + ": only decisions made by metapolicy.step can be explained"));
        return new Explanation(adjustment, adjustment.repeats());
    }

    static String id(VersionStanding version) {
        return version == null ? null : version.id();
    }
}
