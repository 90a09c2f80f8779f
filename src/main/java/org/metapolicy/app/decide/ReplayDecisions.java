package org.metapolicy.app.decide;

import java.util.List;
import java.util.Objects;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.replay.ReplayOptions;

/** Makes a family's past decisions again under other settings, with the same chance, and writes nothing. */
public final class ReplayDecisions {
    /** @param changed whether the answer or the suggestion is another one */
    public record Replayed(Adjustment before, Decision after, boolean changed) {}

    private final Families families;
    private final Adjustments adjustments;

    public ReplayDecisions(Families families, Adjustments adjustments) {
        this.families = families;
        this.adjustments = adjustments;
    }

    /**
     * The decisions in order of time. What was not asked then, whether a participant might still explore, counts as no.
     *
     * @throws NotFound if there is no such family
     * @throws InvalidInput if the settings do not go together with those then in force
     */
    public List<Replayed> run(String metaPolicyId, ReplayOptions options) {
        families.find(metaPolicyId).orElseThrow(() -> NotFound.metaPolicy(metaPolicyId));
        return adjustments.between(metaPolicyId, options.from(), options.to()).stream()
                .filter(adjustment -> adjustment.known() != null)
                .map(adjustment -> replay(adjustment, options))
                .toList();
    }

    private static Replayed replay(Adjustment before, ReplayOptions options) {
        Decision after = options.applied(before.known()).decide();
        boolean same = after.kind().name().equals(before.decision())
                && Objects.equals(ExplainDecision.id(after.served()), before.versionId())
                && Objects.equals(ExplainDecision.id(after.suggested()), before.suggestedVersionId());
        return new Replayed(before, after, !same);
    }
}
