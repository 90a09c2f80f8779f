package org.metapolicy.governance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.governance.comparable.DefaultComparison;
import org.metapolicy.governance.comparable.RunningComparisons;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.memory.OwnDecisions;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.Moments;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.RawFactors;
import org.metapolicy.trust.TrustBounds;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.WindowStatistics;

/** A version with the evidence that a case needs, for tests of the automatic plan. */
public record JudgedVersion(
        String id,
        VersionStatus status,
        Evidence evidence,
        double rewardMean,
        boolean isDefault,
        boolean isFallback,
        Optional<Evidence> shadowEvidence,
        boolean open,
        Optional<Long> sinceRejection,
        Optional<String> contentsChange,
        boolean corrected) {
    /** What the evidence of a version says. */
    public enum Evidence {
        GOOD,
        ALARM,
        CRITICAL,
        BELOW_MIN,
        UNTRUSTED,
        NONE
    }

    JudgedVersion asDefault() {
        return new JudgedVersion(
                id,
                status,
                evidence,
                rewardMean,
                true,
                isFallback,
                shadowEvidence,
                open,
                sinceRejection,
                contentsChange,
                corrected);
    }

    JudgedVersion asFallback() {
        return new JudgedVersion(
                id,
                status,
                evidence,
                rewardMean,
                isDefault,
                true,
                shadowEvidence,
                open,
                sinceRejection,
                contentsChange,
                corrected);
    }

    JudgedVersion reward(double mean) {
        return new JudgedVersion(
                id,
                status,
                evidence,
                mean,
                isDefault,
                isFallback,
                shadowEvidence,
                open,
                sinceRejection,
                contentsChange,
                corrected);
    }

    JudgedVersion shadow(Evidence shadow) {
        return new JudgedVersion(
                id,
                status,
                evidence,
                rewardMean,
                isDefault,
                isFallback,
                Optional.of(shadow),
                open,
                sinceRejection,
                contentsChange,
                corrected);
    }

    JudgedVersion proposed() {
        return new JudgedVersion(
                id,
                status,
                evidence,
                rewardMean,
                isDefault,
                isFallback,
                shadowEvidence,
                true,
                sinceRejection,
                contentsChange,
                corrected);
    }

    JudgedVersion rejected(long windows) {
        return new JudgedVersion(
                id,
                status,
                evidence,
                rewardMean,
                isDefault,
                isFallback,
                shadowEvidence,
                open,
                Optional.of(windows),
                contentsChange,
                corrected);
    }

    JudgedVersion changed(String change) {
        return new JudgedVersion(
                id,
                status,
                evidence,
                rewardMean,
                isDefault,
                isFallback,
                shadowEvidence,
                open,
                sinceRejection,
                Optional.of(change),
                corrected);
    }

    JudgedVersion recounted() {
        return new JudgedVersion(
                id,
                status,
                evidence,
                rewardMean,
                isDefault,
                isFallback,
                shadowEvidence,
                open,
                sinceRejection,
                contentsChange,
                true);
    }

    AutomaticVersion build(Optional<DefaultComparison> comparison) {
        return new AutomaticVersion(
                id,
                status,
                isDefault,
                isFallback,
                judgement(evidence, rewardMean),
                shadowEvidence.map(shadow -> judgement(shadow, rewardMean)),
                ContextLimit.NONE,
                open ? Optional.of(ContextLimit.NONE) : Optional.empty(),
                sinceRejection,
                contentsChange,
                comparison,
                Optional.empty(),
                corrected,
                java.util.List.of(),
                java.util.List.of(),
                Optional.empty());
    }

    /** A judgement of this evidence, with this mean reward where there is any. */
    public static TrustJudgement judgement(Evidence evidence, double rewardMean) {
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
                none ? Map.of() : Map.of(Variable.REWARD, new Moments(100, rewardMean, 1)),
                Map.of(),
                0,
                0,
                0,
                none ? 0 : 100,
                Map.of());
        TrustEstimate estimate = new TrustEstimate(
                new Pci(
                        pci,
                        RawFactors.NOTHING,
                        new EnumMap<>(Map.of(Factor.GROWTH, 0.0)),
                        List.of(),
                        none ? Map.of() : Map.of(Factor.GROWTH, 0.1, Factor.SAFETY, 0.5, Factor.ROBUSTNESS, 0.4)),
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

    static List<AutomaticAction> plan(List<String> earlier, JudgedVersion... versions) {
        return plan(FamilyStatus.ACTIVE, 0, earlier, versions).stream()
                .filter(action -> !(action instanceof AutomaticAction.PauseFamily))
                .toList();
    }

    static List<AutomaticAction> plan(
            FamilyStatus status, int recent, List<String> earlier, JudgedVersion... versions) {
        return AutomaticPlan.of(
                        new AutomaticPlan.FamilySituation(
                                status, earlier, recent, Settings.defaults(), Optional.empty()),
                        all(versions))
                .actions();
    }

    /** With a default among them, candidates are compared with it on 400 decisions of each. */
    static List<AutomaticVersion> all(JudgedVersion... versions) {
        Map<String, Double> rewards = new TreeMap<>();
        List.of(versions).forEach(version -> rewards.put(version.id(), version.rewardMean()));
        RunningDifferences differences = OwnDecisions.of(rewards, 400);
        Optional<String> standard = List.of(versions).stream()
                .filter(JudgedVersion::isDefault)
                .map(JudgedVersion::id)
                .findFirst();
        return List.of(versions).stream()
                .map(version -> version.build(standard.filter(id -> version.status() == VersionStatus.CANDIDATE)
                        .map(id -> DefaultComparison.of(
                                new RunningComparisons(differences), version.id(), id, true, Settings.defaults()))))
                .toList();
    }

    static JudgedVersion live(String id) {
        return version(id, VersionStatus.LIVE, Evidence.GOOD);
    }

    static JudgedVersion version(String id, VersionStatus status, Evidence evidence) {
        return new JudgedVersion(
                id,
                status,
                evidence,
                0.3,
                false,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
