package org.metapolicy.selection;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * A family as selection sees it: its settings and the versions that can be chosen, never the retired ones.
 *
 * @param highAffectApproved whether a person approved acting under a high affective load, and the approval has not ended
 * @param highAffectSegments where not in general, the segments on which it is approved; none where that has ended
 * @param resolved the family's resolved episodes, ever
 * @param defaultId null where there is none
 * @param fallbackId null where there is none
 * @param versions the live ones, the candidates, the default and the fallback, each once
 * @param outside why the family does not decide for whom or what it is asked, as a sentence; null where it does
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
        List<VersionStanding> versions,
        List<String> highAffectSegments,
        String outside) {
    /** A decision stored before approvals by segment has none. */
    public Candidates {
        highAffectSegments = highAffectSegments == null ? List.of() : List.copyOf(highAffectSegments);
    }

    /** Without an approval by segment. */
    public Candidates(
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
        this(
                id,
                status,
                mode,
                riskTier,
                highAffectApproved,
                settings,
                resolved,
                defaultId,
                fallbackId,
                versions,
                List.of(),
                null);
    }

    /** This, asked for somebody whom it does not decide for; null where it does. */
    public Candidates outside(String why) {
        return Objects.equals(outside, why) ? this : with(highAffectApproved, settings, highAffectSegments, why);
    }

    /**
     * This, with acting approved where each segment that makes the affective load high is among those approved.
     *
     * @param loaded these segments; null where they are not all known
     */
    public Candidates actingOn(Collection<String> loaded) {
        boolean covered =
                !highAffectApproved && loaded != null && !loaded.isEmpty() && highAffectSegments.containsAll(loaded);
        return with(highAffectApproved || covered, settings, covered ? List.copyOf(loaded) : List.of(), outside);
    }

    /** This under other settings; what was approved by segment is not where load counts as high from less on. */
    public Candidates under(Settings others) {
        boolean bySegment = !highAffectSegments.isEmpty();
        boolean lower = others.number(Setting.AFFECTIVE_LOAD_HIGH) < settings.number(Setting.AFFECTIVE_LOAD_HIGH);
        return with(highAffectApproved && !(bySegment && lower), others, highAffectSegments, outside);
    }

    /** This with other figures of its versions. */
    public Candidates showing(List<VersionStanding> others) {
        return new Candidates(
                id,
                status,
                mode,
                riskTier,
                highAffectApproved,
                settings,
                resolved,
                defaultId,
                fallbackId,
                others,
                highAffectSegments,
                outside);
    }

    private Candidates with(boolean approved, Settings changed, List<String> segments, String why) {
        return new Candidates(
                id,
                status,
                mode,
                riskTier,
                approved,
                changed,
                resolved,
                defaultId,
                fallbackId,
                versions,
                segments,
                why);
    }

    /** Whether the choice goes by expected value: that is asked for, and a refresh has tabulated it. */
    public boolean byValue() {
        if (settings.choice(Setting.SELECTION).equals("VALUE")) {
            for (VersionStanding version : versions) {
                if (version.evidence() != null && version.evidence().prospect() != null) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean isDefault(VersionStanding version) {
        return version.id().equals(defaultId);
    }

    boolean isFallback(VersionStanding version) {
        return version.id().equals(fallbackId);
    }
}
