package org.metapolicy.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * The formulas of the six raw factors (specification, section 5.1), over a draw of windows. One implementation serves the
 * PCI itself (each window drawn once, in order) and the resamples of its bounds, so the two cannot drift apart; plain
 * arrays keep a thousand resamples well under a millisecond.
 */
final class FactorFormulas {
    /** With fewer closed windows than this the slope says nothing. */
    static final int GROWTH_WINDOWS = 6;

    private static final int LOG_TABLE = 4096;
    private static final double[] COUNT_LOG = countLogs();

    private final List<WindowStatistics> windows;
    private final int closed;
    private final int knownClusters;
    private final double fullEvidence;
    private final double amplificationShare;
    private final double centre;
    private final int[][] clusterIds;
    private final long[][] clusterCounts;
    private final long[] merged;

    /**
     * @param closed the closed windows, oldest first
     * @param open the open window, possibly empty
     * @param knownClusters how many context clusters the family knows
     */
    FactorFormulas(List<WindowStatistics> closed, WindowStatistics open, int knownClusters, Settings settings) {
        this.windows = new ArrayList<>(closed);
        if (open.n() > 0 || open.flags() > 0) {
            this.windows.add(open);
        }
        this.closed = closed.size();
        this.fullEvidence = settings.integer(Setting.FULL_EVIDENCE);
        this.amplificationShare = settings.number(Setting.AMPLIFICATION_SHARE);
        this.centre = windows.stream()
                .map(WindowStatistics::reward)
                .reduce(Moments.EMPTY, Moments::merge)
                .mean();
        Map<String, Integer> ids = new LinkedHashMap<>();
        this.clusterIds = new int[windows.size()][];
        this.clusterCounts = new long[windows.size()][];
        for (int w = 0; w < windows.size(); w++) {
            Map<String, Long> counts = windows.get(w).clusters();
            clusterIds[w] = counts.keySet().stream()
                    .mapToInt(cluster -> ids.computeIfAbsent(cluster, unseen -> ids.size()))
                    .toArray();
            clusterCounts[w] =
                    counts.values().stream().mapToLong(Long::longValue).toArray();
        }
        this.merged = new long[ids.size()];
        this.knownClusters = Math.max(knownClusters, ids.size());
    }

    int size() {
        return windows.size();
    }

    int closedWindows() {
        return closed;
    }

    /** The factors over every window once. */
    RawFactors factors() {
        int[] all = new int[windows.size()];
        Arrays.setAll(all, i -> i);
        return factors(all, false);
    }

    /**
     * The factors over the windows drawn, re-indexed in draw order; amplification is the probability that episodes like
     * these reach the share, since a sample near it reaches it or not by chance.
     */
    RawFactors resample(int[] draw) {
        return factors(draw, true);
    }

    private RawFactors factors(int[] draw, boolean resampled) {
        long n = 0;
        long overrides = 0;
        long flags = 0;
        long highPotency = 0;
        long rewards = 0;
        double rewardSum = 0;
        double rewardSquares = 0;
        long coherences = 0;
        double coherenceSum = 0;
        Arrays.fill(merged, 0);
        for (int w : draw) {
            WindowStatistics window = windows.get(w);
            n += window.n();
            overrides += window.overrides();
            flags += window.flags();
            highPotency += window.highPotency();
            Moments reward = window.reward();
            // Deviations from the mean of all windows: no cancellation whatever the reward's level.
            double shift = reward.mean() - centre;
            rewards += reward.count();
            rewardSum += reward.count() * shift;
            rewardSquares += reward.m2() + reward.count() * shift * shift;
            coherences += window.coherence().count();
            coherenceSum += window.coherence().count() * window.coherence().mean();
            for (int c = 0; c < clusterIds[w].length; c++) {
                merged[clusterIds[w][c]] += clusterCounts[w][c];
            }
        }
        if (n == 0) {
            return RawFactors.NOTHING;
        }
        double coverage = coverage(n);
        double evidence = Math.min(1, n / fullEvidence);
        double variance = (rewardSquares - rewardSum * rewardSum / Math.max(1, rewards)) / (rewards - 1);
        return new RawFactors(
                growth(draw),
                coverage * Math.min(n, fullEvidence),
                resampled ? amplificationChance(highPotency, n) : highPotency >= amplificationShare * n ? 1 : 0,
                1 - (double) (overrides + flags) / n,
                rewards < 2 ? Double.NaN : (1 - Math.sqrt(Math.max(0, variance))) * evidence,
                coherences == 0 ? Double.NaN : Math.max(0, coherenceSum / coherences),
                coverage);
    }

    private double amplificationChance(long highPotency, long n) {
        double share = (double) highPotency / n;
        double error = Math.sqrt(share * (1 - share) / n);
        double lead = share - amplificationShare;
        return error == 0 ? (lead >= 0 ? 1 : 0) : normalProbability(lead / error);
    }

    /** Abramowitz &amp; Stegun 1964, formula 7.1.26: the normal distribution to 1e-7, without an iteration. */
    private static double normalProbability(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double series =
                t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        double upper = series * Math.exp(-x * x) / 2;
        return z < 0 ? upper : 1 - upper;
    }

    /**
     * Entropy of the clusters over log(clusters known to the family), times the share of episodes that have a cluster:
     * an episode without one is covered by nothing. NaN where none has one.
     */
    private double coverage(long n) {
        long clustered = 0;
        double logs = 0;
        for (long count : merged) {
            clustered += count;
            logs += countLog(count);
        }
        if (clustered == 0) {
            return Double.NaN;
        }
        if (knownClusters < 2) {
            return 0;
        }
        double entropy = Math.log(clustered) - logs / clustered;
        // Rounding must not take an even spread beyond full coverage.
        return Math.min(1, Math.max(0, entropy) / Math.log(knownClusters)) * clustered / n;
    }

    /** Least-squares slope of the closed windows' mean rewards over their index in the draw. */
    private double growth(int[] draw) {
        int count = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < draw.length; i++) {
            if (hasReward(draw[i])) {
                count++;
                sumX += i;
                sumY += windows.get(draw[i]).reward().mean();
            }
        }
        if (count < GROWTH_WINDOWS) {
            return Double.NaN;
        }
        double meanX = sumX / count;
        double meanY = sumY / count;
        double xy = 0;
        double xx = 0;
        for (int i = 0; i < draw.length; i++) {
            if (hasReward(draw[i])) {
                xy += (i - meanX) * (windows.get(draw[i]).reward().mean() - meanY);
                xx += (i - meanX) * (i - meanX);
            }
        }
        return xy / xx;
    }

    private boolean hasReward(int window) {
        return window < closed && windows.get(window).reward().count() > 0;
    }

    private static double countLog(long count) {
        return count < LOG_TABLE ? COUNT_LOG[(int) count] : count * Math.log(count);
    }

    private static double[] countLogs() {
        double[] table = new double[LOG_TABLE];
        for (int i = 2; i < LOG_TABLE; i++) {
            table[i] = i * Math.log(i);
        }
        return table;
    }
}
