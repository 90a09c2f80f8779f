package org.metapolicy.app.report;

import java.util.ArrayList;
import java.util.List;
import org.metapolicy.counterfactual.running.Compared;
import org.metapolicy.counterfactual.running.Compared.Source;
import org.metapolicy.counterfactual.running.OverrideGap;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.RewardRange;

/** How two versions of a family differ on the same contexts (specification, section 10.1). */
final class ComparedContexts {
    private static final String REWARD = "reward_same_contexts";
    private static final String OVERRIDES = "override_rate_same_contexts";

    /** What is known of the first beside the second. */
    @FunctionalInterface
    interface Known {
        Compared of(String versionId, String againstId);
    }

    private final Known known;
    private final double coverageMin;
    private final RewardRange range;

    /** @param coverageMin the share of decisions that must be covered, in [0, 1] */
    ComparedContexts(Known known, double coverageMin, RewardRange range) {
        this.known = known;
        this.coverageMin = coverageMin;
        this.range = range;
    }

    /**
     * @param standardId whom the contexts are those of, or the default that the decisions are about: one of the two
     */
    List<ComparedFigure> rows(String versionId, String againstId, String standardId) {
        if (versionId.equals(againstId)) {
            return List.of(without("not compared: they are the same version"));
        }
        return standardId.equals(versionId)
                ? rows(known.of(againstId, versionId), againstId, versionId, true)
                : rows(known.of(versionId, againstId), versionId, againstId, false);
    }

    /** @param reversed whether what is known is of the second that was asked for beside the first */
    private List<ComparedFigure> rows(Compared compared, String versionId, String standardId, boolean reversed) {
        List<ComparedFigure> rows = new ArrayList<>();
        rows.add(reward(compared, versionId, standardId, reversed));
        if (compared.overrides().known()) {
            OverrideGap gap = reversed ? compared.overrides().reversed() : compared.overrides();
            rows.add(new ComparedFigure(
                    OVERRIDES,
                    null,
                    null,
                    gap.estimate(),
                    gap.lower(),
                    gap.upper(),
                    valid(compared) + ", by what each decided itself, less what the context gives: "
                            + oftener(compared.overrides(), versionId)));
        }
        return rows;
    }

    private static String oftener(OverrideGap gap, String versionId) {
        return gap.atLeast() > 0
                ? "'" + versionId + "' is certainly overridden oftener, by at least " + Figure.text(gap.atLeast())
                : "'" + versionId + "' is not certainly overridden oftener; by "
                        + Figure.text(Math.max(0, gap.atMost())) + " at most";
    }

    private ComparedFigure reward(Compared compared, String versionId, String standardId, boolean reversed) {
        if (compared.source() == Source.NOTHING) {
            return without("not compared: no decision tells what both would have done, and they have not both decided"
                    + " anything since differences are kept");
        }
        String rests = rests(compared, versionId, standardId);
        int sign = reversed ? -1 : 1;
        if (compared.coverage() < coverageMin) {
            return without("not compared: coverage_min is " + coverageMin + ", and it is known from " + rests
                    + (compared.isEstimated()
                            ? "; so far the difference is estimated at "
                                    + Figure.text(sign * reward(compared.estimate()))
                            : ""));
        }
        if (!compared.isEstimated()) {
            return without("not compared: it is known from " + rests);
        }
        return new ComparedFigure(
                REWARD,
                null,
                null,
                sign * reward(compared.estimate()),
                reward(reversed ? -compared.upper() : compared.lower()),
                reward(reversed ? -compared.lower() : compared.upper()),
                valid(compared) + ", from " + rests);
    }

    private static String valid(Compared compared) {
        return compared.source() == Source.HISTORIES ? "for one look that was planned" : "valid at every look";
    }

    private static String rests(Compared compared, String versionId, String standardId) {
        return switch (compared.source()) {
            case DECISIONS ->
                compared.n() + " decisions, a share of " + Figure.text(compared.coverage())
                        + " of them covered: both would have done the same in " + Figure.text(compared.agreement())
                        + ", something else in " + Figure.text(compared.disagreement()) + ", which are as good as "
                        + Figure.text(compared.effectiveN()) + " of one weight";
            case THROUGH_DEFAULT ->
                "what each would have earned beside the default of the decisions, " + compared.n()
                        + " of them or more for each, a share of " + Figure.text(compared.coverage())
                        + " or more of them covered; those in which they would not have done as that one are as good as "
                        + Figure.text(compared.effectiveN()) + " of one weight or more";
            case HISTORIES ->
                "the last outcomes of each, " + compared.n() + " of '" + versionId
                        + "', counted outside of the graph, in contexts that make a share of "
                        + Figure.text(compared.coverage()) + " of those of '" + standardId + "'";
            default ->
                compared.n() + " decisions of '" + versionId
                        + "' itself, less what the context gives, in contexts that make a share of "
                        + Figure.text(compared.coverage()) + " of those of '" + standardId + "'";
        };
    }

    private double reward(double unit) {
        return unit * range.width();
    }

    private static ComparedFigure without(String note) {
        return ComparedFigure.beside(REWARD, null, null, note);
    }
}
