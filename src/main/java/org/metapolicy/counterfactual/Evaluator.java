package org.metapolicy.counterfactual;

import java.util.EnumMap;
import java.util.Map;
import org.metapolicy.counterfactual.LoggedDecision.Missing;

/**
 * Reads a log twice: first {@link #learn}, for a model of all outcomes and the sums of the weights, then {@link #judge} in
 * the order of the decisions. The point estimate scores each decision by a model of all other outcomes (cross-fitted,
 * Chernozhukov et al. 2018, "Double/debiased machine learning"), the interval that holds at every look by a model of earlier
 * ones, and up to the first decision that still waits for its outcome. The state is bounded.
 */
final class Evaluator {
    private final EvaluationOptions options;
    private final UnitScale scale;
    private final boolean difference;
    private final OutcomeModel all = new OutcomeModel();
    private final OutcomeModel earlier = new OutcomeModel();
    private final WeightedMean of = new WeightedMean();
    private final WeightedMean against = new WeightedMean();
    private final Support support = new Support();
    private final Tally tally = new Tally();
    private final Map<Estimator, ScoreMoments> scores = new EnumMap<>(Estimator.class);
    private final AlwaysValid always;
    private boolean awaiting;

    Evaluator(EvaluationOptions options, UnitScale scale) {
        this.options = options;
        this.scale = scale;
        this.difference = options.against().isPresent();
        this.always = new AlwaysValid(difference, options.propensityMin());
        for (Estimator estimator : Estimator.values()) {
            scores.put(estimator, new ScoreMoments());
        }
    }

    void learn(LoggedDecision decision) {
        if (decision.teaches()) {
            all.add(decision.cluster(), decision.done(), decision.outcome());
            if (decision.asked() && decision.uncovered() == null && decision.isWeighed()) {
                double reward = scale.reward(decision.outcome());
                of.take(decision.weight(decision.contrast().of()), reward);
                if (difference) {
                    against.take(decision.weight(decision.contrast().against()), reward);
                }
            }
        }
    }

    /** Takes the decisions of {@link #learn} again, all learned by now. */
    void judge(LoggedDecision decision) {
        if (decision.asked() && decision.outcome() == null) {
            tally.takeWithout(decision.missing());
            awaiting |= decision.missing() == Missing.AWAITED;
        } else if (decision.asked()) {
            tally.take(decision);
            support.take(decision);
            estimate(decision);
            if (!awaiting) {
                bet(decision);
            }
        }
        if (decision.teaches()) {
            earlier.add(decision.cluster(), decision.done(), decision.outcome());
        }
    }

    /**
     * What this one decision says, doubly robust, in units of reward, by a model of all other outcomes, once all were learned: the
     * mean over those that say anything is the estimate. Or why it says nothing.
     */
    DecisionScore score(LoggedDecision decision) {
        if (decision.outcome() == null) {
            return DecisionScore.without(decision.missing().name());
        }
        return decision.contrast() == null || decision.uncovered() != null
                ? DecisionScore.without(decision.uncovered().name())
                : DecisionScore.of(robust(decision, others(decision)));
    }

    Evaluation evaluation() {
        return new Answering(options, scale, tally, support, scores, always).evaluation();
    }

    private void estimate(LoggedDecision decision) {
        if (decision.contrast() == null) {
            return;
        }
        OutcomeModel.Means means = others(decision);
        scores.get(Estimator.DM).take(inRewards(model(decision, means)));
        if (decision.uncovered() != null) {
            return;
        }
        scores.get(Estimator.DR).take(robust(decision, means));
        if (!decision.isWeighed()) {
            return;
        }
        double reward = scale.reward(decision.outcome());
        scores.get(Estimator.IPS).take(share(decision) * reward);
        double influence = of.score(decision.weight(decision.contrast().of()), reward);
        scores.get(Estimator.SNIPS)
                .take(
                        difference
                                ? influence
                                        - against.score(
                                                decision.weight(
                                                        decision.contrast().against()),
                                                reward)
                                : influence);
    }

    /** The means of all outcomes but this one's. */
    private OutcomeModel.Means others(LoggedDecision decision) {
        return decision.teaches()
                ? all.without(decision.cluster(), decision.done(), decision.outcome())
                : all.in(decision.cluster());
    }

    /** What the model expects, on the unit scale; 0 where both would have done the same, whatever came of it. */
    private static double model(LoggedDecision decision, OutcomeModel.Means means) {
        return decision.agrees() ? 0 : decision.contrast().sum(means::of);
    }

    /** The doubly robust score in units of reward, of a decision that is covered. */
    private double robust(LoggedDecision decision, OutcomeModel.Means means) {
        return decision.isWeighed()
                ? inRewards(model(decision, means) + share(decision) * (decision.outcome() - means.of(decision.done())))
                : 0;
    }

    private static double share(LoggedDecision decision) {
        return decision.contrast().share(decision.done()) / decision.propensity();
    }

    private void bet(LoggedDecision decision) {
        if (decision.agrees()) {
            always.takeAgreement();
        } else if (decision.uncovered() != null) {
            always.takeUncovered();
        } else {
            always.take(
                    decision.contrast(),
                    decision.done(),
                    decision.propensity(),
                    decision.outcome(),
                    earlier.in(decision.cluster()));
        }
    }

    private double inRewards(double score) {
        return difference ? scale.width() * score : scale.reward(score);
    }
}
