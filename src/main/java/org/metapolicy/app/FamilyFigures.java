package org.metapolicy.app;

import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.evidence.VersionTally;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.FactorRanges;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.VersionEvidence;

/**
 * The trust of a family's versions at one refresh. Under MINMAX the ranges are those of the versions looked at; thresholds
 * judge on the reference ranges all the same, because only those compare across time (DESIGN section 5).
 */
final class FamilyFigures {
    private final Map<String, TrustJudgement> judgements = new TreeMap<>();
    private final Map<String, VersionFigures> figures = new TreeMap<>();

    private FamilyFigures() {}

    static FamilyFigures of(Map<String, VersionTally> tallies, Settings settings, int knownClusters) {
        FamilyFigures result = new FamilyFigures();
        tallies.forEach(
                (id, tally) -> result.judgements.put(id, tally.evidence().judge(settings, knownClusters)));
        FactorRanges ranges = settings.choice(Setting.NORMALIZATION).equals("MINMAX")
                ? FactorRanges.minMax(result.judgements.values().stream()
                        .map(judgement -> judgement.estimate().pci().raw())
                        .toList())
                : null;
        tallies.forEach((id, tally) -> {
            TrustEstimate estimate = ranges == null
                    ? result.judgements.get(id).estimate()
                    : tally.evidence().estimate(settings, knownClusters, ranges);
            result.figures.put(id, figures(tally.evidence(), estimate));
        });
        return result;
    }

    Map<String, TrustJudgement> judgements() {
        return judgements;
    }

    TrustJudgement judgement(String versionId) {
        return judgements.get(versionId);
    }

    VersionFigures figures(String versionId) {
        return figures.get(versionId);
    }

    private static VersionFigures figures(VersionEvidence evidence, TrustEstimate estimate) {
        return new VersionFigures(
                estimate.pci().value(),
                estimate.bounds().lower(),
                estimate.bounds().upper(),
                estimate.pci().normalised().get(Factor.SAFETY),
                estimate.windows().n(),
                evidence.nSinceResume(),
                evidence.nTotal(),
                estimate.windows().reward().average(),
                evidence.alarmed());
    }
}
