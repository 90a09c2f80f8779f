package org.metapolicy.evaluation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.differences.DecisionRecord;
import org.metapolicy.evidence.differences.DifferenceCounter;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.governance.AutomaticVersion;
import org.metapolicy.governance.comparable.ContextVerdicts;
import org.metapolicy.governance.comparable.DefaultComparison;
import org.metapolicy.governance.comparable.RunningComparisons;
import org.metapolicy.governance.comparable.TabulatedContexts;
import org.metapolicy.governance.limited.ContextReadiness;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.WatchedContexts;
import org.metapolicy.trust.context.ContextAlarm;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;
import org.metapolicy.trust.local.ContextTrust;

/**
 * What the product counts of a default and a candidate, and both as its automatic plan looks at them.
 *
 * @param contexts how many the family meets
 */
record PilotEvidence(int contexts, RunningStates standard, RunningStates candidate, DifferenceCounter differences) {
    private static final Settings SETTINGS = Settings.defaults();

    static PilotEvidence ofFamily(int contexts) {
        return new PilotEvidence(
                contexts,
                RunningStates.empty(),
                RunningStates.empty(),
                new DifferenceCounter(RunningDifferences.after(0)));
    }

    void count(boolean byCandidate, Watched one) {
        VersionEvidence evidence = (byCandidate ? candidate : standard).live();
        evidence.contextsMet().add("c" + one.context());
        evidence.count(one.observed(), SETTINGS, evidence.contextsMet().size());
    }

    /** What the candidate would have done as well. */
    void countShadow(Watched one) {
        candidate.shadow().count(one.observed(), SETTINGS, contexts);
    }

    void compare(Watched one, boolean byCandidate, Optional<MadeDecision> made) {
        String who = byCandidate ? Pilot.CANDIDATE : Pilot.DEFAULT;
        DecisionRecord decision = () -> made;
        differences.outcome(one.t() + 1, who, one.observed(), decision, false, SETTINGS);
        differences.status(one.t() + 1, who, "c" + one.context(), one.outcome().overridden(), decision, true, SETTINGS);
    }

    void promoted() {
        candidate.live().promoted(candidate.promotionBasis(), SETTINGS);
    }

    /**
     * While the candidate is tried.
     *
     * @param compares whether a proposal asks how it compares with the default
     * @param suspended contexts in which it is
     */
    List<AutomaticVersion> tried(boolean compares, Set<String> suspended) {
        TrustJudgement ofDefault = judged(standard.live());
        TrustJudgement ofCandidate = judged(candidate.live());
        AutomaticVersion known = alone(VersionStatus.CANDIDATE, false, ofCandidate, ContextLimit.NONE, suspended);
        return List.of(
                standard(true, ofDefault),
                new AutomaticVersion(
                        known.id(),
                        known.status(),
                        known.isDefault(),
                        known.isFallback(),
                        known.judgement(),
                        candidate.shadow().isEmpty()
                                ? Optional.empty()
                                : Optional.of(candidate.shadow().judge(SETTINGS, contexts)),
                        known.limit(),
                        known.proposed(),
                        known.windowsSinceRejection(),
                        known.contentsChange(),
                        Optional.of(
                                compares ? comparison(ofDefault) : DefaultComparison.notAsked(Pilot.DEFAULT, SETTINGS)),
                        compares ? Optional.of(verdicts(ofDefault, ofCandidate, suspended)) : Optional.empty(),
                        known.corrected(),
                        known.contextAlarms(),
                        known.personAlarms(),
                        Optional.ofNullable(differences
                                .differences()
                                .watches()
                                .alarms(SETTINGS)
                                .get(Pilot.CANDIDATE))));
    }

    /**
     * Once it was promoted.
     *
     * @param limit where; none where it became the default
     */
    List<AutomaticVersion> promoted(ContextLimit limit, Set<String> suspended) {
        return List.of(
                standard(!limit.isNone(), judged(standard.live())),
                alone(VersionStatus.LIVE, limit.isNone(), judged(candidate.live()), limit, suspended));
    }

    private AutomaticVersion standard(boolean isDefault, TrustJudgement judgement) {
        return version(Pilot.DEFAULT, VersionStatus.LIVE, isDefault, true, judgement, ContextLimit.NONE, List.of());
    }

    /** The candidate, by its own evidence alone. */
    private AutomaticVersion alone(
            VersionStatus status,
            boolean isDefault,
            TrustJudgement judgement,
            ContextLimit limit,
            Set<String> suspended) {
        List<ContextAlarm> alarms = WatchedContexts.of(candidate.live()).alarms(SETTINGS).stream()
                .filter(alarm -> !suspended.contains(alarm.cluster()))
                .toList();
        return version(Pilot.CANDIDATE, status, isDefault, false, judgement, limit, alarms);
    }

    private static AutomaticVersion version(
            String id,
            VersionStatus status,
            boolean isDefault,
            boolean isFallback,
            TrustJudgement judgement,
            ContextLimit limit,
            List<ContextAlarm> alarms) {
        return new AutomaticVersion(
                id,
                status,
                isDefault,
                isFallback,
                judgement,
                Optional.empty(),
                limit,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                alarms,
                List.of(),
                Optional.empty());
    }

    private static TrustJudgement judged(VersionEvidence evidence) {
        return evidence.judge(SETTINGS, evidence.contextsMet().size());
    }

    private DefaultComparison comparison(TrustJudgement ofDefault) {
        return DefaultComparison.of(
                new RunningComparisons(differences.differences()),
                Pilot.CANDIDATE,
                Pilot.DEFAULT,
                ofDefault.estimate().windows().reward().average().isPresent(),
                SETTINGS);
    }

    private ContextVerdicts verdicts(TrustJudgement ofDefault, TrustJudgement ofCandidate, Set<String> suspended) {
        Map<String, VersionEvidence> evidence =
                Map.of(Pilot.DEFAULT, standard.live(), Pilot.CANDIDATE, candidate.live());
        Map<String, Map<String, InContext>> trust = Map.of(
                Pilot.DEFAULT,
                        ContextTrust.of(ofDefault.estimate(), standard.live().history(), SETTINGS),
                Pilot.CANDIDATE,
                        ContextTrust.of(ofCandidate.estimate(), candidate.live().history(), SETTINGS));
        TabulatedContexts table = new Tabulated(Tabulation.of(evidence, Set.of(Pilot.DEFAULT), trust));
        return new ContextReadiness(table, "m", Pilot.DEFAULT, SETTINGS)
                .verdicts(
                        Pilot.CANDIDATE,
                        ContextLimit.NONE,
                        suspended,
                        new RunningComparisons(differences.differences()));
    }

    /** A table of one family. */
    private record Tabulated(Tabulation table) implements TabulatedContexts {
        @Override
        public List<String> contexts(String familyId) {
            return table.prospects().clusters();
        }

        @Override
        public Map<String, Shown> shown(String versionId) {
            Map<String, Prospect> prospects = table.prospects().byCluster(versionId);
            return table.prospects().clusters().stream()
                    .collect(Collectors.toMap(
                            context -> context,
                            context -> new Shown(
                                    Optional.ofNullable(
                                            table.trust().get(versionId).get(context)),
                                    Optional.ofNullable(prospects.get(context)))));
        }
    }
}
