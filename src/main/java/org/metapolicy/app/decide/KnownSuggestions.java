package org.metapolicy.app.decide;

import java.util.List;
import java.util.Map;
import org.metapolicy.noetic.InterventionOption;
import org.metapolicy.noetic.VersionPolicies;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Shown;
import org.metapolicy.selection.Adjustments;

/**
 * Which suggestions of a caller's bandit a family's versions can follow. It is asked wherever a context may bring some, whether anything
 * is made of them or not: a wrong one would otherwise come to light first where it is recorded.
 */
public final class KnownSuggestions {
    private final VersionPolicies policies;
    private final Adjustments adjustments;

    public KnownSuggestions(VersionPolicies policies, Adjustments adjustments) {
        this.policies = policies;
        this.adjustments = adjustments;
    }

    /**
     * Refuses what no version of the family can do; versions that merely are not considered now are let be.
     *
     * @param suggestions interventions by version
     * @throws InvalidInput if a suggestion names another family's version, or an intervention that its policy does not use
     */
    void require(String familyId, Map<String, String> suggestions) {
        suggestions.forEach((versionId, interventionId) -> {
            String where = "context.suggestions names " + Shown.value(versionId);
            if (!adjustments.governs(familyId, versionId)) {
                throw new InvalidInput(where + ": it must be a version of meta-policy '" + familyId + "'");
            }
            List<String> options = policies.find(versionId).stream()
                    .flatMap(version -> version.options().stream())
                    .map(InterventionOption::id)
                    .sorted()
                    .toList();
            if (!options.contains(interventionId)) {
                throw new InvalidInput(where + " with " + Shown.value(interventionId)
                        + ": it must be an intervention that the version's policy uses, "
                        + (options.isEmpty() ? "and it uses none" : String.join(", ", options)));
            }
        });
    }
}
