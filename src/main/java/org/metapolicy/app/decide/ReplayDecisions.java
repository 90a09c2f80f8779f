package org.metapolicy.app.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.Adjustments;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.replay.ReplayOptions;

/** Makes a family's past decisions again under other settings, with the same chance, and writes nothing. */
public final class ReplayDecisions {
    /**
     * A decision made again.
     *
     * @param before the record, or what can be read of it
     * @param again what would be decided, or why that is not known
     */
    public record Replayed(Adjustment before, Remade again) {
        /** What would be decided; null where the record is damaged. */
        public Decision after() {
            return again.decision().orElse(null);
        }

        /** Whether the answer or the suggestion is another one; null where the record is damaged. */
        public Boolean changed() {
            return again.decision().map(after -> !same(after)).orElse(null);
        }

        private boolean same(Decision after) {
            return after.kind().name().equals(before.decision())
                    && Objects.equals(ExplainDecision.id(after.served()), before.versionId())
                    && Objects.equals(ExplainDecision.id(after.suggested()), before.suggestedVersionId());
        }
    }

    private final Families families;
    private final Adjustments adjustments;

    public ReplayDecisions(Families families, Adjustments adjustments) {
        this.families = families;
        this.adjustments = adjustments;
    }

    /**
     * The decisions in order of time, those whose record is damaged among them. What was not asked then, whether a participant
     * might still explore, counts as no.
     *
     * @throws NotFound if there is no such family
     * @throws InvalidInput if the settings do not go together with those then in force
     */
    public List<Replayed> run(String metaPolicyId, ReplayOptions options) {
        Identifier.require("meta-policy id", metaPolicyId);
        families.find(metaPolicyId).orElseThrow(() -> NotFound.metaPolicy(metaPolicyId));
        List<Replayed> replayed = new ArrayList<>();
        for (Adjustments.Recorded recorded : adjustments.between(metaPolicyId, options.from(), options.to())) {
            Remade again = Remade.of(recorded, options);
            if (again.decision().isPresent() || again.damage().isPresent()) {
                replayed.add(new Replayed(recorded.adjustment(), again));
            }
        }
        return replayed;
    }
}
