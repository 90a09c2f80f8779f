package org.metapolicy.counterfactual.running;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.metapolicy.counterfactual.running.MadeDecision.Arm;
import org.metapolicy.governance.comparable.DefaultComparison;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Settings;

/**
 * A default and a candidate as a family's evidence tells of them, and whether it suffices for a proposal: rewards are normal
 * around what either earns in the situation, cut at -1 and 1.
 *
 * @param situations what is met
 * @param recorded whether the decisions' records tell what both would have done
 * @param overridden how often people overrule the default, then the candidate
 */
record Pilots(List<Situation> situations, boolean recorded, double[] overridden) {
    static final String CANDIDATE = "c";
    static final String DEFAULT = "d";
    private static final double DEVIATION = 0.4;
    private static final double COVERAGE_MIN = 0.9;
    private static final double WORSE_MARGIN = 0.1;

    /**
     * One that is met.
     *
     * @param share how often; together 1
     * @param standard what the default earns
     * @param candidate what the candidate earns; NaN where it does the same as the default
     * @param explored how often the candidate serves
     */
    record Situation(double share, double standard, double candidate, double explored) {
        boolean differ() {
            return !Double.isNaN(candidate);
        }
    }

    static Pilots of(boolean recorded, Situation... situations) {
        return new Pilots(List.of(situations), recorded, new double[] {0, 0});
    }

    /** One in which both do something else wherever one asks, the candidate in a tenth of the decisions. */
    static Pilots worseBy(double much, boolean recorded) {
        return of(recorded, new Situation(1, 0.1, 0.1 - much, 0.1));
    }

    Pilots overridden(double standard, double candidate) {
        return new Pilots(situations, recorded, new double[] {standard, candidate});
    }

    /** How much more the candidate would earn than the default, as a reward. */
    double truth() {
        return situations.stream()
                .filter(Situation::differ)
                .mapToDouble(one -> one.share() * (one.candidate() - one.standard()))
                .sum();
    }

    /** Whether the evidence carries a proposal, as far as it is about the default (specification, section 6.7). */
    static boolean suffices(Compared compared) {
        return new DefaultComparison(DEFAULT, true, compared, RewardRange.WHOLE)
                .missing(Settings.defaults())
                .isEmpty();
    }

    static Compared compared(RunningDifferences running) {
        return running.compare(CANDIDATE, DEFAULT, COVERAGE_MIN);
    }

    /** The same as {@link #suffices} of what is compared, without the ends that it does not need. */
    static boolean suffices(RunningDifferences running) {
        Optional<Difference> difference = running.difference(CANDIDATE, DEFAULT);
        boolean certain =
                difference.filter(one -> one.coverage() >= COVERAGE_MIN).isPresent()
                        ? difference.get().above().log(-WORSE_MARGIN / 2) >= Math.log(20)
                        : suffice(running.rewards(CANDIDATE), running.rewards(DEFAULT));
        return certain && suffices(compared(running));
    }

    private static boolean suffice(Optional<OwnOutcomes> own, Optional<OwnOutcomes> standard) {
        if (own.isEmpty() || standard.isEmpty()) {
            return false;
        }
        StandardizedDifference both = new StandardizedDifference(own.get(), standard.get());
        return both.shared() >= COVERAGE_MIN
                && both.estimate() > -WORSE_MARGIN / 2
                && both.lower(20) > -WORSE_MARGIN / 2;
    }

    /** The share of runs in which it ever suffices. */
    double proposed(int runs, int decisions, int lookEvery) {
        return IntStream.range(0, runs)
                        .parallel()
                        .filter(run -> proposed(new SplittableRandom(104_729L * run + 5), decisions, lookEvery))
                        .count()
                / (double) runs;
    }

    private boolean proposed(SplittableRandom random, int decisions, int lookEvery) {
        RunningDifferences running = RunningDifferences.after(0);
        for (int n = 1; n <= decisions; n++) {
            decide(running, n, random);
            if (n % lookEvery == 0 && suffices(running)) {
                return true;
            }
        }
        return false;
    }

    /** What is known after so many. */
    RunningDifferences after(int decisions, SplittableRandom random) {
        RunningDifferences running = RunningDifferences.after(0);
        for (int n = 1; n <= decisions; n++) {
            decide(running, n, random);
        }
        return running;
    }

    void decide(RunningDifferences running, int n, SplittableRandom random) {
        int met = met(random.nextDouble());
        Situation here = situations.get(met);
        boolean candidate = random.nextDouble() < here.explored();
        double mean = candidate && here.differ() ? here.candidate() : here.standard();
        double reward = Math.max(-1, Math.min(1, mean + DEVIATION * random.nextGaussian()));
        String of = candidate ? CANDIDATE : DEFAULT;
        running.outcome(
                of,
                "k" + met,
                (1 + reward) / 2,
                recorded ? Optional.of(record(n, here, candidate && here.differ())) : Optional.empty());
        running.status(of, "k" + met, random.nextDouble() < overridden[candidate ? 1 : 0]);
    }

    private static MadeDecision record(int n, Situation here, boolean otherwise) {
        Arm standard = new Arm("y", here.differ() ? 1 - here.explored() : 1);
        Arm candidate = here.differ() ? new Arm("x", here.explored()) : standard;
        Arm done = otherwise ? candidate : standard;
        return new MadeDecision(
                Instant.ofEpochSecond(n),
                DEFAULT,
                done.does(),
                done.propensity(),
                new TreeMap<>(Map.of(CANDIDATE, candidate, DEFAULT, standard)));
    }

    private int met(double draw) {
        int met = 0;
        double upTo = situations.get(0).share();
        while (draw >= upTo && met < situations.size() - 1) {
            upTo += situations.get(++met).share();
        }
        return met;
    }
}
