package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/** The 95 % bounds of stationary versions cover their mean PCI. Writes target/statistics/bounds.md. */
class BoundsTest {
    private static final Settings SETTINGS = Settings.defaults();

    @Test
    void theyCoverTheMeanPciOfSuchVersions() {
        check("bounds.md", BoundsSimulation.VERSIONS, 2000, 300, 200, 212);
    }

    @Test
    @Tag("slow")
    void theyCoverTheMeanPciOfManyKindsOfVersions() {
        check("bounds-full.md", BoundsSimulation.VERSIONS, 10_000, 3000, 200, 207, 212, 224, 425);
        List<StationaryVersion> versions = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(41);
        for (int i = 0; i < 80; i++) {
            versions.add(BoundsSimulation.anyVersion(random));
        }
        check("bounds-any.md", versions, 10_000, 1000, 212);
    }

    @Test
    void eachHoldsWhereNearlyAllEpisodesAreAlike() {
        checkRare(
                "bounds-rare.md",
                0.955,
                300,
                List.of(
                        RareVersion.failing(0.005),
                        RareVersion.failing(0.02),
                        RareVersion.succeeding(0.0025),
                        RareVersion.incoherent(0.01),
                        RareVersion.coherent(0.005),
                        RareVersion.elsewhere(0.005)),
                212);
    }

    @Test
    @Tag("slow")
    void eachHoldsHoweverRareTheOtherEpisodesAre() {
        List<RareVersion> versions = new ArrayList<>();
        for (double rate : new double[] {0, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5}) {
            versions.add(RareVersion.failing(rate));
            versions.add(RareVersion.succeeding(rate));
            versions.add(RareVersion.incoherent(rate));
            versions.add(RareVersion.coherent(rate));
            versions.add(RareVersion.elsewhere(rate));
        }
        // What is not rare any more has the ends that the bootstrap gives it in few windows.
        checkRare("bounds-rare-full.md", 0.92, 1000, versions, 100, 212, 425);
    }

    private static void checkRare(
            String file, double atLeast, int simulations, List<RareVersion> versions, int... episodes) {
        StatisticsReport report = new StatisticsReport(file);
        report.line("| version | rate | episodes | mean PCI | lower bound | upper bound | mean width |");
        report.line("| --- | --- | --- | --- | --- | --- | --- |");
        double least = atLeast - 3 * Math.sqrt(atLeast * (1 - atLeast) / simulations);
        for (RareVersion version : versions) {
            for (int n : episodes) {
                BoundsSimulation.Sides sides =
                        BoundsSimulation.sides(version::draw, n, 6 * simulations, simulations, 31);
                report.line(String.format(
                        Locale.ROOT,
                        "| %s | %s | %d | %.3f | %.1f %% | %.1f %% | %.3f |",
                        version.name(),
                        version.rate(),
                        n,
                        sides.meanPci(),
                        100 * sides.lower(),
                        100 * sides.upper(),
                        sides.width()));
                assertThat(sides.lower()).as("lower, %s at %d", version, n).isGreaterThanOrEqualTo(least);
                assertThat(sides.upper()).as("upper, %s at %d", version, n).isGreaterThanOrEqualTo(least);
            }
        }
        report.write();
    }

    @Test
    void theyCoverTheMeanPciWherePeopleDiffer() {
        checkPeople("bounds-people.md", 250, 250, new int[][] {{100, 1, 225}, {200, 1, 425}});
    }

    @Test
    @Tag("slow")
    void theyCoverTheMeanPciHoweverPeopleComeOneAfterTheOther() {
        int[][] worlds = {
            {1, 1, 225}, {5, 1, 225}, {10, 1, 225}, {25, 1, 225}, {50, 1, 225}, {100, 1, 212}, {100, 1, 225},
            {100, 1, 425}, {200, 1, 212}, {200, 1, 225}, {200, 1, 425}, {1000, 1, 425}, {0, 2, 225}, {0, 3, 225},
            {0, 8, 225}, {0, 20, 225}, {0, 200, 225}
        };
        checkPeople("bounds-people-full.md", 600, 600, worlds);
    }

