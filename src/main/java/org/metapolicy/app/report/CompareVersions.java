package org.metapolicy.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.app.trust.VersionTrust;
import org.metapolicy.counterfactual.running.Comparing;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.CountedEvidence.FamilyCounts;
import org.metapolicy.governance.Reports;
import org.metapolicy.governance.VersionOverview;
import org.metapolicy.governance.comparable.HistoryComparisons;
import org.metapolicy.policy.EvidenceSource;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Setting;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.WindowStatistics;
import org.metapolicy.trust.comparison.Bounded;
import org.metapolicy.trust.comparison.DifferenceInterval;
import org.metapolicy.trust.context.ContextHistory;

/** Puts two versions of a family side by side: trust on the factors that both have, what they earned, what they are made of. */
public final class CompareVersions {
    private static final String TOO_FEW = "too few episodes, or people, for an interval";

    private final CountedEvidence counted;
    private final Reports reports;

    public CompareVersions(CountedEvidence counted, Reports reports) {
        this.counted = counted;
        this.reports = reports;
    }

    /**
     * One row a figure. Costs what a look at each of the two costs, the family's versions and its lineage.
     *
     * @throws InvalidInput if they are of different families, whose settings make figures of different meaning
     */
    public List<ComparedFigure> run(String versionId, String againstId) {
        Identifier.require("version id", versionId);
        Identifier.require("againstId", againstId);
        FamilyCounts counts = counted.familyOf(versionId);
        String family = counts.id();
        String other = counted.familyOf(againstId).id();
        if (!family.equals(other)) {
            throw new InvalidInput(
                    "version '" + versionId + "' is of meta-policy '" + family + "' and '" + againstId + "' of '"
                            + other + "': only versions of one meta-policy, under the same settings, can be compared");
        }
        ComputePci computePci = new ComputePci(counted);
        VersionTrust version = computePci.run(versionId, TrustConfig.NONE);
        VersionTrust against = computePci.run(againstId, TrustConfig.NONE);
        List<ComparedFigure> rows = new ArrayList<>();
        rows.addAll(trust(version.judgement().estimate(), against.judgement().estimate()));
        rows.addAll(outcomes(
                version.judgement().estimate().windows(),
                against.judgement().estimate().windows(),
                RewardRange.of(counts.settings())));
        rows.addAll(contexts(counts, version, against));
        rows.add(ComparedFigure.beside(
                "n_total", version.evidence().nTotal(), against.evidence().nTotal(), null));
        rows.add(ComparedFigure.beside(
                "verdict",
                version.judgement().verdict().name(),
                against.judgement().verdict().name(),
                null));
        rows.addAll(new ComparedMakeup(reports.lineage(family)).rows(versionId, againstId));
        return rows;
    }

    /** Beside the default by what proposals ask; of other two by whatever tells of both. */
    private List<ComparedFigure> contexts(FamilyCounts family, VersionTrust version, VersionTrust against) {
        Optional<String> standard = reports.versions(family.id()).stream()
                .filter(VersionOverview::isDefault)
                .map(VersionOverview::versionId)
                .filter(id -> id.equals(version.versionId()) || id.equals(against.versionId()))
                .findFirst();
        double coverageMin = family.settings().number(Setting.COVERAGE_MIN);
        RewardRange range = RewardRange.of(family.settings());
        return new ComparedContexts(
                        known(family, version, against, standard.isPresent(), coverageMin), coverageMin, range)
                .rows(version.versionId(), against.versionId(), standard.orElse(against.versionId()));
    }

    private ComparedContexts.Known known(
            FamilyCounts family, VersionTrust version, VersionTrust against, boolean withDefault, double coverageMin) {
        if (EvidenceSource.of(family.settings()) == EvidenceSource.EXTERNAL) {
            Map<String, ContextHistory> histories = new TreeMap<>();
            histories.put(version.versionId(), version.evidence().history());
            histories.put(against.versionId(), against.evidence().history());
            HistoryComparisons both = new HistoryComparisons(histories, RewardRange.of(family.settings()));
            return (one, other) -> both.compare(one, other, coverageMin);
        }
        RunningDifferences running = RunningDifferences.goOn(counted.differences(family.id()), 0);
        return withDefault
                ? (one, other) -> running.compare(one, other, coverageMin)
                : (one, other) -> new Comparing(running, one, other).ofAnyTwo(coverageMin);
    }

