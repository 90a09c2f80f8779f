package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.metapolicy.selection.Fixtures.CALM;
import static org.metapolicy.selection.Fixtures.family;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trust.KnownTrust;

class CommonFactorsTest {
    private static final Map<String, Double> WEIGHTS =
            Map.of("growth", 0.1, "breadth", 0.15, "safety", 0.25, "robustness", 0.2, "coherence", 0.2);

    @Test
    void nobodyWinsByWhatAnotherDidNotReport() {
        // The default reports a coherence change as well, which lifts its sum past the safer one that reports none.
        VersionStanding standing = live("a", Map.of("safety", 0.6, "robustness", 0.6, "coherence", 1.0));
        VersionStanding safer = live("b", Map.of("safety", 0.9, "robustness", 0.6));

        Decision decision = Selector.decide(family(standing, safer), CALM, () -> true, new SplittableRandom(1));

        assertThat(decision.served().id()).isEqualTo("b");
        // python3 -c "print((.25*.6+.2*.6)/.45, (.25*.9+.2*.6)/.45)"
        assertThat(decision.considered().get(0).score().trust()).isCloseTo(0.6, within(1e-12));
        assertThat(decision.considered().get(1).score().trust()).isCloseTo(0.7666666666666667, within(1e-12));
        assertThat(decision.considered().get(1).asMap()).containsKeys("trust_known", "trust_compared");
    }

    @Test
    void ofTwoWithOneClusterAndNoCoherenceTheOneWithMoreRewardServes() {
        // Means .10 and .30, deviation .4: both were at select_min by their sum of .35, and fell to the fallback by
        // chance.
        Map<String, Double> known = Map.of("growth", 0.0, "safety", 0.945, "robustness", 0.6);
        VersionStanding standing = live("a", known, 0.1);
        VersionStanding better = live("b", known, 0.3);
        assertThat(standing.evidence().trustScore()).isLessThan(0.36);

        Decision decision = Selector.decide(family(standing, better), CALM, () -> true, new SplittableRandom(1));

        assertThat(decision.kind()).isEqualTo(Decision.Kind.USE_VERSION);
        assertThat(decision.served().id()).isEqualTo("b");
        assertThat(decision.considered()).allMatch(Considered::eligible);
    }

    @Test
    void whereSafetyOrRobustnessIsMissingNobodyIsEligible() {
        VersionStanding blind = live("a", Map.of("safety", 1.0, "breadth", 1.0));
        Decision decision = Selector.decide(family(blind), CALM, () -> true, new SplittableRandom(1));
        assertThat(decision.served()).isNull();
        assertThat(decision.considered().get(0).reason()).contains("safety or robustness is missing");
    }

    @Test
    void figuresOfAnEarlierVersionAreComparedAsTheyWere() {
        VersionStanding earlier = Fixtures.live("a", 0.5, 0, 500);
        VersionStanding later = live("b", Map.of("safety", 0.9, "robustness", 0.6));
        Decision decision = Selector.decide(family(earlier, later), CALM, () -> true, new SplittableRandom(1));
        assertThat(decision.considered().get(0).score().trust()).isEqualTo(0.5);
        assertThat(decision.considered().get(1).score().trust())
                .isEqualTo(later.evidence().trustScore());
    }

    private static VersionStanding live(String id, Map<String, Double> norms) {
        return live(id, norms, 0);
    }

    private static VersionStanding live(String id, Map<String, Double> norms, double reward) {
        Map<String, KnownTrust.Part> parts = new TreeMap<>();
        norms.forEach((key, norm) -> parts.put(key, new KnownTrust.Part(WEIGHTS.get(key), WEIGHTS.get(key) * norm)));
        double sum = parts.values().stream().mapToDouble(KnownTrust.Part::share).sum();
        double weight =
                parts.values().stream().mapToDouble(KnownTrust.Part::weight).sum();
        boolean enough = norms.keySet().containsAll(java.util.Set.of("safety", "robustness"));
        return new VersionStanding(
                id,
                VersionStatus.LIVE,
                true,
                new Evidence(
                        sum,
                        sum - 0.05,
                        norms.get("safety"),
                        500,
                        500,
                        500,
                        reward,
                        false,
                        new KnownTrust(enough ? sum / weight : null, enough ? (sum - 0.05) / weight : null, parts),
                        null));
    }
}
