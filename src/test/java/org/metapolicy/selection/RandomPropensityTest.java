package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.metapolicy.selection.Fixtures.CALM;
import static org.metapolicy.selection.Fixtures.candidate;
import static org.metapolicy.selection.Fixtures.live;
import static org.metapolicy.selection.Fixtures.with;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/** How often random families give each answer, beside the probability that they state for it, under both rules. */
class RandomPropensityTest {
    private static final int FAMILIES = 400;
    private static final int DRAWS = 2_000;
    /** Rarer answers are taken together, as the test asks for. */
    private static final double LEAST_EXPECTED = 5;

    @Test
    void frequenciesMatchTheStatedPropensitiesIn400RandomFamilies() {
        int clear = 0;
        int tested = 0;
        for (long seed = 0; seed < FAMILIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Candidates family = family(random);
            MetaContext signals = random.nextInt(8) == 0 ? MetaContext.UNKNOWN : CALM;
            Map<String, Double> stated = new TreeMap<>();
            Map<String, Integer> counts = new TreeMap<>();
            for (int i = 0; i < DRAWS; i++) {
                Decision decision =
                        Selector.decide(family, signals, () -> true, new SplittableRandom(1_000 * seed + i));
                if (i == 0) {
                    decision.considered().forEach(one -> stated.put(id(one.version()), one.propensity()));
                    assertThat(stated.values().stream().mapToDouble(p -> p).sum())
                            .as("seed %d", seed)
                            .isCloseTo(1, within(1e-9));
                }
                boolean shadow = family.mode() == Mode.SHADOW;
                String answer = id(shadow ? decision.suggested() : decision.served());
                assertThat(stated.getOrDefault(answer, 0.0))
                        .as("seed %d, %s", seed, answer)
                        .isPositive();
                if (!shadow) {
                    assertThat(decision.propensity()).isEqualTo(stated.get(answer));
                }
                counts.merge(answer, 1, Integer::sum);
            }
            double p = pValue(stated, counts);
            if (!Double.isNaN(p)) {
                tested++;
                clear += p < 0.01 ? 1 : 0;
                assertThat(p)
                        .as("seed %d, stated %s, counted %s", seed, stated, counts)
                        .isGreaterThan(1e-5);
            }
        }
        assertThat(tested).isGreaterThan(240);
        // One in a hundred by chance: of 300, more than 10 has a probability of one in a thousand.
        assertThat(clear).isLessThanOrEqualTo(12);
    }

    static Candidates family(SplittableRandom random) {
        VersionStanding[] versions = new VersionStanding[1 + random.nextInt(6)];
        double left = 1;
        for (int v = 0; v < versions.length; v++) {
            String id = "afbcdeg".substring(v, v + 1);
            boolean candidate = random.nextInt(4) == 0;
            VersionStanding version = candidate
                    ? candidate(id, random.nextInt(100))
                    : live(id, 0.2 + 0.6 * random.nextDouble(), random.nextDouble() - 0.5, random.nextInt(120));
            double best = v == versions.length - 1 ? left : left * random.nextDouble();
            left -= best;
            Prospect prospect = random.nextInt(6) == 0
                    ? null
                    : new Prospect(
                            candidate ? null : (Double) best,
                            random.nextDouble() - 0.5,
                            0.01 + 0.2 * random.nextDouble(),
                            0.7 + 0.3 * random.nextDouble(),
                            0.01 + 0.1 * random.nextDouble(),
                            random.nextInt(500));
            VersionStanding one = new VersionStanding(
                    id, version.status(), true, version.evidence().expecting(prospect, inContext(random)));
            versions[v] = random.nextInt(8) == 0 ? Fixtures.alarmed(one) : one;
        }
        Candidates family = with(Fixtures.family(versions), RiskTier.values()[random.nextInt(3)]);
        Mode mode = random.nextInt(5) == 0 ? Mode.SHADOW : Mode.ACTIVE;
        return with(
                with(family, mode),
                Map.of(
                        "selection",
                        random.nextInt(4) == 0 ? "TRUST" : "VALUE",
                        "learning_share",
                        random.nextDouble(),
                        "candidate_share",
                        random.nextBoolean() ? 0.0 : 0.1,
                        "explore_share",
                        random.nextDouble() / 2,
                        "switch_probability",
                        0.5 + random.nextDouble() / 2));
    }

    private static double pValue(Map<String, Double> stated, Map<String, Integer> counts) {
        double square = 0;
        int cells = 0;
        double rareExpected = 0;
        int rare = 0;
        for (Map.Entry<String, Double> one : stated.entrySet()) {
            double expected = one.getValue() * DRAWS;
            int counted = counts.getOrDefault(one.getKey(), 0);
            if (expected < LEAST_EXPECTED) {
                rareExpected += expected;
                rare += counted;
            } else {
                square += (counted - expected) * (counted - expected) / expected;
                cells++;
            }
        }
        if (rareExpected >= LEAST_EXPECTED) {
            square += (rare - rareExpected) * (rare - rareExpected) / rareExpected;
            cells++;
        }
        return cells < 2 ? Double.NaN : 1 - new ChiSquaredDistribution(cells - 1).cumulativeProbability(square);
    }

    private static String id(VersionStanding version) {
        return version == null ? "none" : version.id();
    }

    private static InContext inContext(SplittableRandom random) {
        double trust = 0.3 + 0.7 * random.nextDouble();
        return random.nextInt(3) == 0
                ? null
                : new InContext(trust, trust / 2, (1 + trust) / 2, random.nextDouble() - 0.5, 0.1, -0.1, 30);
    }
}
