package org.metapolicy.app.decide;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.replay.Part;
import org.metapolicy.selection.replay.ReplayOptions;

/** Makes a family's past decisions again without each of the parts that they rest on, one at a time, and writes nothing. */
public final class AblateDecisions {
    /**
     * What taking a part away would have changed.
     *
     * @param decisions how many were made again
     * @param changed in how many the answer or the suggestion is another one
     * @param leftAlone in how many nobody would have acted where somebody did
     * @param acted in how many somebody would have acted where nobody did
     * @param damaged how many records are damaged, and were not made again
     */
    public record Ablated(Part part, long decisions, long changed, long leftAlone, long acted, long damaged) {}

    private final ReplayDecisions replay;

    public AblateDecisions(ReplayDecisions replay) {
        this.replay = replay;
    }

    /**
     * What each part changed, beside what the options take away from both that are compared.
     *
     * @throws NotFound if there is no such family
     * @throws InvalidInput if the settings do not go together with those then in force
     */
    public List<Ablated> run(String metaPolicyId, ReplayOptions options) {
        List<ReplayDecisions.Replayed> all = replay.run(metaPolicyId, options);
        List<ReplayDecisions.Replayed> whole =
                all.stream().filter(one -> one.after() != null).toList();
        long damaged = all.size() - whole.size();
        return Arrays.stream(Part.values())
                .filter(part -> !options.without().contains(part))
                .map(part -> ablated(part, whole, damaged, options.without(part)))
                .toList();
    }

    private static Ablated ablated(
            Part part, List<ReplayDecisions.Replayed> whole, long damaged, ReplayOptions options) {
        long changed = 0;
        long leftAlone = 0;
        long acted = 0;
        for (ReplayDecisions.Replayed one : whole) {
            Decision with = one.after();
            Decision without = options.applied(one.before().known()).decide();
            boolean same = with.kind() == without.kind()
                    && Objects.equals(ExplainDecision.id(with.served()), ExplainDecision.id(without.served()))
                    && Objects.equals(ExplainDecision.id(with.suggested()), ExplainDecision.id(without.suggested()));
            changed += same ? 0 : 1;
            leftAlone += with.served() != null && without.served() == null ? 1 : 0;
            acted += with.served() == null && without.served() != null ? 1 : 0;
        }
        return new Ablated(part, whole.size(), changed, leftAlone, acted, damaged);
    }
}
