package org.metapolicy.trust.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.comparison.WilsonInterval;

/**
 * How a family's trust scores, read as probabilities, compare with what came next.
 *
 * @param n resolved forecasts
 * @param brier mean squared difference of score and outcome (Brier 1950), 0 best; NaN without forecasts
 * @param brierOfBaseRate what always stating the overall kept share would have scored; NaN without forecasts
 * @param bins ten bins of equal width, empty ones left out
 * @param brierAhead the Brier score of the map on forecasts that it had not seen: each after the first 50 is stated by the map
 *     of those resolved before it; NaN where there is none
 * @param nAhead how many these are
 * @param map from score to probability; present with at least {@link Settings#ENOUGH} forecasts
 */
public record Calibration(
        long n,
        double brier,
        double brierOfBaseRate,
        List<Bin> bins,
        Optional<IsotonicMap> map,
        double brierAhead,
        long nAhead) {
    private static final int BINS = 10;
    /** After so many forecasts more the map is fitted anew, for the score ahead of time. */
    private static final int REFIT = 20;

    /**
     * Forecasts of about the same score.
     *
     * @param low lowest score of the bin, inclusive
     * @param high highest, exclusive but for 1
     * @param meanTrust mean score in it
     * @param keptRate share whose next window kept all limits
     * @param interval 95 % interval of that share
     */
    public record Bin(
            double low, double high, long count, double meanTrust, double keptRate, WilsonInterval interval) {}

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * That of these forecasts.
     *
     * @param forecasts in the order in which they were resolved
     * @throws Conflict if a score is outside [0, 1] or NaN, naming its snapshot
     */
    public static Calibration of(List<Forecast> forecasts) {
        double squares = 0;
        double kept = 0;
        for (Forecast forecast : forecasts) {
            if (!(forecast.trust() >= 0 && forecast.trust() <= 1)) {
                throw new Conflict(
                        (forecast.snapshotId() == null ? "a snapshot" : "snapshot '" + forecast.snapshotId() + "'")
                                + " has a trust of " + forecast.trust()
                                + ": it must be from 0 to 1; metapolicy.audit.verify says what"
                                + " was edited");
            }
            squares += (forecast.trust() - forecast.outcome()) * (forecast.trust() - forecast.outcome());
            kept += forecast.outcome();
        }
        int n = forecasts.size();
        double rate = kept / n;
        return new Calibration(
                n,
                squares / n,
                rate * (1 - rate),
                bins(forecasts),
                map(forecasts),
                brierAhead(forecasts),
                Math.max(0, n - Settings.ENOUGH));
    }

    /** The map from score to probability; empty with fewer than {@link Settings#ENOUGH} forecasts. */
    public static Optional<IsotonicMap> map(List<Forecast> forecasts) {
        return forecasts.size() < Settings.ENOUGH ? Optional.empty() : Optional.of(IsotonicMap.fit(forecasts));
    }

    private static double brierAhead(List<Forecast> forecasts) {
        double squares = 0;
        IsotonicMap map = null;
        for (int i = Settings.ENOUGH; i < forecasts.size(); i++) {
            if ((i - Settings.ENOUGH) % REFIT == 0) {
                map = IsotonicMap.fit(forecasts.subList(0, i));
            }
            double miss =
                    map.probability(forecasts.get(i).trust()) - forecasts.get(i).outcome();
            squares += miss * miss;
        }
        return squares / (forecasts.size() - Settings.ENOUGH <= 0 ? Double.NaN : forecasts.size() - Settings.ENOUGH);
    }

    /** Whether there are enough forecasts to say anything. */
    public boolean calibrated() {
        return n >= Settings.ENOUGH;
    }

    private static List<Bin> bins(List<Forecast> forecasts) {
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            int index = bin;
            List<Forecast> inside = forecasts.stream()
                    .filter(forecast -> Math.min(BINS - 1, (int) (forecast.trust() * BINS)) == index)
                    .toList();
            if (!inside.isEmpty()) {
                long kept = inside.stream().filter(Forecast::kept).count();
                bins.add(new Bin(
                        (double) bin / BINS,
                        (bin + 1.0) / BINS,
                        inside.size(),
                        inside.stream().mapToDouble(Forecast::trust).average().orElseThrow(),
                        (double) kept / inside.size(),
                        WilsonInterval.of(kept, inside.size())));
            }
        }
        return bins;
    }
}
