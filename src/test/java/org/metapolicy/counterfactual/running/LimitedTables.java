package org.metapolicy.counterfactual.running;

import java.util.Locale;

/** Prints the table of {@code docs/counterfactual.md} about when a candidate is proposed in some contexts. */
public final class LimitedTables {
    private static final int RUNS = 100;

    private LimitedTables() {}

    public static void main(String[] args) {
        System.out.println("\nIn which of two contexts a candidate is proposed\n");
        System.out.println("| how much more it earns in either | in the first | in the second | median decisions |");
        System.out.println("| --- | --- | --- | --- |");
        row(0.3, -0.4);
        row(0.1, -0.3);
        row(0, -0.3);
        row(0, 0);
        row(-0.1, -0.5);
        row(0.3, -0.1);
    }

    private static void row(double first, double second) {
        LimitedPilots pilots = LimitedPilots.of(first, second);
        int median = pilots.median(RUNS, PilotTables.DECISIONS);
        System.out.printf(
                Locale.ROOT,
                "| %+.1f, %+.1f | %.0f %% | %.0f %% | %s |%n",
                first,
                second,
                100 * pilots.proposesIn("k0", RUNS, PilotTables.DECISIONS),
                100 * pilots.proposesIn("k1", RUNS, PilotTables.DECISIONS),
                median > PilotTables.DECISIONS ? "none" : String.format(Locale.ROOT, "%,d", median));
    }
}
