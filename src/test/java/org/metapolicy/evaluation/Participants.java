package org.metapolicy.evaluation;

import java.util.SplittableRandom;
import org.metapolicy.evaluation.Watched.Rates;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.ContextSums;
import org.metapolicy.trust.local.Pooled;

/** What is expected of somebody: pooled, by their own mean, by everybody's. */
final class Participants {
    private static final int PEOPLE = 40;

    private Participants() {}

    static Table table(Scale scale) {
        Table table = new Table("people", "episodes", "pooled", "own mean alone", "everybody's mean");
        for (double deviation : new double[] {0.15, 0}) {
            for (int episodes : new int[] {5, 20}) {
                double[][] errors = new double[3][scale.families()];
                for (int seed = 0; seed < scale.families(); seed++) {
                    double[] found = errors(deviation, episodes, seed);
                    for (int way = 0; way < 3; way++) {
                        errors[way][seed] = found[way];
                    }
                }
                table.row(
                        deviation > 0 ? "people differ" : "people are alike",
                        String.valueOf(episodes),
                        new Sample(errors[0]).text(4),
                        new Sample(errors[1]).text(4),
                        new Sample(errors[2]).text(4));
            }
        }
        return table;
    }

    private static double[] errors(double deviation, int episodes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        VersionEvidence evidence = VersionEvidence.empty();
        ContextSums[] own = new ContextSums[PEOPLE];
        double[] truth = new double[PEOPLE];
        for (int person = 0; person < PEOPLE; person++) {
            own[person] = ContextSums.EMPTY;
            truth[person] = 0.30 + (random.nextBoolean() ? deviation : -deviation);
        }
        for (int t = 0; t < PEOPLE * episodes; t++) {
            int person = t % PEOPLE;
            Watched one = Watched.draw(new Rates(truth[person], 0.01, 0.3), 0, null, t, random);
            evidence.count(one.observed(), Settings.defaults(), 1);
            own[person] = own[person]
                    .plusStatus(one.outcome().overridden())
                    .plusOutcome(
                            one.outcome().flag(),
                            one.outcome().overridden() ? null : one.outcome().reward(),
                            one.coherence());
        }
        Pooled all = Pooled.all(evidence.estimate(Settings.defaults(), 1), 0.3);
        double[] squares = new double[3];
        for (int person = 0; person < PEOPLE; person++) {
            double safety = 1 - truth[person] - 0.01;
            Pooled pooled = all.of(own[person]);
            add(squares, 0, 1 - pooled.overrides() - pooled.flags() - safety);
            add(
                    squares,
                    1,
                    1 - (double) own[person].overrides() / episodes - (double) own[person].flags() / episodes - safety);
            add(squares, 2, 1 - all.overrides() - all.flags() - safety);
        }
        return new double[] {
            Math.sqrt(squares[0] / PEOPLE), Math.sqrt(squares[1] / PEOPLE), Math.sqrt(squares[2] / PEOPLE)
        };
    }

    private static void add(double[] squares, int way, double miss) {
        squares[way] += miss * miss;
    }
}
