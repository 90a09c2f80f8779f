package org.metapolicy.counterfactual.running;

/**
 * How much more a version earns than the default, on the unit scale, from decisions that tell what both would have done: doubly
 * robust scores (Dudík, Langford &amp; Li 2011) in the order of counting.
 *
 * <p>The bound of the scores is 1/p, p the least propensity that counts as covered. It is known before each context: it is what
 * earlier decisions had, and one that falls below it counts as not covered and lowers it, by a tenth at least, down to
 * {@link #COVERED}; so that at most forty-two decisions are lost by that. The first bound is 1/{@link #COVERED}. What is not covered scores -1 on both sides.
 */
final class Difference {
    /** Below this probability nothing that a version would do is covered. */
    static final double COVERED = 0.02;

    private static final double STEP = 1.1;

    private final Evidence above;
    private final Evidence below;
    private double least;
    private long covered;
    private long agreed;
    private long apart;
    private long weighed;
    private double weights;
    private double squaredWeights;
    private double scores;
    private double shares;
    private final Lacking lacking;

    Difference() {
        this(new Evidence(), new Evidence(), new State(COVERED, 0, 0, 0, 0, 0, 0, 0, 0, null));
    }

    /**
     * What is stored beside the bets.
     *
     * @param least the least propensity that counts as covered
     * @param covered decisions of which all is known
     * @param agreed those of them at which both would have done the same
     * @param apart decisions at which the two would not have done the same, covered or not
     * @param weighed those of them that are covered
     * @param weights the sum of the weights of those that are covered, of what the version would have done
     * @param squaredWeights of their squares
     * @param scores the sum of the scores of the covered, each over its bound and 1
     * @param shares the sum of 1 over bound and 1, of the covered
     * @param lacking decisions without an outcome; null where there are none
     */
    record State(
            double least,
            long covered,
            long agreed,
            long apart,
            long weighed,
            double weights,
            double squaredWeights,
            double scores,
            double shares,
            Lacking.State lacking) {}

    Difference(Evidence above, Evidence below, State state) {
        this.above = above;
        this.below = below;
        this.least = state.least;
        this.covered = state.covered;
        this.agreed = state.agreed;
        this.apart = state.apart;
        this.weighed = state.weighed;
        this.weights = state.weights;
        this.squaredWeights = state.squaredWeights;
        this.scores = state.scores;
        this.shares = state.shares;
        this.lacking = state.lacking == null ? new Lacking() : new Lacking(state.lacking);
    }

    /** The mean outcome of what would be done in the decision's context, by earlier outcomes alone, in [0, 1]. */
    interface Expected {
        double of(String does);
    }

    /**
     * Takes a decision.
     *
     * @param own what the version would have done; null where that is not known
     * @param standard what the default would have done; null where that is not known
     * @param outcome in [0, 1]
     */
    void take(
            MadeDecision.Arm own, MadeDecision.Arm standard, MadeDecision decision, double outcome, Expected expected) {
        double bound = bound();
        if (own == null || standard == null) {
            lose(bound);
            return;
        }
        if (own.does().equals(standard.does())) {
            agreed++;
            cover(0, bound);
            above.take(0, bound, 0);
            below.take(0, bound, 0);
            return;
        }
        apart++;
        double likely = Math.min(own.propensity(), standard.propensity());
        if (likely < least) {
            lose(bound);
            least = likely < COVERED ? least : Math.max(COVERED, Math.min(likely, least / STEP));
            return;
        }
        // The first one shows about how likely what differs is; its own score has the widest bound.
        least = weighed == 0 ? likely : least;
        weighed++;
        double weight = decision.done().equals(own.does()) ? 1 / decision.propensity() : 0;
        double other = decision.done().equals(standard.does()) ? 1 / decision.propensity() : 0;
        double score = expected.of(own.does())
                - expected.of(standard.does())
                + (weight - other) * (outcome - expected.of(decision.done()));
        weights += weight;
        squaredWeights += weight * weight;
        cover(score, bound);
        // Of the same mean, and never below -1 whatever the weight.
        above.take(score, bound, weight * outcome + other * (1 - outcome) - 1);
        below.take(-score, bound, weight * (1 - outcome) + other * outcome - 1);
    }

    private void cover(double score, double bound) {
        covered++;
        scores += score / (bound + 1);
        shares += 1 / (bound + 1);
    }

    private void lose(double bound) {
        above.take(-1, bound, -1);
        below.take(-1, bound, -1);
    }

    long n() {
        return above.n();
    }

    double coverage() {
        return n() == 0 ? 0 : (double) covered / n();
    }

    /** The share at which both are known to have done the same, in [0, 1]. */
    double agreement() {
        return n() == 0 ? 0 : (double) agreed / n();
    }

    /** The share at which they are known not to. */
    double disagreement() {
        return n() == 0 ? 0 : (double) apart / n();
    }

    /** The bound of the next score. */
    double bound() {
        return 1 / least;
    }

    /** How many disagreeing decisions, all of one weight, would be as much. */
    double effectiveN() {
        return squaredWeights == 0 ? 0 : weights * weights / squaredWeights;
    }

    /** Over the covered decisions; NaN where there are none. */
    double estimate() {
        return shares == 0 ? Double.NaN : scores / shares;
    }

    /** Decisions without an outcome so far, to which {@link #lower} and {@link #upper} give the least reward, and the greatest. */
    Lacking lacking() {
        return lacking;
    }

    /** The lower end, if either end errs with probability 1/evidence: the outermost of both cases, as of a whole log. */
    double lower(double evidence) {
        return Math.max(-1, end(above, evidence));
    }

    double upper(double evidence) {
        return Math.min(1, -end(below, evidence));
    }

    private double end(Evidence side, double evidence) {
        if (lacking.n() == 0) {
            return side.lower(evidence);
        }
        double end = Math.min(
                lacking.withoutOwn(side, bound()).lower(evidence),
                lacking.withoutStandard(side, bound()).lower(evidence));
        return end < 0 ? end / n() * (n() + lacking.n()) : end;
    }

    Evidence above() {
        return above;
    }

    Evidence below() {
        return below;
    }

    State state() {
        return new State(
                least, covered, agreed, apart, weighed, weights, squaredWeights, scores, shares, lacking.state());
    }
}
