package org.metapolicy.counterfactual;

import org.metapolicy.counterfactual.LoggedDecision.Missing;

/**
 * Reads a log twice: first {@link #learn}, for a model of all outcomes and the sums of the weights, then {@link #judge} in
 * the order of the decisions. The point estimate is of the decisions with an outcome and scores each by a model of all other outcomes
 * (cross-fitted, Chernozhukov et al. 2018, "Double/debiased machine learning"); intervals and verdicts are of all of them, by
 * {@link ExtremeCases}: the one that holds at every look by a model of earlier outcomes, and up to the first decision that still waits
 * for its outcome. The state is bounded.
 */
final class Evaluator {
    private final EvaluationOptions options;
    private final UnitScale scale;
    private final OutcomeModel all = new OutcomeModel();
    private final OutcomeModel earlier = new OutcomeModel();
    private final Support support = new Support();
    private final Tally tally = new Tally();
    private final Scores scores;
    private final ExtremeCases cases;
    private boolean awaiting;

    Evaluator(EvaluationOptions options, UnitScale scale) {
        this.options = options;
        this.scale = scale;
        this.scores = new Scores(options, scale);
        this.cases = new ExtremeCases(options, scale);
    }

    void learn(LoggedDecision decision) {
        if (decision.teaches()) {
            all.add(decision.cluster(), decision.done(), decision.outcome());
        }
        if (decision.asked()) {
            cases.learn(decision);
            if (decision.teaches()) {
                scores.learn(decision);
            }
        }
    }

    /** Takes the decisions of {@link #learn} again, all learned by now. */
    void judge(LoggedDecision decision) {
        if (decision.asked()) {
            OutcomeModel.Means means = others(decision);
            support.test(decision);
            if (decision.outcome() == null) {
                tally.takeWithout(decision.missing());
                awaiting |= decision.missing() == Missing.AWAITED;
            } else {
                tally.take(decision);
                support.take(decision);
                scores.estimate(decision, means);
            }
            cases.estimate(decision, means);
            if (!awaiting) {
                cases.bet(decision, earlier.in(decision.cluster()));
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
                : DecisionScore.of(scores.robust(decision, others(decision)));
    }

    Evaluation evaluation() {
        return new Answering(options, scale, tally, support, scores, cases).evaluation();
    }

    /** The means of all outcomes but this one's. */
    private OutcomeModel.Means others(LoggedDecision decision) {
        return decision.teaches()
                ? all.without(decision.cluster(), decision.done(), decision.outcome())
                : all.in(decision.cluster());
    }
}
