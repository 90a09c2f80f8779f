package org.metapolicy.trust.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The nondecreasing map from trust scores to probabilities that fits forecasts best in squared error, taken no further than
 * its evidence: flat on each block that pooling of adjacent violators leaves, blocks of fewer than {@link #LEAST} forecasts
 * merged with the nearer neighbour, each drawn towards the family's kept share as if {@link #LEAST} more forecasts had shown
 * that; linear between blocks, constant beyond the ends. A map without those claims certainty from one forecast.
 *
 * <p>Source: Ayer, Brunk, Ewing, Reid &amp; Silverman 1955; Zadrozny &amp; Elkan 2002 for its use in calibration.
 */
public record IsotonicMap(List<Block> blocks) {
    /** Forecasts that a block needs, and that the family's kept share counts as in each. */
    static final int LEAST = 20;

    /** Scores from low to high share one probability, that of {@code count} forecasts drawn towards the family's share. */
    public record Block(double low, double high, long count, double probability) {
        private Block merge(Block next) {
            long total = count + next.count;
            return new Block(low, next.high, total, (probability * count + next.probability * next.count) / total);
        }

        private double drawnTo(double share) {
            // One more of each kind: what kept all so far is not certain to.
            return (probability * count + 1 + LEAST * share) / (count + LEAST + 2);
        }
    }

    public IsotonicMap {
        blocks = List.copyOf(blocks);
    }

    /** @param forecasts at least one, in any order */
    static IsotonicMap fit(List<Forecast> forecasts) {
        List<Block> blocks = new ArrayList<>();
        forecasts.stream()
                // Kept ones first among equal scores, so that those pool with each other before any earlier block.
                .sorted(Comparator.comparingDouble(Forecast::trust)
                        .thenComparing(Forecast::kept, Comparator.reverseOrder()))
                .map(forecast -> new Block(forecast.trust(), forecast.trust(), 1, forecast.outcome()))
                .forEach(block -> push(blocks, block));
        mergeSmall(blocks);
        double kept = forecasts.stream().filter(Forecast::kept).count();
        return new IsotonicMap(drawn(blocks, (kept + 1) / (forecasts.size() + 2)));
    }

    private static void mergeSmall(List<Block> blocks) {
        while (blocks.size() > 1) {
            int small = 0;
            for (int i = 1; i < blocks.size(); i++) {
                small = blocks.get(i).count < blocks.get(small).count ? i : small;
            }
            if (blocks.get(small).count >= LEAST) {
                return;
            }
            int first = nearerBelow(blocks, small) ? small - 1 : small;
            blocks.set(first, blocks.get(first).merge(blocks.remove(first + 1)));
        }
    }

    private static boolean nearerBelow(List<Block> blocks, int i) {
        double own = blocks.get(i).probability;
        return i == blocks.size() - 1
                || i > 0 && own - blocks.get(i - 1).probability <= blocks.get(i + 1).probability - own;
    }

    /** Blocks of different sizes are drawn by different lengths: what that puts out of order is pooled again. */
    private static List<Block> drawn(List<Block> blocks, double share) {
        List<Block> pooled = new ArrayList<>();
        for (Block block : blocks) {
            Block last = block;
            while (!pooled.isEmpty() && pooled.get(pooled.size() - 1).drawnTo(share) >= last.drawnTo(share)) {
                last = pooled.remove(pooled.size() - 1).merge(last);
            }
            pooled.add(last);
        }
        return pooled.stream()
                .map(block -> new Block(block.low, block.high, block.count, block.drawnTo(share)))
                .toList();
    }

    /** The probability for a trust score. */
    public double probability(double trust) {
        Block before = null;
        for (Block block : blocks) {
            if (trust < block.low) {
                return before == null ? block.probability : between(before, block, trust);
            }
            if (trust <= block.high) {
                return block.probability;
            }
            before = block;
        }
        return before.probability;
    }

    private static double between(Block before, Block after, double trust) {
        double share = (trust - before.high) / (after.low - before.high);
        return before.probability + share * (after.probability - before.probability);
    }

    /** Equal scores are pooled whatever came of them: the map gives each score one probability. */
    private static void push(List<Block> blocks, Block next) {
        Block last = next;
        while (!blocks.isEmpty() && violates(blocks.get(blocks.size() - 1), last)) {
            last = blocks.remove(blocks.size() - 1).merge(last);
        }
        blocks.add(last);
    }

    private static boolean violates(Block before, Block after) {
        return before.high == after.low || before.probability >= after.probability;
    }
}
