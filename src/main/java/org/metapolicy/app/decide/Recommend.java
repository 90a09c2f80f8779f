package org.metapolicy.app.decide;

import java.util.List;
import org.metapolicy.noetic.LinUcb;
import org.metapolicy.noetic.Recommendation;
import org.metapolicy.noetic.RiskLevel;
import org.metapolicy.noetic.VersionPolicies;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** Ranks the interventions of a version's policy by the version's parameters (specification, section 8.8). */
public final class Recommend {
    private final VersionPolicies versions;

    public Recommend(VersionPolicies versions) {
        this.versions = versions;
    }

    /**
     * The active interventions of a risk that the family's tier allows, best first.
     *
     * @throws NotFound if there is no such version
     * @throws Conflict if its parameters are not those of LinUCB
     * @throws org.metapolicy.policy.MetapolicyException.InvalidInput if the vector's length is not context_dim
     */
    public List<Recommendation> run(String versionId, List<Double> context) {
        VersionPolicy version = versions.find(versionId).orElseThrow(() -> NotFound.of("policy version", versionId));
        return LinUcb.of(version)
                .orElseThrow(() -> new Conflict("version '" + versionId + "' has no LinUCB parameters: its"
                        + " parameters_blob needs {\"alpha\": a, \"actions\": {…}}"))
                .rank(context, version.options(), RiskLevel.most(version.riskTier()));
    }
}
