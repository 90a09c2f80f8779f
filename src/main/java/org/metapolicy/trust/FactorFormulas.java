package org.metapolicy.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.context.ClusterCounts;

/**
 * The formulas of the raw factors (specification, section 5.1), over a draw of windows. One implementation serves the PCI itself
 * (each window drawn once, in order) and the resamples of its bounds, so the two cannot drift apart; plain arrays keep a
 * thousand resamples well under a millisecond. A {@link Factor} names its formula here; meant for one thread.
 */
final class FactorFormulas {
    /** With fewer closed windows than this the slope says nothing. */
    static final int GROWTH_WINDOWS = 6;

    private static final Factor[] FACTORS = Factor.values();

    private final WindowStatistics[] windows;
    private final Moments[] rewards;
    private final Moments[] coherences;
    private final int closed;
    private final int knownClusters;
    private final double knownClustersLog;
    private final Settings settings;
    private final double fullEvidence;
    private final double amplificationShare;
    private final double centre;
    private final RewardRange rewardRange;
    private final ClusterCounts clusters;

    // Of the draw at hand.
    private int[] draw;
    private boolean resampled;
    private long n;
    private long outcomes;
    private long overrides;
    private long flags;
    private long highPotency;
    private long segmented;
    private long rewardCount;
    private double rewardSum;
    private double rewardSquares;
    private long coherenceCount;
    private double coherenceSum;
    private double coverage;

    /**
     * @param closed the closed windows, oldest first
     * @param open the open window, possibly empty
     * @param knownClusters how many context clusters coverage is measured against
     */
    FactorFormulas(List<WindowStatistics> closed, WindowStatistics open, int knownClusters, Settings settings) {
        List<WindowStatistics> all = new ArrayList<>(closed);
        if (!open.isEmpty() || open.flags() > 0) {
            all.add(open);
        }
        this.windows = all.toArray(WindowStatistics[]::new);
        this.rewards = all.stream().map(WindowStatistics::reward).toArray(Moments[]::new);
        this.coherences = all.stream()
                .map(window -> window.measure(Variable.DELTA_COHERENCE))
                .toArray(Moments[]::new);
        this.closed = closed.size();
        this.settings = settings;
        this.fullEvidence = settings.integer(Setting.FULL_EVIDENCE);
        this.rewardRange = RewardRange.of(settings);
        this.amplificationShare = settings.number(Setting.AMPLIFICATION_SHARE);
        this.centre = Stream.of(rewards).reduce(Moments.EMPTY, Moments::merge).mean();
        this.clusters =
                new ClusterCounts(all.stream().map(WindowStatistics::clusters).toList(), EpisodeFacts.OTHER_CLUSTER);
        this.knownClusters = Math.max(knownClusters, clusters.size());
        this.knownClustersLog = Math.log(this.knownClusters);
    }

    int size() {
        return windows.length;
    }

    int closedWindows() {
        return closed;
    }

    List<WindowStatistics> windows() {
        return List.of(windows);
    }

    /** The same formulas over other parts of the same evidence, of which none is a window. */
    FactorFormulas over(List<WindowStatistics> parts) {
        return new FactorFormulas(parts, WindowStatistics.EMPTY, knownClusters, settings);
    }

    RewardRange rewardRange() {
        return rewardRange;
    }

    /** Whether the windows hold an episode of every cluster that is known. */
    boolean allClustersCame() {
        return clusters.size() == knownClusters;
    }

    /** The factors over every window once, with these episodes beside them. */
    RawFactors with(WindowStatistics episodes) {
        List<WindowStatistics> parts = new ArrayList<>(windows());
        parts.add(episodes);
        return over(parts).factors();
    }

