package org.metapolicy.governance.comparable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.Compared;
import org.metapolicy.counterfactual.running.Compared.Source;
import org.metapolicy.counterfactual.running.OverrideGap;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.context.Prospect;

/**
 * A version beside the family's default, on the same contexts (specification, section 6.7): whether it is certainly not worse by
 * more than {@code worse_margin}, on decisions of which at least {@code coverage_min} are covered, and not certainly overridden
 * oftener by more than the safety gate bears. What is not covered or not known is no evidence, in neither direction.
 *
 * @param defaultId whom it is compared with
 * @param defaultKnown whether the trust windows know any reward of the default; of one that never acted there is nothing to be
 *     worse than
 * @param compared the figures, on the unit scale
 * @param range what turns them into rewards
 */
public record DefaultComparison(String defaultId, boolean defaultKnown, Compared compared, RewardRange range) {
    /** What is known now. */
    public static DefaultComparison of(
            Comparisons comparisons, String versionId, String defaultId, boolean defaultKnown, Settings settings) {
        return new DefaultComparison(
                defaultId,
                defaultKnown,
                comparisons.compare(versionId, defaultId, settings.number(Setting.COVERAGE_MIN)),
                RewardRange.of(settings));
    }

    /** In the place of one, where nobody is to ask how the version compares: nothing of it stands in the way, and nothing is worse. */
    public static DefaultComparison notAsked(String defaultId, Settings settings) {
        return new DefaultComparison(
                defaultId,
                false,
                new Compared(
                        Source.NOTHING, Double.NaN, -1, 1, -1, 0, 0, Double.NaN, Double.NaN, 0, OverrideGap.UNKNOWN),
                RewardRange.of(settings));
    }

    /** What stands in the way of a promotion, one sentence each; empty where nothing does. */
    public List<String> missing(Settings settings) {
        List<String> missing = new ArrayList<>();
        double coverageMin = settings.number(Setting.COVERAGE_MIN);
        double margin = settings.number(Setting.WORSE_MARGIN);
        if (compared.source() == Source.NOTHING) {
            if (defaultKnown) {
                missing.add("nothing compares it with the default '" + defaultId
                        + "': no decision tells what both would have done, and they have not both decided"
                        + " anything since comparisons are kept");
            }
        } else if (!(compared.coverage() >= coverageMin)) {
            missing.add(uncovered(coverageMin));
        } else if (!(reward(compared.certain()) > -margin)) {
            missing.add("it is not certain that it is at most worse_margin " + margin + " worse than the default '"
                    + defaultId + "' on the same contexts: its difference is "
                    + (compared.isEstimated()
                            ? "estimated at " + Figure.text(reward(compared.estimate())) + ", and "
                            : "")
                    + "certainly not below "
                    + Figure.text(reward(compared.certain())) + ", on " + decisions());
        }
        overridden().ifPresent(missing::add);
        return missing;
    }

    /** Why it is certain that it should not be promoted; empty where it is not. */
    public Optional<String> worse(Settings settings) {
        double margin = settings.number(Setting.WORSE_MARGIN);
        return overridden()
                .or(() -> compared.source() != Source.NOTHING
                                && compared.coverage() >= settings.number(Setting.COVERAGE_MIN)
                                && reward(compared.upper()) < -margin
                        ? Optional.of("it is certainly worse than the default '" + defaultId
                                + "' by more than worse_margin " + margin + " on the same contexts: by at least "
                                + Figure.text(-reward(compared.upper())))
                        : Optional.empty());
    }

    /** What an event and a proposal keep of it; differences are in rewards, rates as they are. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new TreeMap<>();
        figures.put("default", defaultId);
        figures.put("source", compared.source().name());
        if (compared.source() != Source.NOTHING) {
            if (compared.isEstimated()) {
                figures.put("difference", reward(compared.estimate()));
            }
            figures.put("lower", reward(compared.lower()));
            figures.put("upper", reward(compared.upper()));
            figures.put("not_below", reward(compared.certain()));
            figures.put("n", compared.n());
            figures.put("coverage", compared.coverage());
            figures.put("effective_n", compared.effectiveN());
        }
        if (compared.source() == Source.DECISIONS) {
            figures.put("agreement", compared.agreement());
            figures.put("disagreement", compared.disagreement());
        }
        figures.put("overridden_more", compared.overrides().atLeast());
        figures.put("overridden_at_most", compared.overrides().atMost());
        return figures;
    }

    private Optional<String> overridden() {
        double atLeast = compared.overrides().atLeast();
        return atLeast > Prospect.SAFETY_MARGIN
                ? Optional.of("it is certainly overridden oftener than the default '" + defaultId
                        + "' on the same contexts, by at least " + Figure.text(atLeast))
                : Optional.empty();
    }

    private String uncovered(double coverageMin) {
        String covered = Figure.text(compared.coverage()) + ", coverage_min is " + coverageMin;
        return compared.source() == Source.DECISIONS
                ? "what it would have earned is known of a share of " + covered + ", of " + compared.n()
                        + " decisions: it would have done as the default '" + defaultId + "' in "
                        + Figure.text(compared.agreement()) + " and otherwise in "
                        + Figure.text(compared.disagreement()) + " of them"
                : "it decided in contexts that make a share of " + covered + ", of what the default '" + defaultId
                        + "' decided: elsewhere nothing compares them";
    }

    private String decisions() {
        return compared.source() == Source.DECISIONS
                ? compared.n() + " decisions (effectively " + Figure.text(compared.effectiveN())
                        + " in which they disagree)"
                : compared.source() == Source.HISTORIES
                        ? "the last " + compared.n() + " outcomes of its own, at one look: no running differences came"
                                + " with its evidence"
                        : compared.n() + " decisions of its own";
    }

    private double reward(double unit) {
        return unit * range.width();
    }
}
