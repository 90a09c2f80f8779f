package org.metapolicy.counterfactual;

import java.util.Map;

/**
 * What a log says of a version, in units of reward; null is what it cannot say.
 *
 * @param estimate the chosen estimator's figure
 * @param lower the end of a 95 % interval that holds at every look
 * @param fixedLower the end of a 95 % interval for one look that was planned
 * @param estimates the figure of every estimator by name, where there is one
 * @param n decisions with an outcome
 * @param effectiveN the size of an unweighted sample that would tell as much; of a difference, among the decisions at which
 *     the two would not have done the same, of the side of which less is known
 * @param meanWeight near 1 where propensities are right and whatever would be done was tried
 * @param coverage the share of the n that tell something of what is judged, in [0, 1]
 */
public record Evaluation(
        Double estimate,
        Double lower,
        Double upper,
        Double fixedLower,
        Double fixedUpper,
        Map<String, Double> estimates,
        long n,
        double effectiveN,
        Double meanWeight,
        double largestWeight,
        double coverage,
        Verdict verdict,
        String reason) {}
