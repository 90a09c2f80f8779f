package org.metapolicy.app.counterfactual;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metapolicy.counterfactual.Evaluating;
import org.metapolicy.counterfactual.Evaluation;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.LoggedDecisions;
import org.metapolicy.counterfactual.LoggedDecisions.DecisionLog;
import org.metapolicy.noetic.VersionPolicies;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** Judges a version by the decisions of its family, whoever made them (specification, section 10). */
public final class EvaluateVersion {
    private final LoggedDecisions decisions;
    private final VersionPolicies versions;
    private final Clock clock;

    public EvaluateVersion(LoggedDecisions decisions, VersionPolicies versions, Clock clock) {
        this.decisions = decisions;
        this.versions = versions;
        this.clock = clock;
    }

    /**
     * What the log says; REFUSED where it cannot tell.
     *
     * @throws NotFound if there is no such version, or none that it is compared with or that logged
     * @throws Conflict if the version belongs to no single family
     * @throws InvalidInput if another version that is named is the same one, or of another family
     */
    public Evaluation run(String versionId, EvaluationOptions options) {
        DecisionLog log = decisions.familyOf(Identifier.require("version id", versionId));
        Optional<String> other = options.against().filter(id -> !id.equals(EvaluationOptions.NOBODY));
        if (other.filter(versionId::equals).isPresent()) {
            throw new InvalidInput("options.against is '" + versionId + "': it must be another version than the one"
                    + " that is judged, or " + EvaluationOptions.NOBODY);
        }
        other.ifPresent(id -> requireSibling("options.against", id, log));
        options.loggedBy().ifPresent(id -> requireSibling("options.logged_by", id, log));
        List<VersionPolicy> policies = new ArrayList<>();
        versions.find(versionId).ifPresent(policies::add);
        other.flatMap(versions::find).ifPresent(policies::add);
        return Evaluating.of(log, versionId, policies, options, clock.instant());
    }

    private void requireSibling(String what, String id, DecisionLog log) {
        String family = decisions.familyOf(id).familyId();
        if (!family.equals(log.familyId())) {
            throw new InvalidInput(what + " is '" + id + "', of meta-policy '" + family
                    + "': it must be a version of meta-policy '" + log.familyId() + "'");
        }
    }
}
