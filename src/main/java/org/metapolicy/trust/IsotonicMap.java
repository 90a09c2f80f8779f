package org.metapolicy.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The nondecreasing map from trust scores to probabilities that fits forecasts best in squared error: flat on each block
 * that pooling of adjacent violators leaves, linear between blocks, constant beyond the ends.
 *
 * <p>Source: Ayer, Brunk, Ewing, Reid &amp; Silverman 1955; Zadrozny &amp; Elkan 2002 for its use in calibration.
 */
public record IsotonicMap(List<Block> blocks) {
    /** Scores from low to high share one probability, the kept share of {@code count} forecasts. */
    public record Block(double low, double high, long count, double probability) {
        private Block merge(Block next) {
            long total = count + next.count;
            return new Block(low, next.high, total, (probability * count + next.probability * next.count) / total);
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
        return new IsotonicMap(blocks);
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
