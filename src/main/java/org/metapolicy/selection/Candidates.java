package org.metapolicy.selection;

import java.util.List;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Settings;

/**
 * A family as selection sees it: its settings and the versions that can be chosen, never the retired ones.
 *
 * @param resolved the family's resolved episodes, ever
 * @param defaultId null where there is none
 * @param fallbackId null where there is none
 * @param versions the live ones, the candidates, the default and the fallback, each once
 */
public record Candidates(
        String id,
        FamilyStatus status,
        Mode mode,
        RiskTier riskTier,
        boolean highAffectApproved,
        Settings settings,
        long resolved,
        String defaultId,
        String fallbackId,
        List<VersionStanding> versions) {
    boolean isDefault(VersionStanding version) {
        return version.id().equals(defaultId);
    }

    boolean isFallback(VersionStanding version) {
        return version.id().equals(fallbackId);
    }
}
