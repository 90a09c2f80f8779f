package org.metapolicy.trust.local;

import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.WindowStatistics;
import org.metapolicy.trust.context.ContextSums;
import org.metapolicy.trust.context.Contrast;

/**
 * What is expected of a version for somebody: each figure is drawn to that of the level above as by 20 more episodes of it,
 * person to group to all (partial pooling with a fixed prior; of rates the mean of a beta posterior).
 *
 * @param overrides share of statuses overridden
 * @param flags share of outcomes with a safety flag
 * @param reward mean reward
 * @param variance variance of the rewards
 * @param coherence mean delta_coherence
 * @param coherenceVariance the variance of a single one
 * @param evidence sums that this level itself rests on
 */
public record Pooled(
        double overrides,
        double flags,
        double reward,
        double variance,
        double coherence,
        double coherenceVariance,
        ContextSums evidence) {
    private static final double PRIOR = 20;

    /**
     * Of all whom the version decides for.
     *
     * @param reward what is expected of it whoever it is for
     */
    public static Pooled all(TrustEstimate estimate, double reward) {
        WindowStatistics windows = estimate.windows();
        return new Pooled(
                share(windows.overrides(), windows.n()),
                share(windows.flags(), windows.outcomes()),
                reward,
                variance(windows, Variable.REWARD),
                windows.measure(Variable.DELTA_COHERENCE).mean(),
                variance(windows, Variable.DELTA_COHERENCE),
                ContextSums.EMPTY);
    }

    /** Of some of them, of whom this was counted. */
    public Pooled of(ContextSums counted) {
        ContextSums.Sums rewards = counted.reward();
        double degrees = Math.max(0, rewards.count() - 1);
        return new Pooled(
                drawn(counted.overrides(), counted.statuses(), overrides),
                drawn(counted.flags(), counted.outcomes(), flags),
                drawn(rewards.sum(), rewards.count(), reward),
                (deviations(rewards) + PRIOR * variance) / (degrees + PRIOR),
                drawn(counted.coherence().sum(), counted.coherence().count(), coherence),
                coherenceVariance,
                counted);
    }

    /** How much this differs from the whole. */
    public Contrast against(Pooled all) {
        double spread = all.variance <= 0 ? 1 : Math.sqrt(variance / all.variance);
        return new Contrast(
                all.overrides - overrides + all.flags - flags,
                uncertainty(overrides, evidence.statuses()) + uncertainty(flags, evidence.outcomes()),
                spread,
                spread * spread / (2 * (Math.max(0, evidence.reward().count() - 1) + PRIOR)),
                coherence - all.coherence,
                coherenceVariance / (evidence.coherence().count() + PRIOR),
                n());
    }

    /** Statuses or outcomes that this level itself rests on, whichever are fewer. */
    public long n() {
        return Math.min(evidence.statuses(), evidence.outcomes());
    }

    private static double drawn(double sum, long of, double towards) {
        return (sum + PRIOR * towards) / (of + PRIOR);
    }

    private static double uncertainty(double rate, long of) {
        return rate * (1 - rate) / (of + PRIOR + 1);
    }

    private static double share(long raised, long of) {
        return of == 0 ? 0 : (double) raised / of;
    }

    private static double variance(WindowStatistics windows, Variable measure) {
        long count = windows.measure(measure).count();
        return count < 2 ? 0 : windows.measure(measure).m2() / (count - 1);
    }

    private static double deviations(ContextSums.Sums sums) {
        return sums.count() == 0 ? 0 : Math.max(0, sums.squares() - sums.sum() * sums.sum() / sums.count());
    }
}
