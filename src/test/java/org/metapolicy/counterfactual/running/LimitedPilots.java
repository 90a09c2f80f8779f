package org.metapolicy.counterfactual.running;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.metapolicy.counterfactual.running.Pilots.Situation;
import org.metapolicy.governance.comparable.ContextVerdict;
import org.metapolicy.governance.comparable.ContextVerdicts;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.ContextLimit;

/**
 * Pilots looked at context by context, the situations k0, k1 and so on, as a refresh looks at them for a promotion in some: trust there
 * is taken for granted.
 */
record LimitedPilots(Pilots pilots) implements SeededRuns {
    /** As often in one context as in the other, the candidate in a tenth of the decisions; how much more it earns in each. */
    static LimitedPilots of(double first, double second) {
        return new LimitedPilots(Pilots.of(
                false, new Situation(0.5, 0.1, 0.1 + first, 0.1), new Situation(0.5, 0.1, 0.1 + second, 0.1)));
    }

    static ContextVerdicts verdicts(RunningDifferences running, int contexts) {
        return new ContextVerdicts(
                ContextLimit.NONE,
                IntStream.range(0, contexts)
                        .mapToObj(context -> ContextVerdict.of(
                                "k" + context,
                                List.of(),
                                false,
                                running.compareIn(Pilots.CANDIDATE, Pilots.DEFAULT, "k" + context),
                                Settings.defaults()))
                        .toList());
    }

    /** The first proposal in some contexts within so many decisions, looked at after each fiftieth. */
    Optional<Proposed> proposed(long seed, int decisions) {
        RunningDifferences running = RunningDifferences.after(0);
        SplittableRandom random = new SplittableRandom(104_729L * seed + 11);
        for (int n = 1; n <= decisions; n++) {
            pilots.decide(running, n, random);
            if (n % 50 == 0) {
                Optional<ContextLimit> limit =
                        verdicts(running, pilots.situations().size()).proposable(Settings.defaults());
                if (limit.isPresent()) {
                    return Optional.of(new Proposed(n, limit.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** What was proposed, and after how many decisions. */
    record Proposed(int decisions, ContextLimit limit) {}

    @Override
    public int found(long seed, int decisions) {
        return proposed(seed, decisions).map(Proposed::decisions).orElse(0);
    }

    /** The share of runs in which a proposal has a context among it. */
    double proposesIn(String context, int runs, int decisions) {
        return IntStream.range(0, runs)
                        .parallel()
                        .filter(run -> proposed(run, decisions)
                                .filter(one -> one.limit().contexts().contains(context))
                                .isPresent())
                        .count()
                / (double) runs;
    }
}
