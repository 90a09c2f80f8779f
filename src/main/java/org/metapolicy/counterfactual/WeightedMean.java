package org.metapolicy.counterfactual;

/** A self-normalised mean, the sum of w r over the sum of w. */
final class WeightedMean {
    private long n;
    private double weights;
    private double weighted;

    void take(double weight, double reward) {
        n++;
        weights += weight;
        weighted += weight * reward;
    }

    /** NaN where nothing has a weight. */
    double mean() {
        return weighted / weights;
    }

    /**
     * The mean, and beside it by how much one of those taken moves it: w (r - mean) over the mean weight, the linear term of
     * the delta method. Over all those taken these average to the mean.
     */
    double score(double weight, double reward) {
        return mean() + weight * (reward - mean()) / (weights / n);
    }
}
