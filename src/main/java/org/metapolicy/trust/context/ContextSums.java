package org.metapolicy.trust.context;

/**
 * Sums over episodes of one version in one context. {@link #merge} of two equals counting both, in any grouping (up to
 * rounding), with {@link #EMPTY} as identity.
 *
 * @param statuses episodes of which it is known whether a person overrode them
 * @param overrides overridden ones among them
 * @param outcomes outcomes, those of overridden episodes included
 * @param flags safety flags among them
 * @param reward of the outcomes that are the version's own
 * @param coherence their delta_coherence, where given
 */
public record ContextSums(long statuses, long overrides, long outcomes, long flags, Sums reward, Sums coherence) {
    public static final ContextSums EMPTY = new ContextSums(0, 0, 0, 0, Sums.EMPTY, Sums.EMPTY);

    /**
     * Count, sum and sum of squares of a measure in [-1, 1]; over a few thousand such values no digit that matters is lost.
     *
     * @param count how many
     */
    public record Sums(long count, double sum, double squares) {
        public static final Sums EMPTY = new Sums(0, 0, 0);

        /** These and one more; null is none. */
        public Sums plus(Double value) {
            return value == null ? this : new Sums(count + 1, sum + value, squares + value * value);
        }

        public Sums merge(Sums other) {
            return new Sums(count + other.count, sum + other.sum, squares + other.squares);
        }

        /** The mean; 0 of nothing. */
        public double mean() {
            return count == 0 ? 0 : sum / count;
        }

        /** Sum of squared deviations from the mean. */
        double deviations() {
            return count == 0 ? 0 : Math.max(0, squares - sum * sum / count);
        }
    }

    /** These and a status. */
    public ContextSums plusStatus(boolean overridden) {
        return new ContextSums(statuses + 1, overrides + (overridden ? 1 : 0), outcomes, flags, reward, coherence);
    }

    /**
     * These and an outcome.
     *
     * @param reward null where it is not the version's own
     * @param coherence null where it is not, or not given
     */
    public ContextSums plusOutcome(boolean flag, Double reward, Double coherence) {
        return new ContextSums(
                statuses,
                overrides,
                outcomes + 1,
                flags + (flag ? 1 : 0),
                this.reward.plus(reward),
                this.coherence.plus(coherence));
    }

    public ContextSums merge(ContextSums other) {
        return new ContextSums(
                statuses + other.statuses,
                overrides + other.overrides,
                outcomes + other.outcomes,
                flags + other.flags,
                reward.merge(other.reward),
                coherence.merge(other.coherence));
    }

    /** How much evidence it is: statuses or outcomes, whichever are more. */
    public long size() {
        return Math.max(statuses, outcomes);
    }
}
