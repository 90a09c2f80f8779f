package org.metapolicy.trust.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.metapolicy.trust.context.ContextSums.Sums;

/**
 * How much a version differs in one context from what it is on the whole, by its own last outcomes alone.
 *
 * @param safety how much 1 − override rate − flag rate is above its own
 * @param safetyVariance the variance of that
 * @param spread the deviation of its rewards here as a multiple of that over all contexts; 1 where that is nothing
 * @param spreadVariance the variance of that
 * @param coherence how much the mean delta_coherence is above its own
 * @param coherenceVariance the variance of that
 * @param n statuses or outcomes here, whichever are fewer
 */
public record Contrast(
        double safety,
        double safetyVariance,
        double spread,
        double spreadVariance,
        double coherence,
        double coherenceVariance,
        long n) {
    /** Rewards' worth of the variance within a version's contexts that a context's own is drawn to. */
    private static final double PRIOR = 20;

    /** Of every context that the version met, by name; what has no context tells of the version all the same. */
    public static SortedMap<String, Contrast> of(ContextHistory history) {
        return of(history.sums());
    }

    /** The same of sums by cell, {@link ContextHistory#NONE} among them where there is any. */
    public static SortedMap<String, Contrast> of(Map<String, ContextSums> sums) {
        List<String> names = new ArrayList<>(sums.keySet());
        ContextSums[] cells = names.stream().map(sums::get).toArray(ContextSums[]::new);
        CellRates overrides = new CellRates(longs(cells, ContextSums::overrides), longs(cells, ContextSums::statuses));
        CellRates flags = new CellRates(longs(cells, ContextSums::flags), longs(cells, ContextSums::outcomes));
        CellMeans coherence = new CellMeans(sums(cells, ContextSums::coherence));
        double[] spread = spread(sums(cells, ContextSums::reward));
        SortedMap<String, Contrast> contrasts = new TreeMap<>();
        for (int c = 0; c < cells.length; c++) {
            if (!names.get(c).equals(ContextHistory.NONE)) {
                double degrees = Math.max(0, cells[c].reward().count() - 1) + PRIOR;
                contrasts.put(
                        names.get(c),
                        new Contrast(
                                0 - overrides.contrast(c) - flags.contrast(c),
                                overrides.variance(c) + flags.variance(c),
                                spread[c],
                                spread[c] * spread[c] / (2 * degrees),
                                coherence.contrast(c),
                                coherence.variance(c),
                                Math.min(cells[c].statuses(), cells[c].outcomes())));
            }
        }
        return contrasts;
    }

    /**
     * Deviations within cells, each variance drawn to that within all (Smyth 2004, "Linear models and empirical Bayes methods
     * for assessing differential expression in microarray experiments"), over that of all rewards together.
     */
    private static double[] spread(Sums[] cells) {
        Sums all = Sums.EMPTY;
        double deviations = 0;
        double degrees = 0;
        for (Sums cell : cells) {
            all = all.merge(cell);
            deviations += cell.deviations();
            degrees += Math.max(0, cell.count() - 1);
        }
        double whole = all.count() < 2 ? 0 : all.deviations() / (all.count() - 1);
        double[] spread = new double[cells.length];
        for (int c = 0; c < cells.length; c++) {
            double own = Math.max(0, cells[c].count() - 1);
            double variance =
                    degrees == 0 ? whole : (cells[c].deviations() + PRIOR * deviations / degrees) / (own + PRIOR);
            spread[c] = whole <= 0 ? 1 : Math.sqrt(variance / whole);
        }
        return spread;
    }

    private static long[] longs(ContextSums[] cells, ToLongFunction<ContextSums> which) {
        return Arrays.stream(cells).mapToLong(which).toArray();
    }

    private static Sums[] sums(ContextSums[] cells, Function<ContextSums, Sums> which) {
        return Arrays.stream(cells).map(which).toArray(Sums[]::new);
    }
}
