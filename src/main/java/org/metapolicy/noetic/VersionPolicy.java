package org.metapolicy.noetic;

import java.util.List;
import org.metapolicy.policy.RiskTier;

/**
 * What a recommendation needs to know of a version.
 *
 * @param contextDim length of the context vector, null where the version names none
 * @param parameters its parameters as JSON text, null where it has none
 * @param riskTier of its family
 * @param options the interventions of its policy
 */
public record VersionPolicy(
        String versionId,
        String policyId,
        Integer contextDim,
        String parameters,
        RiskTier riskTier,
        List<InterventionOption> options) {}
