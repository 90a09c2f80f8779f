package org.metapolicy.counterfactual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.policy.Figure;

/** What is said of a log that was read: the figures, or why there are none. */
final class Answering {
    static final double EFFECTIVE_MIN = 50;
    static final double MEAN_WEIGHT_MIN = 0.8;
    static final double MEAN_WEIGHT_MAX = 1.25;
    /** What one certificate asks, at 5 %, and each end of an interval, at 2.5 %. */
    static final double CERTIFICATE = 20;

    static final double END = 40;

    private final EvaluationOptions options;
    private final UnitScale scale;
    private final Tally tally;
    private final Support support;
    private final Scores scores;
    private final ExtremeCases cases;

    Answering(
            EvaluationOptions options,
            UnitScale scale,
            Tally tally,
            Support support,
            Scores scores,
            ExtremeCases cases) {
        this.options = options;
        this.scale = scale;
        this.tally = tally;
        this.support = support;
        this.scores = scores;
        this.cases = cases;
    }

    Evaluation evaluation() {
        List<String> unsupported = unsupported();
        boolean model = options.estimator() == Estimator.DM;
        List<String> refusal = model ? unmodelled() : unsupported;
        if (!refusal.isEmpty()) {
            return refused(refusal);
        }
        boolean interval = unsupported.isEmpty();
        List<String> reasons = new ArrayList<>();
        Verdict verdict = interval ? verdict(reasons) : withoutInterval(unsupported, reasons);
        if (model) {
            reasons.add("the estimate is a model's, without the correction that propensities give");
        }
        reasons.addAll(tally.words());
        Map<String, Double> estimates = new TreeMap<>();
        for (Estimator estimator : Estimator.values()) {
            ScoreMoments moments = scores.of(estimator);
            if (moments.n() > 0 && (interval || estimator == Estimator.DM)) {
                estimates.put(estimator.name(), orNull(moments.mean()));
            }
        }
        estimates.values().removeIf(figure -> figure == null);
        // A model's error is not a matter of chance alone.
        return answer(
                model ? null : orNull(cases.fixedEnd(options.estimator(), -1)),
                model ? null : orNull(cases.fixedEnd(options.estimator(), 1)),
                interval ? inRewards(cases.lower(END)) : null,
                interval ? inRewards(cases.upper(END)) : null,
                estimates,
                verdict,
                reasons);
    }

    /** What the log lacks for any figure by weights; empty where it lacks nothing. */
    private List<String> unsupported() {
        List<String> lacks = new ArrayList<>();
        if (tally.n() == 0) {
            lacks.add("there is no decision with an outcome");
            return lacks;
        }
        double mean = support.of().mean();
        if (!(tally.coverage() >= options.coverageMin())) {
            lacks.add("coverage is " + Figure.text(tally.coverage()) + ", below coverage_min "
                    + Figure.text(options.coverageMin()));
        } else if (tally.coverage() == 0) {
            lacks.add("no decision is covered");
        }
        if (support.of().count() > 0 && !isNearOne(mean)) {
            lacks.add("the mean weight is " + Figure.text(mean) + ", not from " + MEAN_WEIGHT_MIN + " to "
                    + MEAN_WEIGHT_MAX + ": propensities are wrong, or something that it would do was never tried");
        }
        if (support.against().count() > 0 && !isNearOne(support.against().mean())) {
            lacks.add("the mean weight of what it is compared with is "
                    + Figure.text(support.against().mean()) + ", not from " + MEAN_WEIGHT_MIN + " to "
                    + MEAN_WEIGHT_MAX);
        }
        lacks.addAll(overweight("", support.overweight()));
        lacks.addAll(overweight(" of what it is compared with", support.overweightAgainst()));
        if ((tally.apart() > 0 || tally.coverage() == 0) && !(support.effective() >= EFFECTIVE_MIN)) {
            lacks.add("effective n is " + Figure.text(support.effective()) + " of " + tally.n()
                    + (options.against().isPresent()
                            ? " decisions, of which " + tally.apart() + " would not have been the same"
                            : " decisions")
                    + ", the largest weight " + Figure.text(support.largest()) + ": at least "
                    + (int) EFFECTIVE_MIN + " is needed");
        }
        return lacks;
    }

