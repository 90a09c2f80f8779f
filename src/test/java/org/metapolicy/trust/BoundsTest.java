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
        check("bounds.md", BoundsSimulation.VERSIONS, 300, 200, 212);
    }

    @Test
    @Tag("slow")
    void theyCoverTheMeanPciOfManyKindsOfVersions() {
        check("bounds-full.md", BoundsSimulation.VERSIONS, 3000, 200, 207, 212, 224, 425);
        List<StationaryVersion> versions = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(41);
        for (int i = 0; i < 80; i++) {
            versions.add(BoundsSimulation.anyVersion(random));
        }
        check("bounds-any.md", versions, 1000, 212);
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

    private static void check(String file, List<StationaryVersion> versions, int simulations, int... episodes) {
        StatisticsReport report = new StatisticsReport(file);
        report.line("| version | episodes | mean PCI | covered | mean width |");
        report.line("| --- | --- | --- | --- | --- |");
        // One-sided margin of 3 standard errors at the 90 % that is promised.
        double least = 0.90 - 3 * Math.sqrt(0.9 * 0.1 / simulations);
        for (StationaryVersion version : versions) {
            for (int n : episodes) {
                BoundsSimulation.Coverage c = BoundsSimulation.of(version, n, 10_000, simulations, 31);
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
