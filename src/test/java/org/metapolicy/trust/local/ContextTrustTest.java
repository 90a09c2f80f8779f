package org.metapolicy.trust.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.EvidenceCodec;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.Contrast;
import org.metapolicy.trust.context.InContext;

/** Trust in a context, of what the version is and how it differs there. */
class ContextTrustTest {
    private static final Settings SETTINGS = Settings.defaults();

    private static VersionEvidence evidence(long seed, double inTheEvening, boolean coherence) {
        VersionEvidence evidence = VersionEvidence.empty();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 400; i++) {
            boolean evening = i % 2 == 1;
            boolean overridden = random.nextDouble() < (evening ? inTheEvening : 0.05);
            double reward = 0.3 + 0.2 * (random.nextDouble() - 0.5);
            Map<Variable, Double> measures = coherence
                    ? Map.of(Variable.REWARD, reward, Variable.DELTA_COHERENCE, evening ? 0.02 : 0.12)
                    : Map.of(Variable.REWARD, reward);
            evidence.count(
                    new Observation(
                            new EpisodeFacts(
                                    overridden, evening ? "evening" : "morning", false, null, Instant.ofEpochSecond(i)),
                            true,
                            measures,
                            false),
                    SETTINGS,
                    2);
        }
        return evidence;
    }

    private static Map<String, InContext> trust(VersionEvidence evidence) {
        return ContextTrust.of(evidence.estimate(SETTINGS, 2), evidence.history(), SETTINGS);
    }

    /** By hand: weights .25, .2, .2 of those known, ranges 1, 1 and .2. */
    @Test
    void theFactorsThatDifferAreMovedAndTheOthersAreTheVersionsOwn() {
        TrustEstimate estimate = evidence(1, 0.05, true).estimate(SETTINGS, 2);
        Pci own = estimate.pci();
        InContext here = ContextTrust.of(estimate, new Contrast(-0.2, 0, 1.5, 0, -0.04, 0, 7), SETTINGS);
        double present =
                own.weights().values().stream().mapToDouble(weight -> weight).sum();
        double spread = 1 - own.raw().get(Factor.ROBUSTNESS);
        assertThat(here.trust())
                .isCloseTo(
                        own.known() + (0.25 * -0.2 - 0.2 * 0.5 * spread - 0.2 * 0.04 / 0.2) / present, within(1e-12));
        assertThat(here.safety()).isCloseTo(-0.2, within(1e-12));
        assertThat(here.robustness()).isCloseTo(-0.5 * spread, within(1e-12));
        assertThat(here.coherence()).isCloseTo(-0.2, within(1e-12));
        assertThat(here.n()).isEqualTo(7);
    }

    @Test
    void withoutADifferenceItIsTheVersionsOwnTrustWithItsOwnBounds() {
        TrustEstimate estimate = evidence(2, 0.05, true).estimate(SETTINGS, 2);
        InContext here = ContextTrust.of(estimate, new Contrast(0, 0, 1, 0, 0, 0, 7), SETTINGS);
        assertThat(here.trust()).isCloseTo(estimate.pci().known(), within(1e-12));
        assertThat(here.lower()).isCloseTo(estimate.knownLower(), within(1e-12));
        assertThat(here.upper())
                .isCloseTo(estimate.pci().spread(estimate.bounds().upper()), within(1e-12));
    }

    /** A standard error of .1 of the safety is one of .025 of the index's weights. */
    @Test
    void whatIsNotCertainWidensTheInterval() {
        TrustEstimate estimate = evidence(3, 0.05, true).estimate(SETTINGS, 2);
        double present = estimate.pci().weights().values().stream()
                .mapToDouble(weight -> weight)
                .sum();
        InContext here = ContextTrust.of(estimate, new Contrast(0, 0.01, 1, 0, 0, 0, 7), SETTINGS);
        assertThat(here.trust() - here.lower())
                .isCloseTo(
                        Math.hypot(estimate.pci().known() - estimate.knownLower(), 1.959963984540054 * 0.025 / present),
                        within(1e-12));
    }

    @Test
    void whatIsMissingIsMissingInEveryContext() {
        VersionEvidence evidence = evidence(4, 0.3, false);
        trust(evidence).values().forEach(here -> assertThat(here.coherence()).isZero());
        assertThat(trust(VersionEvidence.empty())).isEmpty();
    }

    /** Good in the morning and bad in the evening, and it shows. */
    @Test
    void aVersionThatPeopleOverrideInTheEveningIsTrustedInTheMorning() {
        for (long seed = 0; seed < 20; seed++) {
            VersionEvidence evidence = evidence(seed, 0.6, true);
            double known = evidence.estimate(SETTINGS, 2).pci().known();
            Map<String, InContext> trust = trust(evidence);
            assertThat(trust).containsOnlyKeys("evening", "morning");
            assertThat(trust.get("evening").trust()).as("seed %d", seed).isLessThan(known - 0.05);
            assertThat(trust.get("morning").trust()).as("seed %d", seed).isGreaterThan(known + 0.05);
            assertThat(trust.get("morning").safety() + trust.get("evening").safety())
                    .as("seed %d: equally many in each", seed)
                    .isCloseTo(0, within(1e-9));
            trust.values().forEach(here -> assertThat(here.trust()).isBetween(here.lower(), here.upper()));
        }
    }

    @Test
    void aStoredStateSaysTheSame() {
        VersionEvidence evidence = evidence(5, 0.4, true);
        assertThat(trust(EvidenceCodec.read(EvidenceCodec.write(evidence)))).isEqualTo(trust(evidence));
    }
}