    private static List<String> overweight(String whose, double evidence) {
        return evidence >= CERTIFICATE
                ? List.of("weights" + whose + " are more than 1 in the mean by evidence of " + Figure.text(evidence)
                        + ", and 20 is enough: propensities are told too small, as by rounding")
                : List.of();
    }

    private List<String> unmodelled() {
        if (tally.n() == 0) {
            return List.of("there is no decision with an outcome");
        }
        return tally.modelled() >= options.coverageMin() && tally.modelled() > 0
                ? List.of()
                : List.of("what would have been done is known of a share of " + Figure.text(tally.modelled())
                        + ", below coverage_min " + Figure.text(options.coverageMin()));
    }

    private Verdict verdict(List<String> reasons) {
        if (options.against().isEmpty()) {
            reasons.add("its value by " + tally.n() + " decisions with an outcome, effective n "
                    + Figure.text(support.effective()));
            return Verdict.ESTIMATED;
        }
        double better = cases.evidenceAbove(0);
        double worse = cases.evidenceBelow(0);
        double margin = -options.worseMargin() / scale.width();
        // No difference is below -1: of one that is borne there is nothing to bet on.
        boolean borne = margin < -1;
        String same = tally.apart() == 0 ? "both would always have done the same; " : "";
        if (better >= CERTIFICATE) {
            reasons.add(same + "better by evidence of " + Figure.text(better) + ", 20 is enough");
            return Verdict.BETTER;
        }
        if (worse >= CERTIFICATE) {
            reasons.add(same + "worse by evidence of " + Figure.text(worse) + ", 20 is enough");
            return Verdict.WORSE;
        }
        String notWorse = "not worse by " + Figure.text(options.worseMargin()) + " or more";
        if (borne) {
            reasons.add(same + notWorse + ": rewards lie within " + Figure.text(scale.width()));
            return Verdict.NOT_WORSE;
        }
        double evidence = cases.evidenceAbove(margin);
        notWorse += " by evidence of " + Figure.text(evidence);
        if (evidence >= CERTIFICATE) {
            reasons.add(same + notWorse + ", 20 is enough");
            return Verdict.NOT_WORSE;
        }
        reasons.add(same + "evidence of 20 is needed: better has " + Figure.text(better) + ", worse "
                + Figure.text(worse) + "; " + notWorse);
        return Verdict.INCONCLUSIVE;
    }

    private Verdict withoutInterval(List<String> unsupported, List<String> reasons) {
        reasons.add("no interval: " + String.join("; ", unsupported));
        return options.against().isPresent() ? Verdict.INCONCLUSIVE : Verdict.ESTIMATED;
    }

    private Evaluation refused(List<String> refusal) {
        List<String> reasons = new ArrayList<>(refusal);
        reasons.addAll(tally.words());
        return answer(null, null, null, null, Map.of(), Verdict.REFUSED, reasons);
    }

    private Evaluation answer(
            Double fixedLower,
            Double fixedUpper,
            Double lower,
            Double upper,
            Map<String, Double> estimates,
            Verdict verdict,
            List<String> reasons) {
        return new Evaluation(
                estimates.get(options.estimator().name()),
                lower,
                upper,
                fixedLower,
                fixedUpper,
                estimates,
                tally.n(),
                support.effective(),
                orNull(support.of().mean()),
                support.of().largest(),
                tally.coverage(),
                verdict,
                String.join("; ", reasons));
    }

    private double inRewards(double figure) {
        return options.against().isPresent() ? scale.width() * figure : scale.reward(figure);
    }

    private static boolean isNearOne(double mean) {
        return mean >= MEAN_WEIGHT_MIN && mean <= MEAN_WEIGHT_MAX;
    }

    private static Double orNull(double figure) {
        return Double.isFinite(figure) ? (Double) figure : null;
    }
}
