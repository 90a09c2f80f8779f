package org.metapolicy.counterfactual.running;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A version, the default and whom they meet, in which ends of means, or normal ends, go wrong. Rewards are 0 or 1. */
enum UnlikeContexts {
    /** Whoever has the better mean there so far decides, but in a tenth of the decisions. */
    GREEDY(new double[] {0.5, 0.5}, new double[] {0.5, 0.3}, new double[] {0.5, 0.3}, null),
    RARELY_GOOD(new double[] {0.9, 0.1}, new double[] {0.01, 0.02}, new double[] {0.01, 0.02}, new double[] {0.1, 0.9}),
    RARELY_BAD(
            new double[] {0.5, 0.5}, new double[] {0.98, 0.99}, new double[] {0.93, 0.94}, new double[] {0.05, 0.95}),
    EIGHT(
            new double[] {0.3, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1},
            new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.9},
            new double[] {0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.85},
            new double[] {0.05, 0.9, 0.1, 0.8, 0.2, 0.7, 0.3, 0.5}),
    /** A third decides beside them in other shares, and is far better: what a context gave is mostly its own. */
    BESIDE_A_THIRD(new double[] {0.5, 0.5}, new double[] {0.4, 0.4}, new double[] {0.3, 0.3}, new double[] {0.1, 0.9}) {
        @Override
        boolean third(int context, SplittableRandom random) {
            return random.nextDouble() < (context == 0 ? 0.1 : 0.8);
        }
    };

    private final double[] met;
    private final double[] standard;
    private final double[] candidate;
    private final double[] explored;

    UnlikeContexts(double[] met, double[] standard, double[] candidate, double[] explored) {
        this.met = met;
        this.standard = standard;
        this.candidate = candidate;
        this.explored = explored;
    }

    boolean third(int context, SplittableRandom random) {
        return false;
    }

    Run run(SplittableRandom random) {
        return new Run(random);
    }

    /** One run, decision by decision. */
    final class Run {
        private final RunningDifferences running = RunningDifferences.after(0);
        private final double[][] sums = new double[2][met.length];
        private final int[][] counts = new int[2][met.length];
        private final SplittableRandom random;

        private Run(SplittableRandom random) {
            this.random = random;
        }

        void decide() {
            int here = met(random.nextDouble());
            if (third(here, random)) {
                running.outcome("t", "k" + here, random.nextDouble() < 0.9 ? 1 : 0, Optional.empty());
                return;
            }
            int who = isOfCandidate(here) ? 1 : 0;
            double reward = random.nextDouble() < (who == 1 ? candidate : standard)[here] ? 1 : 0;
            sums[who][here] += reward;
            counts[who][here]++;
            running.outcome(who == 1 ? "c" : "d", "k" + here, reward, Optional.empty());
        }

        private boolean isOfCandidate(int here) {
            return explored == null
                    ? mean(1, here) > mean(0, here) != random.nextDouble() < 0.1
                    : random.nextDouble() < explored[here];
        }

        private double mean(int who, int here) {
            return sums[who][here] / Math.max(1, counts[who][here]);
        }

        Optional<OwnOutcomes> of(String versionId) {
            return running.rewards(versionId);
        }

        /** What the candidate has more in the contexts that the default decided. */
        double truth() {
            int all = IntStream.of(counts[0]).sum();
            return IntStream.range(0, met.length)
                    .mapToDouble(context -> counts[0][context] * (candidate[context] - standard[context]) / all)
                    .sum();
        }
    }

    private int met(double draw) {
        int context = 0;
        for (double left = draw - met[0]; left >= 0 && context < met.length - 1; left -= met[context]) {
            context++;
        }
        return context;
    }
}
