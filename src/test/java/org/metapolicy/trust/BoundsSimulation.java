package org.metapolicy.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.unit.EvidenceUnit;

/** How often the bounds of simulated stationary versions cover the mean PCI that such versions have. */
final class BoundsSimulation {
    static final List<StationaryVersion> VERSIONS = List.of(
            new StationaryVersion("middling", 0.2, 0.6, 0.15, 0.01, 0.06, 6, 0.5),
            new StationaryVersion("steady", 0.5, 0.2, 0.05, 0, 0.15, 4, 0),
            new StationaryVersion("overridden often", -0.1, 0.9, 0.35, 0.03, 0, 10, 0),
            new StationaryVersion("at the amplification share", 0.1, 0.8, 0.2, 0.01, 0.05, 8, 0.2),
            new StationaryVersion("many contexts", 0, 1, 0.1, 0.02, 0.02, 30, 0.05),
            new StationaryVersion("one context", 0.3, 0.5, 0.2, 0, 0.1, 1, 0.9),
            new StationaryVersion("beyond every range", 0.9, 0.1, 0, 0, 0.5, 2, 1),
            new StationaryVersion("at the coherence floor", 0.3, 0.7, 0.3, 0.05, 0.01, 5, 0.3));

    private static final Settings SETTINGS = Settings.defaults();

    /** @param width mean width of the intervals */
    record Coverage(StationaryVersion version, int episodes, double meanPci, double share, double width) {}

    private BoundsSimulation() {}

    static Coverage of(StationaryVersion version, int episodes, int forMean, int forShare, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double sum = 0;
        List<TrustBounds> bounds = new ArrayList<>();
        FactorRanges ranges = FactorRanges.reference(SETTINGS);
        for (int i = 0; i < forMean; i++) {
            FactorFormulas formulas = formulas(version, episodes, random);
            sum += Pci.value(formulas.factors(), ranges, Factor.weights(SETTINGS));
            if (i < forShare) {
                bounds.add(TrustBounds.of(formulas, ranges, Factor.weights(SETTINGS)));
            }
        }
        return coverage(version, episodes, sum / forMean, bounds);
    }

    /**
     * The same where people differ.
     *
     * @param block episodes in a row of one person; 0 where each is of any of {@code people} who take part at once
     * @param known whether it is known whose they are
     */
    static Coverage ofPeople(
            StationaryVersion version,
            int block,
            int people,
            boolean known,
            int episodes,
            int forMean,
            int forShare,
            long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FactorRanges ranges = FactorRanges.reference(SETTINGS);
        double[] weights = Factor.weights(SETTINGS);
        double sum = 0;
        List<TrustBounds> bounds = new ArrayList<>();
        for (int i = 0; i < forMean; i++) {
            List<Observation> observations = new ArrayList<>();
            StationaryVersion[] now = new StationaryVersion[Math.max(1, people)];
            for (int p = 0; p < now.length; p++) {
                now[p] = version.toSomebody(random);
            }
            int phase = block == 0 ? 0 : random.nextInt(block);
            int person = random.nextInt(100_000);
            for (int e = 0; e < episodes; e++) {
                if (block > 0 && e > 0 && (e + phase) % block == 0) {
                    now[0] = version.toSomebody(random);
                    person++;
                }
                int p = random.nextInt(now.length);
                observations.add(now[p].draw(random, known ? EvidenceUnit.of("person-" + (person + p)) : null));
            }
            FactorFormulas formulas = formulas(observations, version.clusters());
            sum += Pci.value(formulas.factors(), ranges, weights);
            if (i < forShare) {
                bounds.add(TrustBounds.of(formulas, ranges, weights));
            }
        }
        return coverage(version, episodes, sum / forMean, bounds);
    }

    private static Coverage coverage(StationaryVersion version, int episodes, double mean, List<TrustBounds> bounds) {
        long covered = bounds.stream()
                .filter(b -> b.lower() <= mean && mean <= b.upper())
                .count();
        double width = bounds.stream()
                .mapToDouble(b -> b.upper() - b.lower())
                .average()
                .orElseThrow();
        return new Coverage(version, episodes, mean, (double) covered / bounds.size(), width);
    }

    /** How often the lower bound, and the upper one, of versions that draw their episodes so held; how wide they were. */
    record Sides(double meanPci, double lower, double upper, double width) {}

    /** The same of any version of two contexts. */
    static Sides sides(
            Function<SplittableRandom, Observation> version, int episodes, int forMean, int forShare, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FactorRanges ranges = FactorRanges.reference(SETTINGS);
        double[] weights = Factor.weights(SETTINGS);
        double sum = 0;
        List<TrustBounds> bounds = new ArrayList<>();
        for (int i = 0; i < forMean; i++) {
            FactorFormulas formulas = formulas(
                    Stream.generate(() -> version.apply(random)).limit(episodes).toList(), 2);
            sum += Pci.value(formulas.factors(), ranges, weights);
            if (i < forShare) {
                bounds.add(TrustBounds.of(formulas, ranges, weights));
            }
        }
        double mean = sum / forMean;
        return new Sides(
                mean,
                bounds.stream().filter(b -> b.lower() <= mean).count() / (double) forShare,
                bounds.stream().filter(b -> b.upper() >= mean).count() / (double) forShare,
                bounds.stream()
                        .mapToDouble(b -> b.upper() - b.lower())
                        .average()
                        .orElseThrow());
    }

    private static FactorFormulas formulas(StationaryVersion version, int episodes, SplittableRandom random) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < episodes; i++) {
            observations.add(version.draw(random));
        }
        return formulas(observations, version.clusters());
    }

    private static FactorFormulas formulas(List<Observation> observations, int clusters) {
        List<WindowStatistics> closed = new ArrayList<>();
        WindowStatistics open = WindowStatistics.EMPTY;
        for (Observation observation : observations) {
            open = open.plus(observation);
            if (open.n() == 25) {
                closed.add(open);
                open = WindowStatistics.EMPTY;
            }
        }
        int first = Math.max(0, closed.size() - 8);
        return new FactorFormulas(closed.subList(first, closed.size()), open, clusters, SETTINGS);
    }

    /** A version of any kind, degenerate ones included: constant rewards, no overrides, one context, potency at the share. */
    static StationaryVersion anyVersion(SplittableRandom random) {
        return new StationaryVersion(
                "seed " + random.nextInt(1_000_000),
                random.nextDouble(-0.8, 0.8),
                random.nextInt(3) == 0 ? 0 : random.nextDouble(),
                random.nextInt(3) == 0 ? 0 : random.nextDouble(0, 0.6),
                random.nextInt(2) == 0 ? 0 : random.nextDouble(0, 0.1),
                random.nextDouble(-0.05, 0.25),
                1 + random.nextInt(random.nextInt(2) == 0 ? 4 : 60),
                random.nextInt(2) == 0 ? random.nextDouble(0.15, 0.25) : random.nextInt(2));
    }
}
