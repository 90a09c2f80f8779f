package org.metapolicy.counterfactual.running;

import java.util.Locale;
import java.util.SplittableRandom;
import org.metapolicy.counterfactual.running.Pilots.Situation;

/** Prints the tables of {@code docs/counterfactual.md} about when a candidate is proposed. */
public final class PilotTables {
    /** Of both, so that the candidate has 2,000 episodes of its own. */
    static final int DECISIONS = 20_000;

    static final int LOOK_EVERY = 20;

    private PilotTables() {}

    /** Agrees where it is easy, and would do otherwise where it is hard. */
    static Pilots agreeing(double hard, double explored) {
        return Pilots.of(
                true, new Situation(0.5, 0.35, Double.NaN, explored), new Situation(0.5, 0.15, hard, explored));
    }

    /** Serves, and is .18 worse, where it is easy; never where it is hard. */
    static Pilots easyAlone(boolean recorded) {
        return Pilots.of(recorded, new Situation(0.5, 0.49, 0.31, 0.2), new Situation(0.5, 0, 0.2, 0));
    }

    public static void main(String[] args) {
        System.out.println("\nCompared with the default, after 4,000 decisions\n");
        System.out.println(
                "| family | in truth | known of | difference | at every look | agrees | otherwise | suffices |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
        compared("in shadow: alike where it is easy, better where it is hard", agreeing(0.45, 0));
        compared("in shadow: alike where it is easy, worse where it is hard", agreeing(-0.45, 0));
        compared("the first, explored in a tenth of the decisions", agreeing(0.45, 0.1));
        compared("the second, explored in a tenth of the decisions", agreeing(-0.45, 0.1));
        compared("served only where it is easy, by records", easyAlone(true));
        compared("served only where it is easy, without records", easyAlone(false));
        System.out.println("\nHow often it ever suffices\n");
        System.out.println("| candidate, serving a tenth of 20,000 decisions | by records | without | runs |");
        System.out.println("| --- | --- | --- | --- |");
        proposed("equal", 0, 0.1, 200);
        proposed("worse by .05", 0.05, 0.1, 200);
        proposed("worse by .10", 0.1, 0.1, 400);
        proposed("equal, overridden in .42 of them, not .10", 0, 0.42, 100);
        System.out.println("\nDecisions until it suffices, without records, median of 40 runs\n");
        System.out.println(
                "| candidate, serving a tenth | contexts | by context | by plain means, which mix up who was met |");
        System.out.println("| --- | --- | --- | --- |");
        for (double better : new double[] {0, 0.2}) {
            for (int contexts : new int[] {1, 2, 4, 8, 16, 64}) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %d | %,d | %,d |%n",
                        better == 0 ? "equal" : "better by .20",
                        contexts,
                        MixedContexts.alike(contexts, better).median(40, 40_000, MixedContexts::byContext),
                        MixedContexts.alike(contexts, better).median(40, 40_000, MixedContexts::byMeans));
            }
        }
        System.out.println("\nMet where the default is not, 200 runs of 4,000 decisions\n");
        System.out.println("| candidate | ever suffices, by context | by plain means | told worse |");
        System.out.println("| --- | --- | --- | --- |");
        for (double share : new double[] {0.9, 0.97}) {
            for (double better : new double[] {-0.4, -0.1}) {
                unlike(share, better, true);
                unlike(share, better, false);
            }
        }
    }

    private static void unlike(double share, double better, boolean easy) {
        MixedContexts mixed = MixedContexts.unlike(better, share, easy);
        String candidate = String.format(
                Locale.ROOT,
                "worse by %.2f everywhere; %.2f of its decisions, and of the default's the rest, where .80 %s is earned",
                -better,
                share,
                easy ? "more" : "less");
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f %% | %.1f %% | %.1f %% |%n",
                candidate,
                100 * mixed.ever(200, 4000, MixedContexts::byContext),
                100 * mixed.ever(200, 4000, MixedContexts::byMeans),
                100 * mixed.ever(200, 4000, MixedContexts::worse));
    }

    private static void compared(String family, Pilots pilots) {
        Compared known = Pilots.compared(pilots.after(4000, new SplittableRandom(11)));
        System.out.printf(
                Locale.ROOT,
                "| %s | %+.2f | %.2f | %+.2f | %+.2f to %+.2f | %s | %s | %s |%n",
                family,
                pilots.truth(),
                known.coverage(),
                2 * known.estimate(),
                2 * known.lower(),
                2 * known.upper(),
                share(known.agreement()),
                share(known.disagreement()),
                Pilots.suffices(known) ? "yes" : "no");
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.2f", share);
    }

    private static void proposed(String candidate, double worse, double overridden, int runs) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f %% | %.1f %% | %,d |%n",
                candidate,
                100 * Pilots.worseBy(worse, true).overridden(0.1, overridden).proposed(runs, DECISIONS, LOOK_EVERY),
                100 * Pilots.worseBy(worse, false).overridden(0.1, overridden).proposed(runs, DECISIONS, LOOK_EVERY),
                runs);
    }
}
