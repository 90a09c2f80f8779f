package org.metapolicy.counterfactual;

import java.util.function.ToDoubleFunction;

/**
 * What holds of a log whatever the outcomes are that are not there: with each of them at the least reward, and with each at the
 * greatest (extreme case analysis; Manski 1990, "Nonparametric bounds on treatment effects"). Both are means over all decisions, so
 * that no outcome selects what is counted.
 *
 * <p>A value lies between both. Of a difference let e be the share of outcomes that come on a side and y the mean of what comes, on
 * the unit scale, 0 where nothing does. What neither side would bring is taken to say the same of both. In the share that the one
 * or the other would bring, m = max(e_1, e_2), the difference of the means, d, is then bounded by both cases, whatever is lacking on
 * the side that lacks more:
 *
 * <pre>min(y_1 - y_2, y_1 - y_2 + e_2 - e_1)  &lt;=  m d  &lt;=  max(y_1 - y_2, y_1 - y_2 + e_2 - e_1)</pre>
 *
 * <p>m is from the share of outcomes that came to 1, so an end that points away from 0 is divided by that share.
 */
final class ExtremeCases {
    private final boolean difference;
    private final Scores least;
    private final Scores greatest;
    private final Share estimated = new Share();
    private final Share bets = new Share();
    /** Where every outcome is there both cases are one. */
    private boolean lacking;

    private static final class Share {
        private long n;
        private long there;

        void take(LoggedDecision decision) {
            n++;
            there += decision.outcome() == null ? 0 : 1;
        }

        double share() {
            return there == 0 ? 1 : (double) there / n;
        }
    }

    ExtremeCases(EvaluationOptions options, UnitScale scale) {
        this.difference = options.against().isPresent();
        this.least = new Scores(options, scale);
        this.greatest = new Scores(options, scale);
    }

    void learn(LoggedDecision decision) {
        lacking |= decision.outcome() == null;
        least.learn(counting(decision, 0));
        greatest.learn(counting(decision, 1));
    }

    void estimate(LoggedDecision decision, OutcomeModel.Means means) {
        estimated.take(decision);
        least.estimate(counting(decision, 0), means);
        if (lacking) {
            greatest.estimate(counting(decision, 1), means);
        }
    }

    void bet(LoggedDecision decision, OutcomeModel.Means means) {
        bets.take(decision);
        least.bet(counting(decision, 0), means);
        if (lacking) {
            greatest.bet(counting(decision, 1), means);
        }
    }

    private static LoggedDecision counting(LoggedDecision decision, double imputed) {
        return decision.outcome() == null ? decision.withOutcome(imputed) : decision;
    }

    /** The end of an interval for one look, of an estimator's mean in units of reward; NaN where there is none. */
    double fixedEnd(Estimator estimator, int side) {
        double one = least.of(estimator).end(side);
        double other = lacking ? greatest.of(estimator).end(side) : one;
        double end = side < 0 ? Math.min(one, other) : Math.max(one, other);
        return difference && side * end > 0 ? end / estimated.share() : end;
    }

    /** The lower end, on the unit scale, if either end errs with probability 1/evidence. */
    double lower(double evidence) {
        double lower = lesser(always -> always.lower(evidence));
        return difference && lower < 0 ? Math.max(-1, lower / bets.share()) : lower;
    }

    double upper(double evidence) {
        double upper = -lesser(always -> -always.upper(evidence));
        return difference && upper > 0 ? Math.min(1, upper / bets.share()) : upper;
    }

    /** How much speaks for a difference above d in both cases: 20 is a certificate at 5 %. */
    double evidenceAbove(double d) {
        double within = d < 0 ? d * bets.share() : d;
        return lesser(always -> always.evidenceAbove(within));
    }

    /** Likewise for one below. */
    double evidenceBelow(double d) {
        double within = d > 0 ? d * bets.share() : d;
        return lesser(always -> always.evidenceBelow(within));
    }

    private double lesser(ToDoubleFunction<AlwaysValid> figure) {
        double one = figure.applyAsDouble(least.always());
        return lacking ? Math.min(one, figure.applyAsDouble(greatest.always())) : one;
    }
}
