package org.metapolicy.http.compare;

import org.metapolicy.counterfactual.Evaluation;

/** What a version would have earned, or what more than another, at its family's decisions; null where the log cannot tell. */
record EvaluationBody(
        String versionId,
        String againstId,
        String verdict,
        String reason,
        Double estimate,
        Double lower,
        Double upper,
        Double fixedLower,
        Double fixedUpper,
        long n,
        double effectiveN,
        Double meanWeight,
        double largestWeight,
        double coverage) {
    static EvaluationBody of(String versionId, String againstId, Evaluation evaluation) {
        return new EvaluationBody(
                versionId,
                againstId,
                evaluation.verdict().name(),
                evaluation.reason(),
                evaluation.estimate(),
                evaluation.lower(),
                evaluation.upper(),
                evaluation.fixedLower(),
                evaluation.fixedUpper(),
                evaluation.n(),
                evaluation.effectiveN(),
                evaluation.meanWeight(),
                evaluation.largestWeight(),
                evaluation.coverage());
    }
}
