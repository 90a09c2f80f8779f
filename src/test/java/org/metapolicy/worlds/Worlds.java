package org.metapolicy.worlds;

import java.util.ArrayList;
import java.util.List;

/** The worlds of docs/selection.md. */
public final class Worlds {
    private Worlds() {}

    public static List<World> all() {
        return List.of(
                World.flat(".10 / .30 everywhere", .10, .30),
                World.flat(".20 / .23", .20, .23),
                World.flat("five versions .05 .15 .40 .25 .10", .05, .15, .40, .25, .10),
                World.flat("five, binary .30 .35 .55 .45 .25", .30, .35, .55, .45, .25)
                        .binary(),
                World.flat("clicks .005 / .008", .005, .008).binary(),
                World.inTurn("A best in c1, B in c2 (.4 / 0)", 2, 2, .4, 0),
                World.inTurn("the same, .25 / .15", 2, 2, .25, .15),
                World.inTurn("4 contexts, 4 versions, each best (.5) in one, else .2", 4, 4, .5, .2),
                World.of("B worse on average, better in c2 (.3/.3; -.3/.6)", new double[][] {{.3, .3}, {-.3, .6}}),
                World.flat(".10 / .30, outcomes 1,000 trials late", .10, .30).late(1_000),
                World.flat(".10 / .40, swapped half way", .10, .40).swapping(),
                judgeAdvisor(),
                World.flat("open-bandit rates resampled, 20,000", .0046, .0069)
                        .binary()
                        .longer(20_000),
                World.inTurn("16 contexts of .25 / .15 in turn", 2, 16, .25, .15));
    }

    /** The default is paid .3 and overridden in .05, the other paid .5 and overridden so often. */
    public static World paidBetter(double overridden) {
        return World.flat("paid better", .3, .5).overridden(.05, overridden);
    }

    /** Counts of (overridden, gain in accuracy) by advisor in the judge-advisor log; the default is the worst. */
    private static World judgeAdvisor() {
        World flat = World.flat("judge-advisor rates resampled, 7,825", -.02398, .04003, .02586);
        return new World(
                flat.name(),
                flat.means(),
                0.4,
                flat.overrides(),
                flat.flags(),
                7_825,
                0,
                false,
                List.of(rows(189, 379, 14, 24), rows(1_109, 2_084, 218, 121), rows(1_135, 2_084, 267, 201)));
    }

    private static double[][] rows(int overridden, int none, int better, int worse) {
        List<double[]> rows = new ArrayList<>();
        add(rows, overridden, 1, 0);
        add(rows, none, 0, 0);
        add(rows, better, 0, 1);
        add(rows, worse, 0, -1);
        return rows.toArray(double[][]::new);
    }

    private static void add(List<double[]> rows, int times, double overridden, double reward) {
        for (int i = 0; i < times; i++) {
            rows.add(new double[] {overridden, reward});
        }
    }
}