    /** The factors over every window once. */
    RawFactors factors() {
        int[] all = new int[windows.length];
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

    private RawFactors factors(int[] windowsDrawn, boolean isResample) {
        draw = windowsDrawn;
        resampled = isResample;
        add();
        if (n == 0 && outcomes == 0) {
            return RawFactors.NOTHING;
        }
        coverage = coverage();
        double[] values = new double[FACTORS.length];
        for (int i = 0; i < FACTORS.length; i++) {
            values[i] = FACTORS[i].raw(this);
        }
        return new RawFactors(values, coverage);
    }

    /** Sums over the windows drawn. */
    private void add() {
        long statuses = 0;
        long withOutcome = 0;
        long overridden = 0;
        long flagged = 0;
        long high = 0;
        long named = 0;
        long rewarded = 0;
        double sum = 0;
        double squares = 0;
        long cohered = 0;
        double coherence = 0;
        clusters.clear();
        for (int w : draw) {
            WindowStatistics window = windows[w];
            statuses += window.n();
            withOutcome += window.outcomes();
            overridden += window.overrides();
            flagged += window.flags();
            high += window.highPotency();
            named += window.segmented();
            Moments reward = rewards[w];
            // Deviations from the mean of all windows: no cancellation whatever the reward's level.
            double shift = reward.mean() - centre;
            rewarded += reward.count();
            sum += reward.count() * shift;
            squares += reward.m2() + reward.count() * shift * shift;
            cohered += coherences[w].count();
            coherence += coherences[w].count() * coherences[w].mean();
            clusters.add(w);
        }
        n = statuses;
        outcomes = withOutcome;
        overrides = overridden;
        flags = flagged;
        highPotency = high;
        segmented = named;
        rewardCount = rewarded;
        rewardSum = sum;
        rewardSquares = squares;
        coherenceCount = cohered;
        coherenceSum = coherence;
    }

    /** With one cluster known there is nothing to be broad over. */
    double breadth() {
        return knownClusters < 2 ? Double.NaN : coverage * Math.min(n, fullEvidence);
    }

    double amplification() {
        if (segmented == 0) {
            return Double.NaN;
        }
        return resampled ? amplificationChance() : highPotency >= amplificationShare * outcomes ? 1 : 0;
    }

    /** NaN, that is missing, where either share is. */
    double safety() {
        return n == 0 || outcomes == 0 ? Double.NaN : 1 - (overrides * outcomes + flags * n) / ((double) n * outcomes);
    }

    double robustness() {
        double evidence = Math.min(1, outcomes / fullEvidence);
        double variance = (rewardSquares - rewardSum * rewardSum / Math.max(1, rewardCount)) / (rewardCount - 1);
        return rewardCount < 2 ? Double.NaN : (1 - rewardRange.deviation(Math.sqrt(Math.max(0, variance)))) * evidence;
    }

    double coherence() {
        return coherenceCount == 0 ? Double.NaN : Math.max(0, coherenceSum / coherenceCount);
    }

    private double amplificationChance() {
        double share = (double) highPotency / outcomes;
        double error = Math.sqrt(share * (1 - share) / outcomes);
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
     * an episode without one is covered by nothing. NaN where none has one, or all fell into the one that tells no
     * context from another.
     */
    private double coverage() {
        long clustered = clusters.total();
        if (clustered == clusters.ofOther()) {
            return Double.NaN;
        }
        if (knownClusters < 2) {
            return 0;
        }
        // Rounding must not take an even spread beyond full coverage.
        return Math.min(1, Math.max(0, clusters.entropy()) / knownClustersLog) * clustered / n;
    }

    /** Least-squares slope of the closed windows' mean rewards over their index in the draw. */
    double growth() {
        int count = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < draw.length; i++) {
            if (hasReward(draw[i])) {
                count++;
                sumX += i;
                sumY += rewards[draw[i]].mean();
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
                xy += (i - meanX) * (rewards[draw[i]].mean() - meanY);
                xx += (i - meanX) * (i - meanX);
            }
        }
        return xy / xx;
    }

    private boolean hasReward(int window) {
        return window < closed && rewards[window].count() > 0;
    }
}
