package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.KnownTrust;

/** A choice alone is the decision that says why: by expected value also without what scores are made of. */
class ChoiceTest {
    private static final int FAMILIES = 3_000;

    @Test
    void choosesWhatTheDecisionWithReasonsDoes() {
        Map<Boolean, Integer> met = new TreeMap<>();
        for (long seed = 0; seed < FAMILIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Candidates family = known(RandomPropensityTest.family(random), random);
            MetaContext signals = random.nextInt(4) == 0 ? MetaContext.UNKNOWN : Fixtures.CALM;
            boolean byValue = family.byValue();
            met.merge(byValue, 1, Integer::sum);
            Decision decided = Selector.decide(family, signals, () -> true, new SplittableRandom(seed));
            Decision chosen = Selector.choose(
                    byValue ? withoutFactors(family) : family, signals, () -> true, new SplittableRandom(seed));
            assertThat(told(chosen)).as("seed %d", seed).isEqualTo(told(decided));
            assertThat(chosen.considered()).isEmpty();
            assertThat(chosen.score()).isNull();
            assertThat(decided.considered()).isNotEmpty();
        }
        // Three of four families ask for VALUE.
        assertThat(met.get(true)).isGreaterThan(FAMILIES / 2);
        assertThat(met.get(false)).isGreaterThan(FAMILIES / 10);
    }

    private static List<Object> told(Decision decision) {
        return List.of(
                decision.kind(),
                id(decision.served()),
                id(decision.suggested()),
                decision.regime(),
                decision.draw(),
                decision.propensity(),
                decision.reason());
    }

    private static String id(VersionStanding version) {
        return version == null ? "nobody" : version.id();
    }

    /** Of some versions it is not known what is missing. */
    private static Candidates known(Candidates family, SplittableRandom random) {
        return family.showing(family.versions().stream()
                .map(version -> random.nextInt(5) == 0
                        ? version
                        : knowing(
                                version,
                                new KnownTrust(
                                        random.nextInt(4) == 0 ? null : (Double) random.nextDouble(),
                                        random.nextInt(4) == 0 ? null : (Double) (random.nextDouble() / 2),
                                        factors(random))))
                .toList());
    }

    private static Map<String, KnownTrust.Part> factors(SplittableRandom random) {
        Map<String, KnownTrust.Part> factors = new TreeMap<>();
        for (Factor factor : Factor.values()) {
            if (random.nextBoolean()) {
                factors.put(factor.key(), new KnownTrust.Part(random.nextDouble(), random.nextDouble()));
            }
        }
        return factors;
    }

    private static Candidates withoutFactors(Candidates family) {
        return family.showing(family.versions().stream()
                .map(version -> version.evidence().known() == null
                        ? version
                        : knowing(
                                version,
                                new KnownTrust(
                                        version.evidence().known().score(),
                                        version.evidence().known().lower(),
                                        Map.of())))
                .toList());
    }

    private static VersionStanding knowing(VersionStanding version, KnownTrust known) {
        Evidence evidence = version.evidence();
        return new VersionStanding(
                version.id(),
                version.status(),
                version.governed(),
                new Evidence(
                        evidence.trustScore(),
                        evidence.trustLower(),
                        evidence.safetyNorm(),
                        evidence.n(),
                        evidence.nSinceResume(),
                        evidence.nTotal(),
                        evidence.rewardMean(),
                        evidence.alarm(),
                        known,
                        evidence.prospect(),
                        evidence.inContext()),
                version.barred());
    }
}
