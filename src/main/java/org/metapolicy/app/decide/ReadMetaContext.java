package org.metapolicy.app.decide;

import org.metapolicy.noetic.MetaContextReport;
import org.metapolicy.noetic.Trials;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Shown;

/** Tells the meta-context that a step with a trial would use (specification, section 8.7). */
public final class ReadMetaContext {
    private final Trials trials;

    public ReadMetaContext(Trials trials) {
        this.trials = trials;
    }

    /** @throws NotFound if there is no such trial */
    public MetaContextReport run(String trialId) {
        return MetaContextReport.of(trials.find(trialId).orElseThrow(() -> missing(trialId)));
    }

    static NotFound missing(String trialId) {
        return new NotFound("there is no trial " + Shown.value(trialId)
                + ": a node (:Trial {id}) or (:GroupTrial {id}) is needed before the decision");
    }
}
