package org.metapolicy.counterfactual.running;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Prints the tables of {@code docs/counterfactual.md} that are about differences kept running. */
public final class RunningTables {
    private static final double MARGIN = 0.05;

    /** How much speaks for a certificate of 5 %. */
    private static final double CERTIFICATE = 20;

    /**
     * How long a certificate takes.
     *
     * @param stated the median number of decisions that is to be kept, within a tenth
     * @param most after how many a run is given up
     */
    record Question(
            String words, CertifiedPilots world, int stated, int most, Predicate<RunningDifferences> certified) {
        int median(int runs) {
            return CertifiedPilots.median(world.delays(runs, most, 1, certified));
        }
    }

    static final Question BETTER =
            new Question("better, by .3 where they differ", CertifiedPilots.half(0.3), 1019, 2500, above(0));
    static final Question WORSE =
            new Question("worse, by .6 where they differ", CertifiedPilots.half(-0.6), 456, 1500, below());
    static final List<Question> QUESTIONS = List.of(
            BETTER,
            new Question("better, by .1 where they differ", CertifiedPilots.half(0.1), 3679, 8000, above(0)),
            new Question("not worse by .05, equal", CertifiedPilots.half(0), 3180, 8000, above(-MARGIN)),
            WORSE);

    private RunningTables() {}

    public static void main(String[] args) {
        System.out.println("\nKept running: decisions until a certificate\n");
        System.out.println("| question | median of 200 runs |\n| --- | --- |");
        for (Question question : QUESTIONS) {
            System.out.printf(Locale.ROOT, "| %s | %,d |%n", question.words(), question.median(200));
        }
        System.out.println("\nKept running: false certificates\n");
        System.out.println("| truth | certificate | in 1,000 runs of 5,000 decisions |\n| --- | --- | --- |");
        row("worse by .05, all of it in a tenth of the decisions", "not worse by .05", tenth(1000, 5000));
        row("equal: better in half of the decisions, much worse in a rare context", "better", rare(1000, 5000));
        row("equal everywhere", "better", equal(1000, 5000));
        System.out.println("\nKept running: families of which the interval ever misses\n");
        System.out.println("| 2,000 families of 1,000 decisions, looked at after each outcome | missed |");
        System.out.println("| --- | --- |");
        missed("one that learns", new LearningFamilies(false, 0, false));
        missed("and what things earn drifts", new LearningFamilies(true, 0, false));
        missed("and outcomes come up to 100 decisions late", new LearningFamilies(true, 100, false));
        missed("and what can be done changes", new LearningFamilies(true, 100, true));
        missed(
                "whose versions and default change, and rewards drift, and outcomes come late",
                new ChangingVersions(100).missed(2000, 1000));
    }

    static double tenth(int runs, int decisions) {
        CertifiedPilots world = new CertifiedPilots(new double[] {0.1, 0.9}, new double[] {-0.5, Double.NaN}, 0.1, 0.1);
        return CertifiedPilots.share(world.delays(runs, decisions, 1, above(-MARGIN)), decisions);
    }

    static double rare(int runs, int decisions) {
        CertifiedPilots world =
                new CertifiedPilots(new double[] {0.02, 0.48, 0.5}, new double[] {-1.2, 0.05, Double.NaN}, 0.1, 0.1);
        return CertifiedPilots.share(world.delays(runs, decisions, 1, above(0)), decisions);
    }

    static double equal(int runs, int decisions) {
        return CertifiedPilots.share(CertifiedPilots.half(0).delays(runs, decisions, 1, above(0)), decisions);
    }

    private static Predicate<RunningDifferences> above(double reward) {
        return running -> of(running).above().log(reward / 2) >= Math.log(CERTIFICATE);
    }

    private static Predicate<RunningDifferences> below() {
        return running -> of(running).below().log(0) >= Math.log(CERTIFICATE);
    }

    private static Difference of(RunningDifferences running) {
        return running.difference(CertifiedPilots.CANDIDATE, CertifiedPilots.DEFAULT)
                .orElseThrow();
    }

    private static void row(String truth, String certificate, double share) {
        System.out.printf(Locale.ROOT, "| %s | %s | %.1f %% |%n", truth, certificate, 100 * share);
    }

    private static void missed(String world, LearningFamilies families) {
        missed(world, families.missed(2000, 1000));
    }

    private static void missed(String world, double share) {
        System.out.printf(Locale.ROOT, "| %s | %.2f %% |%n", world, 100 * share);
    }
}
