package org.metapolicy.counterfactual;

import java.util.EnumMap;
import java.util.Map;

/**
 * What the decisions of a log score, each of which has an outcome: by every {@link Estimator}, and for the interval that holds at
 * every look. First {@link #learn} of all, for the sums of the weights, then {@link #estimate} and {@link #bet} in their order.
 */
final class Scores {
    private final UnitScale scale;
    private final boolean difference;
    private final WeightedMean of = new WeightedMean();
    private final WeightedMean against = new WeightedMean();
    private final Map<Estimator, ScoreMoments> moments = new EnumMap<>(Estimator.class);
    private final AlwaysValid always;

    Scores(EvaluationOptions options, UnitScale scale) {
        this.scale = scale;
        this.difference = options.against().isPresent();
        this.always = new AlwaysValid(difference, options.propensityMin());
        for (Estimator estimator : Estimator.values()) {
            moments.put(estimator, new ScoreMoments());
        }
    }

    void learn(LoggedDecision decision) {
        if (decision.uncovered() == null && decision.isWeighed()) {
            double reward = scale.reward(decision.outcome());
            of.take(decision.weight(decision.contrast().of()), reward);
            if (difference) {
                against.take(decision.weight(decision.contrast().against()), reward);
            }
        }
    }

    /** @param means of all outcomes but this one's */
    void estimate(LoggedDecision decision, OutcomeModel.Means means) {
        if (decision.contrast() == null) {
            return;
        }
        moments.get(Estimator.DM).take(inRewards(model(decision, means)));
        if (decision.uncovered() != null) {
            return;
        }
        moments.get(Estimator.DR).take(robust(decision, means));
        if (!decision.isWeighed()) {
            return;
        }
        double reward = scale.reward(decision.outcome());
        moments.get(Estimator.IPS).take(share(decision) * reward);
        double influence = of.score(decision.weight(decision.contrast().of()), reward);
        moments.get(Estimator.SNIPS)
                .take(
                        difference
                                ? influence
                                        - against.score(
                                                decision.weight(
                                                        decision.contrast().against()),
                                                reward)
                                : influence);
    }

    /** @param means of earlier outcomes */
    void bet(LoggedDecision decision, OutcomeModel.Means means) {
        if (decision.agrees()) {
            always.takeAgreement();
        } else if (decision.uncovered() != null) {
            always.takeUncovered();
        } else {
            always.take(decision.contrast(), decision.done(), decision.propensity(), decision.outcome(), means);
        }
    }

    /** The doubly robust score in units of reward, of a decision that is covered. */
    double robust(LoggedDecision decision, OutcomeModel.Means means) {
        return decision.isWeighed()
                ? inRewards(model(decision, means) + share(decision) * (decision.outcome() - means.of(decision.done())))
                : 0;
    }

    ScoreMoments of(Estimator estimator) {
        return moments.get(estimator);
    }

    AlwaysValid always() {
        return always;
    }

    /** What the model expects, on the unit scale; 0 where both would have done the same, whatever came of it. */
    private static double model(LoggedDecision decision, OutcomeModel.Means means) {
        return decision.agrees() ? 0 : decision.contrast().sum(means::of);
    }

    private static double share(LoggedDecision decision) {
        return decision.contrast().share(decision.done()) / decision.propensity();
    }

    private double inRewards(double score) {
        return difference ? scale.width() * score : scale.reward(score);
    }
}
