package org.metapolicy.selection;

import java.util.List;
import java.util.Map;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;

/** Families and versions for tests, in as few words as a test has. */
final class Fixtures {
    /** Every signal known, none asks for care: EXPLORATORY for an EXPERIMENTAL family, else STANDARD. */
    static final MetaContext CALM = new MetaContext(0.6, 0.0, 0.0, 0.1, Awareness.FULL);

    private Fixtures() {}

    static Evidence evidence(double trust, double rewardMean, long n) {
        return new Evidence(trust, trust - 0.05, 0.9, n, n, n, rewardMean, false);
    }

    static VersionStanding live(String id, double trust, double rewardMean, long n) {
        return new VersionStanding(id, VersionStatus.LIVE, true, evidence(trust, rewardMean, n));
    }

    static VersionStanding candidate(String id, long n) {
        return new VersionStanding(id, VersionStatus.CANDIDATE, true, evidence(0.5, 0.1, n));
    }

    static VersionStanding alarmed(VersionStanding version) {
        Evidence e = version.evidence();
        return new VersionStanding(
                version.id(),
                version.status(),
                version.governed(),
                new Evidence(
                        e.trustScore(),
                        e.trustLower(),
                        e.safetyNorm(),
                        e.n(),
                        e.nSinceResume(),
                        e.nTotal(),
                        e.rewardMean(),
                        true));
    }

    /** An ACTIVE, SAFE family in ACTIVE mode with default "a" and fallback "f", if these are among the versions. */
    static Candidates family(VersionStanding... versions) {
        return new Candidates(
                "m",
                FamilyStatus.ACTIVE,
                Mode.ACTIVE,
                RiskTier.SAFE,
                false,
                Settings.defaults(),
                1000,
                "a",
                "f",
                List.of(versions));
    }

    static Candidates with(Candidates f, RiskTier tier) {
        return new Candidates(
                f.id(),
                f.status(),
                f.mode(),
                tier,
                f.highAffectApproved(),
                f.settings(),
                f.resolved(),
                f.defaultId(),
                f.fallbackId(),
                f.versions());
    }

    static Candidates with(Candidates f, Mode mode) {
        return new Candidates(
                f.id(),
                f.status(),
                mode,
                f.riskTier(),
                f.highAffectApproved(),
                f.settings(),
                f.resolved(),
                f.defaultId(),
                f.fallbackId(),
                f.versions());
    }

    static Candidates with(Candidates f, FamilyStatus status) {
        return new Candidates(
                f.id(),
                status,
                f.mode(),
                f.riskTier(),
                f.highAffectApproved(),
                f.settings(),
                f.resolved(),
                f.defaultId(),
                f.fallbackId(),
                f.versions());
    }

    static Candidates with(Candidates f, Map<String, Object> settings) {
        return new Candidates(
                f.id(),
                f.status(),
                f.mode(),
                f.riskTier(),
                f.highAffectApproved(),
                f.settings().with(settings),
                f.resolved(),
                f.defaultId(),
                f.fallbackId(),
                f.versions());
    }
}
