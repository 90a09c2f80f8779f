package org.metapolicy.counterfactual;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.metapolicy.counterfactual.running.LimitedTables;
import org.metapolicy.counterfactual.running.OffPolicyTables;
import org.metapolicy.counterfactual.running.PilotTables;
import org.metapolicy.counterfactual.running.RunningTables;
import org.metapolicy.counterfactual.running.ServedSharesTables;

/** Prints the tables of {@code docs/counterfactual.md}. */
public final class CounterfactualTables {
    /**
     * How long a certificate takes.
     *
     * @param stated the median number of decisions that is to be kept, within a tenth
     * @param most after how many a run is given up
     */
    record Question(
            String words, CertificateWorld world, int stated, int most, ToDoubleFunction<AlwaysValid> evidence) {
        int median(int runs) {
            return CertificateWorld.median(world.delays(runs, most, evidence));
        }
    }

    private static final double MARGIN = 0.05;

    static final Question BETTER =
            new Question("better, by .3 where they differ", CertificateWorld.half(0.3), 1019, 2500, above(0));
    static final Question WORSE =
            new Question("worse, by .6 where they differ", CertificateWorld.half(-0.6), 456, 1500, below());
    static final List<Question> QUESTIONS = List.of(
            BETTER,
            new Question("better, by .1 where they differ", CertificateWorld.half(0.1), 3679, 8000, above(0)),
            new Question("not worse by .05, equal", CertificateWorld.half(0), 3180, 8000, above(-MARGIN)),
            WORSE);

    private CounterfactualTables() {}

    public static void main(String[] args) {
        System.out.println("Decisions until a certificate\n");
        System.out.println("| question | median of 200 runs |\n| --- | --- |");
        for (Question question : QUESTIONS) {
            System.out.printf(Locale.ROOT, "| %s | %,d |%n", question.words(), question.median(200));
        }
        System.out.println("\nFalse certificates\n");
        System.out.println("| truth | certificate | in 1,000 runs of 5,000 decisions |\n| --- | --- | --- |");
        row("worse by .05, all of it in a tenth of the decisions", "not worse by .05", tenth(1000, 5000));
        row("equal: better in half of the decisions, much worse in a rare context", "better", rare(1000, 5000));
        row("equal everywhere", "better", equal(1000, 5000));
        System.out.println("\nLogs in which the interval ever misses\n");
        System.out.println("| 2,000 logs of 1,000 decisions, looked at after each | difference | value |");
        System.out.println("| --- | --- | --- |");
        missed("a service that learns", new AdaptiveLogs(false, 0, false));
        missed("and what things earn drifts", new AdaptiveLogs(true, 0, false));
        missed("and outcomes come up to 100 decisions late", new AdaptiveLogs(true, 100, false));
        missed("and what can be done changes", new AdaptiveLogs(true, 100, true));
        RunningTables.main(args);
        ServedSharesTables.main(args);
        PilotTables.main(args);
        LimitedTables.main(args);
        OffPolicyTables.main(args);
    }

    /** Not worse by the margin, where it is worse by just this, in one context of ten. */
    static double tenth(int runs, int decisions) {
        CertificateWorld world =
                new CertificateWorld(new double[] {0.1, 0.9}, new double[] {-0.5, Double.NaN}, 0.1, 0.1);
        return CertificateWorld.share(world.delays(runs, decisions, above(-MARGIN)), decisions);
    }

    /** Better, where it is not: what it gains in half of the decisions a rare context costs. */
    static double rare(int runs, int decisions) {
        CertificateWorld world =
                new CertificateWorld(new double[] {0.02, 0.48, 0.5}, new double[] {-1.2, 0.05, Double.NaN}, 0.1, 0.1);
        return CertificateWorld.share(world.delays(runs, decisions, above(0)), decisions);
    }

    static double equal(int runs, int decisions) {
        return CertificateWorld.share(CertificateWorld.half(0).delays(runs, decisions, above(0)), decisions);
    }

    private static ToDoubleFunction<AlwaysValid> above(double reward) {
        return always -> always.evidenceAbove(reward / 2);
    }

    private static ToDoubleFunction<AlwaysValid> below() {
        return always -> always.evidenceBelow(0);
    }

    private static void row(String truth, String certificate, double share) {
        System.out.printf(Locale.ROOT, "| %s | %s | %.1f %% |%n", truth, certificate, 100 * share);
    }

    private static void missed(String world, AdaptiveLogs logs) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f %% | %.2f %% |%n",
                world,
                100 * logs.missed(2000, 1000, true),
                100 * logs.missed(2000, 1000, false));
    }
}
