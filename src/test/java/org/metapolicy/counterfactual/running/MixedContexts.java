package org.metapolicy.counterfactual.running;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.metapolicy.counterfactual.running.Pilots.Situation;

/**
 * Pilots without records, looked at after each hundredth decision, whose default and candidate need not meet the contexts alike.
 *
 * @param alone how many decisions the default makes before the candidate begins
 */
record MixedContexts(Pilots pilots, int alone) {
    private static final int LOOK_EVERY = 100;

    /** As often in each of so many contexts, which earn .1 less or more, the candidate in a tenth of the decisions. */
    static MixedContexts alike(int contexts, double better) {
        return new MixedContexts(
                new Pilots(
                        IntStream.range(0, contexts)
                                .mapToObj(context -> {
                                    double standard = contexts == 1 ? 0.1 : context % 2 == 0 ? 0 : 0.2;
                                    return new Situation(1.0 / contexts, standard, standard + better, 0.1);
                                })
                                .toList(),
                        false,
                        new double[] {0, 0}),
                0);
    }

    /**
     * Two contexts, met as often: the candidate has this share of the first and the default of the second.
     *
     * @param easy whether .80 more is earned in the first, or less
     */
    static MixedContexts unlike(double better, double share, boolean easy) {
        double first = easy ? 0.4 : -0.4;
        return new MixedContexts(
                Pilots.of(
                        false,
                        new Situation(0.5, first, first + better, share),
                        new Situation(0.5, -first, -first + better, 1 - share)),
                0);
    }

    /** One context that is mostly met, and nine rare ones in which 1.2 less is earned; the candidate begins late. */
    static MixedContexts late(double better) {
        Situation[] situations = new Situation[10];
        Arrays.fill(situations, new Situation(0.02, -0.6, -0.6 + better, 0.5));
        situations[0] = new Situation(0.82, 0.6, 0.6 + better, 0.5);
        return new MixedContexts(new Pilots(List.of(situations), false, new double[] {0, 0}), 1000);
    }

    /** Whether it carries a proposal. */
    static boolean byContext(RunningDifferences running) {
        return Pilots.suffices(running);
    }

    /** The same of the mean of what each decided, whatever contexts that was in. */
    static boolean byMeans(RunningDifferences running) {
        return running.rewards(Pilots.CANDIDATE)
                .filter(own -> own.n() >= 20)
                .filter(own -> own.lower(40)
                                - running.rewards(Pilots.DEFAULT).orElseThrow().upper(40)
                        > -0.05)
                .isPresent();
    }

    static boolean better(RunningDifferences running) {
        return both(running).filter(one -> one.lower(20) > 0).isPresent();
    }

    static boolean worse(RunningDifferences running) {
        return both(running).filter(one -> one.upper(40) < 0).isPresent();
    }

    private static Optional<StandardizedDifference> both(RunningDifferences running) {
        return running.rewards(Pilots.CANDIDATE)
                .flatMap(own -> running.rewards(Pilots.DEFAULT).map(other -> new StandardizedDifference(own, other)));
    }

    /** The share of runs in which it is ever so. */
    double ever(int runs, int decisions, Predicate<RunningDifferences> so) {
        return IntStream.range(0, runs)
                        .parallel()
                        .filter(run -> first(run, decisions, so) <= decisions)
                        .count()
                / (double) runs;
    }

    /** After how many decisions it is so; more than {@code decisions} where half of the runs do not come to it. */
    int median(int runs, int decisions, Predicate<RunningDifferences> so) {
        return IntStream.range(0, runs)
                .parallel()
                .map(run -> first(run, decisions, so))
                .sorted()
                .toArray()[runs / 2];
    }

    private int first(int run, int decisions, Predicate<RunningDifferences> so) {
        SplittableRandom random = new SplittableRandom(104_729L * run + 7);
        RunningDifferences running = begun(random);
        for (int n = 1; n <= decisions; n++) {
            pilots.decide(running, n, random);
            if (n % LOOK_EVERY == 0 && so.test(running)) {
                return n;
            }
        }
        return decisions + 1;
    }

    private RunningDifferences begun(SplittableRandom random) {
        List<Situation> served = pilots.situations().stream()
                .map(one -> new Situation(one.share(), one.standard(), one.candidate(), 0))
                .toList();
        return new Pilots(served, false, pilots.overridden()).after(alone, random);
    }
}