    private static void checkPeople(String file, int forMean, int simulations, int[]... worlds) {
        StatisticsReport report = new StatisticsReport(file);
        report.line("| people | episodes | mean PCI | by windows alone | covered | mean width |");
        report.line("| --- | --- | --- | --- | --- | --- |");
        StationaryVersion steady = BoundsSimulation.VERSIONS.get(1);
        for (int[] world : worlds) {
            BoundsSimulation.Coverage c =
                    BoundsSimulation.ofPeople(steady, world[0], world[1], true, world[2], forMean, simulations, 53);
            BoundsSimulation.Coverage alone =
                    BoundsSimulation.ofPeople(steady, world[0], world[1], false, world[2], forMean, simulations, 53);
            report.line(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.3f | %.1f %% | %.1f %% | %.3f |",
                    world[0] == 0 ? world[1] + " at once" : "each " + world[0] + " in a row",
                    world[2],
                    c.meanPci(),
                    100 * alone.share(),
                    100 * c.share(),
                    c.width()));
            double promised = world[0] >= 100 ? 0.90 : 0.93;
            assertThat(c.share())
                    .as("%s in a row of %s at once", world[0], world[1])
                    .isGreaterThanOrEqualTo(promised - 3 * Math.sqrt(promised * (1 - promised) / simulations));
        }
        report.write();
    }

    @Test
    void theyAreUnknownWithFewerThanFourWindowsAndHoldTheEstimateAfterwards() {
        VersionEvidence evidence = VersionEvidence.empty();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 400; i++) {
            TrustEstimate estimate = evidence.estimate(SETTINGS, 6);
            if (estimate.closedWindows() < 4) {
                assertThat(estimate.bounds()).isEqualTo(TrustBounds.UNKNOWN);
            } else {
                assertThat(estimate.pci().value())
                        .isBetween(estimate.bounds().lower(), estimate.bounds().upper());
            }
            assertThat(evidence.estimate(SETTINGS, 6)).isEqualTo(estimate);
            evidence.count(Observations.random(random, i), SETTINGS, 6);
        }
    }

    @Test
    void theyHoldTheEstimateOfAVersionWithATrendWhichShuffledWindowsDoNotShow() {
        for (int direction : new int[] {-1, 1}) {
            VersionEvidence evidence = VersionEvidence.empty();
            for (int i = 0; i < 200; i++) {
                evidence.count(Observations.reward(direction * (i / 25) * 0.06), SETTINGS, 1);
            }
            TrustEstimate estimate = evidence.estimate(SETTINGS, 1);
            assertThat(estimate.pci().normalised().get(Factor.GROWTH)).isEqualTo(direction > 0 ? 1.0 : 0.0);
            assertThat(estimate.pci().value())
                    .isBetween(estimate.bounds().lower(), estimate.bounds().upper());
        }
    }

    private static void check(
            String file, List<StationaryVersion> versions, int forMean, int simulations, int... episodes) {
        StatisticsReport report = new StatisticsReport(file);
        report.line("| version | episodes | mean PCI | covered | mean width |");
        report.line("| --- | --- | --- | --- | --- |");
        // One-sided margin of 3 standard errors at the 90 % that is promised.
        double least = 0.90 - 3 * Math.sqrt(0.9 * 0.1 / simulations);
        for (StationaryVersion version : versions) {
            for (int n : episodes) {
                BoundsSimulation.Coverage c = BoundsSimulation.of(version, n, forMean, simulations, 31);
                report.line(String.format(
                        Locale.ROOT,
                        "| %s | %d | %.3f | %.1f %% | %.3f |",
                        version.name(),
                        n,
                        c.meanPci(),
                        100 * c.share(),
                        c.width()));
                assertThat(c.share()).as("%s at %d episodes", version, n).isGreaterThanOrEqualTo(least);
            }
        }
        report.write();
    }
}
