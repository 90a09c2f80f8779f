package org.metapolicy.app.refresh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.evidence.VersionTally;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.governance.comparable.Comparisons;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.FactorRanges;
import org.metapolicy.trust.OffPolicyWatch;
import org.metapolicy.trust.PromotionBaseline;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.WatchedContexts;
import org.metapolicy.trust.context.ContextAlarm;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.local.ContextTrust;
import org.metapolicy.trust.people.PersonAlarm;

/**
 * The trust of a family's versions at one refresh. Under MINMAX the ranges are those of the versions looked at; thresholds
 * judge on the reference ranges all the same, because only those compare across time (specification, section 5.2).
 */
final class FamilyFigures {
    private final Map<String, TrustJudgement> judgements = new TreeMap<>();
    private final Map<String, TrustJudgement> shadowJudgements = new TreeMap<>();
    private final Map<String, VersionFigures> figures = new TreeMap<>();
    private final Map<String, PromotionBaseline> limits = new TreeMap<>();
    private final Map<String, List<ContextAlarm>> contextAlarms = new TreeMap<>();

    private FamilyFigures() {}

    static FamilyFigures of(Map<String, VersionTally> tallies, Settings settings, FamilyContexts contexts) {
        FamilyFigures result = new FamilyFigures();
        tallies.forEach((id, tally) -> {
            result.judgements.put(id, tally.evidence().judge(settings, contexts.of(tally.evidence())));
            result.contextAlarms.put(id, WatchedContexts.of(tally.evidence()).alarms(settings));
            tally.limitsFrozen()
                    // In a recount a later promotion may have set others since.
                    .filter(limits -> tally.evidence().baseline().equals(Optional.of(limits)))
                    .ifPresent(limits -> result.limits.put(id, limits));
            if (tally.shadow().nTotal() > 0) {
                result.shadowJudgements.put(id, tally.shadow().judge(settings, contexts.ofFamily()));
            }
        });
        FactorRanges ranges = settings.choice(Setting.NORMALIZATION).equals("MINMAX")
                ? FactorRanges.minMax(result.judgements.values().stream()
                        .map(judgement -> judgement.estimate().pci().raw())
                        .toList())
                : null;
        tallies.forEach((id, tally) -> {
            TrustEstimate estimate = ranges == null
                    ? result.judgements.get(id).estimate()
                    : tally.evidence().estimate(settings, contexts.of(tally.evidence()), ranges);
            TrustJudgement shadow = result.shadowJudgements.get(id);
            result.figures.put(
                    id,
                    VersionFigures.of(
                            tally.states(),
                            estimate,
                            result.judgements.get(id).estimate(),
                            shadow == null ? null : shadow.estimate(),
                            contexts.of(tally.evidence()),
                            contexts.ofFamily()));
        });
        return result;
    }

    /**
     * What selection goes by from now on.
     *
     * @param compared ids of those that can be served or proposed, of which there are tallies
     * @param live ids of the live ones
     */
    Tabulation tabulation(
            Map<String, VersionTally> tallies,
            Set<String> compared,
            Set<String> live,
            Settings settings,
            FamilyContexts contexts) {
        Map<String, VersionEvidence> evidence = new TreeMap<>();
        Map<String, Map<String, InContext>> trust = new TreeMap<>();
        compared.forEach(id -> {
            VersionEvidence own = tallies.get(id).evidence();
            // One that came in since the others were judged has shown nothing yet.
            TrustEstimate estimate = judgements.containsKey(id)
                    ? judgements.get(id).estimate()
                    : own.estimate(settings, contexts.of(own));
            evidence.put(id, own);
            trust.put(id, ContextTrust.of(estimate, own.history(), settings));
        });
        return Tabulation.of(evidence, live, trust);
    }

    /** These as governance looks at them, with the participants whom evidence names. */
    FamilyGovernor.Findings findings(
            Set<String> corrected,
            Map<String, List<PersonAlarm>> personAlarms,
            Comparisons comparisons,
            Map<String, OffPolicyWatch.Alarm> offPolicyAlarms,
            boolean last) {
        return new FamilyGovernor.Findings(
                judgements,
                shadowJudgements,
                corrected,
                limits,
                contextAlarms,
                personAlarms,
                comparisons,
                offPolicyAlarms,
                last);
    }

    Map<String, TrustJudgement> judgements() {
        return judgements;
    }

    /** Of the versions that have shadow evidence. */
    Map<String, TrustJudgement> shadowJudgements() {
        return shadowJudgements;
    }

    TrustJudgement judgement(String versionId) {
        return judgements.get(versionId);
    }

    VersionFigures figures(String versionId) {
        return figures.get(versionId);
    }
}
