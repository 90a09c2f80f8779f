package org.metapolicy.governance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.Moments;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.RawFactors;
import org.metapolicy.trust.TrustBounds;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.WindowStatistics;

/** A version with the evidence that a case needs, for tests of the automatic plan. */
record JudgedVersion(
        String id,
        VersionStatus status,
        Evidence evidence,
        double rewardMean,
        boolean isDefault,
        boolean isFallback,
        Optional<Evidence> shadowEvidence,
        boolean open,
        Optional<Long> sinceRejection) {
    /** What the evidence of a version says. */
    enum Evidence {
        GOOD,
        ALARM,
        CRITICAL,
        BELOW_MIN,
        UNTRUSTED,
        NONE
    }

    JudgedVersion asDefault() {
        return new JudgedVersion(
                id, status, evidence, rewardMean, true, isFallback, shadowEvidence, open, sinceRejection);
    }

    JudgedVersion asFallback() {
        return new JudgedVersion(
                id, status, evidence, rewardMean, isDefault, true, shadowEvidence, open, sinceRejection);
    }

    JudgedVersion reward(double mean) {
        return new JudgedVersion(
                id, status, evidence, mean, isDefault, isFallback, shadowEvidence, open, sinceRejection);
    }

    JudgedVersion shadow(Evidence shadow) {
        return new JudgedVersion(
                id, status, evidence, rewardMean, isDefault, isFallback, Optional.of(shadow), open, sinceRejection);
    }

    JudgedVersion proposed() {
        return new JudgedVersion(
                id, status, evidence, rewardMean, isDefault, isFallback, shadowEvidence, true, sinceRejection);
    }

    JudgedVersion rejected(long windows) {
        return new JudgedVersion(
                id, status, evidence, rewardMean, isDefault, isFallback, shadowEvidence, open, Optional.of(windows));
    }

    AutomaticVersion build() {
        return new AutomaticVersion(
                id,
                status,
                isDefault,
                isFallback,
                judgement(evidence, rewardMean),
                shadowEvidence.map(shadow -> judgement(shadow, rewardMean)),
                open,
                sinceRejection);
    }

    private static TrustJudgement judgement(Evidence evidence, double rewardMean) {
        double pci =
                switch (evidence) {
                    case GOOD, ALARM -> 0.6;
                    case UNTRUSTED -> 0.345;
                    case BELOW_MIN -> 0.32;
                    case CRITICAL -> 0.2;
                    case NONE -> 0;
                };
        boolean none = evidence == Evidence.NONE;
        WindowStatistics windows = new WindowStatistics(
                none ? 0 : 100,
                0,
                0,
                none ? Moments.EMPTY : new Moments(100, rewardMean, 1),
                Moments.EMPTY,
                Moments.EMPTY,
                Moments.EMPTY,
                Map.of(),
                0,
                0);
        TrustEstimate estimate = new TrustEstimate(
                new Pci(pci, RawFactors.NOTHING, new EnumMap<>(Map.of(Factor.GROWTH, 0.0)), List.of()),
                TrustBounds.UNKNOWN,
                windows,
                4);
        boolean alarm = evidence == Evidence.ALARM;
        return new TrustJudgement(
                TrustJudgement.Verdict.WATCH,
                evidence.name(),
                estimate,
                List.of(),
                alarm,
                evidence == Evidence.CRITICAL,
                evidence == Evidence.CRITICAL || evidence == Evidence.BELOW_MIN,
                evidence == Evidence.GOOD,
                none ? Double.NaN : pci,
                none ? 0 : 100);
    }
}
