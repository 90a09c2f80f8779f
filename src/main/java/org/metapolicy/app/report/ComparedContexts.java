package org.metapolicy.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metapolicy.counterfactual.running.Compared;
import org.metapolicy.counterfactual.running.Compared.Source;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.RewardRange;

/** How two versions differ on the same contexts, where one of them is the default (specification, section 10.1). */
final class ComparedContexts {
    private static final String REWARD = "reward_same_contexts";
    private static final String OVERRIDES = "override_rate_same_contexts";

    private final RunningDifferences running;
    private final Optional<String> standard;
    private final double coverageMin;
    private final RewardRange range;

    /**
     * @param standard the family's default
     * @param coverageMin the share of decisions that must be covered, in [0, 1]
     */
    ComparedContexts(RunningDifferences running, Optional<String> standard, double coverageMin, RewardRange range) {
        this.running = running;
        this.standard = standard;
        this.coverageMin = coverageMin;
        this.range = range;
    }

    List<ComparedFigure> rows(String versionId, String againstId) {
        if (versionId.equals(againstId)) {
            return List.of(without("not compared: they are the same version"));
        }
        if (standard.filter(againstId::equals).isPresent()) {
            return rows(versionId, againstId, 1);
        }
        if (standard.filter(versionId::equals).isPresent()) {
            return rows(againstId, versionId, -1);
        }
        String why = standard.map(id -> "with the default '" + id + "' alone")
                .orElse("with a default, and the meta-policy has none");
        return List.of(without("not compared: versions are compared " + why + "; metapolicy.evaluate('" + versionId
                + "', {against: '" + againstId + "'}) judges the two by what was logged"));
    }

    /** @param sign -1 where the default is the first of the two that were asked for */
    private List<ComparedFigure> rows(String versionId, String standardId, int sign) {
        Compared known = running.compare(versionId, standardId, coverageMin);
        List<ComparedFigure> rows = new ArrayList<>();
        rows.add(reward(known, versionId, sign));
        if (known.overriddenMore() > -1) {
            rows.add(ComparedFigure.beside(
                    OVERRIDES,
                    null,
                    null,
                    known.overriddenMore() > 0
                            ? "'" + versionId + "' is certainly overridden oftener, by at least "
                                    + Figure.text(known.overriddenMore())
                            : "'" + versionId + "' is not certainly overridden oftener"));
        }
        return rows;
    }

    private ComparedFigure reward(Compared known, String versionId, int sign) {
        if (known.source() == Source.NOTHING) {
            return without("not compared: no decision tells what both would have done, and they have not both decided"
                    + " anything since differences are kept");
        }
        String rests = rests(known, versionId);
        if (known.coverage() < coverageMin) {
            return without("not compared: coverage_min is " + coverageMin + ", and it is known from " + rests
                    + "; so far the difference is estimated at " + Figure.text(reward(sign * known.estimate())));
        }
        double one = reward(sign * known.lower());
        double other = reward(sign * known.upper());
        return new ComparedFigure(
                REWARD,
                null,
                null,
                reward(sign * known.estimate()),
                Math.min(one, other),
                Math.max(one, other),
                "valid at every look, from " + rests);
    }

    private static String rests(Compared known, String versionId) {
        return known.source() == Source.DECISIONS
                ? known.n() + " decisions, a share of " + Figure.text(known.coverage())
                        + " of them covered: both would have done the same in " + Figure.text(known.agreement())
                        + ", something else in " + Figure.text(known.disagreement()) + ", which are as good as "
                        + Figure.text(known.effectiveN()) + " of one weight"
                : known.n() + " decisions of '" + versionId
                        + "' itself, less what the context gives, in contexts that make a share of "
                        + Figure.text(known.coverage()) + " of the default's";
    }

    private double reward(double unit) {
        return unit * range.width();
    }

    private static ComparedFigure without(String note) {
        return ComparedFigure.beside(REWARD, null, null, note);
    }
}