    private static List<ComparedFigure> trust(TrustEstimate version, TrustEstimate against) {
        Pci one = version.pci();
        Pci other = against.pci();
        Set<Factor> common = new TreeSet<>(one.weights().keySet());
        common.retainAll(other.weights().keySet());
        String missing = Stream.of(Factor.values())
                .filter(factor -> !common.contains(factor))
                .map(Factor::key)
                .toList()
                .toString();
        List<ComparedFigure> rows = new ArrayList<>();
        boolean whole = common.size() == Factor.values().length;
        rows.add(
                one.weights().keySet().equals(other.weights().keySet())
                        ? compared(
                                "pci",
                                bounded(version),
                                bounded(against),
                                "from the bounds of each; the same factors are known")
                        : ComparedFigure.beside(
                                "pci",
                                one.value(),
                                other.value(),
                                "not compared: a missing factor counts 0, and one lacks what the other has"));
        rows.add(ComparedFigure.numbers(
                "pci_known",
                on(one, common),
                on(other, common),
                common.isEmpty()
                        ? "not compared: they have no factor in common"
                        : whole ? "on all factors" : "on the factors that both have; without " + missing));
        for (Factor factor : Factor.values()) {
            boolean both = common.contains(factor);
            rows.add(ComparedFigure.numbers(
                    factor.key(),
                    one.weights().containsKey(factor) ? one.normalised().get(factor) : null,
                    other.weights().containsKey(factor) ? other.normalised().get(factor) : null,
                    both ? null : "not compared: its input is missing"));
        }
        return rows;
    }

    private static Bounded bounded(TrustEstimate estimate) {
        return new Bounded(
                estimate.pci().value(),
                estimate.bounds().lower(),
                estimate.bounds().upper(),
                false);
    }

    /** The index on these factors alone, their weights spread to 1; null where there is none of them. */
    private static Double on(Pci pci, Set<Factor> factors) {
        double weights = 0;
        double shares = 0;
        for (Factor factor : factors) {
            weights += pci.weights().get(factor);
            shares += pci.weights().get(factor) * pci.normalised().get(factor);
        }
        return weights > 0 ? (Double) Math.min(1, shares / weights) : null;
    }

    private static List<ComparedFigure> outcomes(
            WindowStatistics version, WindowStatistics against, RewardRange range) {
        String t =
                "Student's t of each, or what may be unseen where that is further, put together by Zou and Donner 2008";
        String wilson = "Wilson's score of each, put together by Newcombe 1998";
        return List.of(
                ComparedFigure.beside("n", version.n(), against.n(), "statuses in the trust windows"),
                ComparedFigure.beside(
                        "outcomes", version.outcomes(), against.outcomes(), "outcomes in the trust windows"),
                compared(
                        "reward_mean",
                        Bounded.mean(version, Variable.REWARD, range),
                        Bounded.mean(against, Variable.REWARD, range),
                        t),
                compared(
                        "delta_coherence_mean",
                        Bounded.mean(version, Variable.DELTA_COHERENCE, range),
                        Bounded.mean(against, Variable.DELTA_COHERENCE, range),
                        t),
                compared("override_rate", Bounded.overrideRate(version), Bounded.overrideRate(against), wilson),
                compared("flag_rate", Bounded.flagRate(version), Bounded.flagRate(against), wilson));
    }

    private static ComparedFigure compared(String figure, Bounded version, Bounded against, String source) {
        DifferenceInterval interval = DifferenceInterval.of(version, against);
        String note = Double.isNaN(interval.difference())
                ? "not compared: nothing was counted for "
                        + (Double.isNaN(version.value()) ? "the first" : "the second")
                : Double.isNaN(interval.lower())
                        ? TOO_FEW
                        : source
                                + (version.byUnits() || against.byUnits()
                                        ? "; as wide as between people or sessions"
                                        : "");
        return new ComparedFigure(
                figure,
                orNull(version.value()),
                orNull(against.value()),
                orNull(interval.difference()),
                orNull(interval.lower()),
                orNull(interval.upper()),
                note);
    }

    private static Double orNull(double number) {
        return Double.isNaN(number) ? null : (Double) number;
    }
}
