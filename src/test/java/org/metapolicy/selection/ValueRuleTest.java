package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.metapolicy.selection.Fixtures.CALM;
import static org.metapolicy.selection.Fixtures.candidate;
import static org.metapolicy.selection.Fixtures.family;
import static org.metapolicy.selection.Fixtures.live;
import static org.metapolicy.selection.Fixtures.with;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/** Choosing by expected value, with probabilities worked out by hand or by scipy's norm.cdf. */
class ValueRuleTest {
    private static VersionStanding expecting(VersionStanding version, Prospect prospect) {
        return new VersionStanding(
                version.id(),
                version.status(),
                version.governed(),
                version.evidence().expecting(prospect, null));
    }

    private static VersionStanding known(String id, double best, double value, double safety) {
        return expecting(live(id, 0.6, 0, 500), new Prospect(best, value, 0.02, safety, 0.02, 400));
    }

    private static VersionStanding here(VersionStanding version, double trust, double lower, double safety) {
        return new VersionStanding(
                version.id(),
                version.status(),
                version.governed(),
                version.evidence()
                        .expecting(version.evidence().prospect(), new InContext(trust, lower, 0.95, safety, 0, 0, 40)));
    }

    private static Map<String, Double> chances(Candidates family, MetaContext signals) {
        Map<String, Double> chances = new TreeMap<>();
        for (Considered one : Selector.decide(family, signals, () -> true, new SplittableRandom(1))
                .considered()) {
            if (one.propensity() > 0) {
                chances.put(one.version() == null ? "none" : one.version().id(), one.propensity());
            }
        }
        return chances;
    }

    private static void is(Map<String, Double> chances, Map<String, Double> expected) {
        assertThat(chances.keySet()).isEqualTo(expected.keySet());
        expected.forEach((id, chance) -> assertThat(chances.get(id)).as(id).isCloseTo(chance, within(1e-9)));
    }

    @Test
    void theMostValuableServesAndADoubtIsSharedByWhoMayBeTheBest() {
        // L = 2 (1 - .7) = .6; P(b beats a) = Phi(.1 / .0283) = .9998, so that b has the rest.
        is(
                chances(family(known("a", 0.2, 0.1, 0.9), known("b", 0.7, 0.2, 0.9), known("c", 0.1, 0.0, 0.9)), CALM),
                Map.of("a", 0.12, "b", 0.4 + 0.42, "c", 0.06));
    }

    @Test
    void whereItIsClearLearningKeepsItsLeastShare() {
        is(
                chances(family(known("a", 0.01, 0.1, 0.9), known("b", 0.99, 0.3, 0.9)), CALM),
                Map.of("a", 0.001, "b", 0.999));
        is(
                chances(
                        with(
                                family(known("a", 0.01, 0.1, 0.9), known("b", 0.99, 0.3, 0.9)),
                                Map.of("learning_share", 0.5)),
                        CALM),
                Map.of("a", 0.005, "b", 0.995));
    }

    @Test
    void theDefaultStaysWhereAnotherHardlyBeatsIt() {
        // P(b beats a) = norm.cdf(.005 / (.02 * sqrt(2))) = .570
        Candidates family = family(known("a", 0.45, 0.1, 0.9), known("b", 0.55, 0.105, 0.9));
        is(chances(family, CALM), Map.of("a", 0.1 + 0.9 * 0.45, "b", 0.9 * 0.55));
        is(chances(with(family, Map.of("switch_probability", 0.55)), CALM), Map.of("a", 0.405, "b", 0.595));
    }

    @Test
    void anotherThatIsLessSafeIsServedNoMoreThanItsShareOfLearningAndThatAsFarAsItMayBeAsSafe() {
        // P(.82 >= .9 - .05) = norm.cdf(-.03 / (.02 * sqrt(2))) = .1444, so that b has .722 of L = .2
        Candidates family = family(known("a", 0.1, 0.1, 0.9), known("b", 0.9, 0.5, 0.82));
        double share = 0.14442218353175917 / 0.2;
        is(chances(family, CALM), Map.of("a", 0.8 + 0.2 * 0.1 + 0.18 * (1 - share), "b", 0.18 * share));
        // 35 % overridden and 3 % flagged against nothing: norm.cdf(-.33 / .0283) = 1e-31
        assertThat(chances(family(known("a", 0.1, 0.3, 1.0), known("b", 0.9, 0.9, 0.62)), CALM)
                        .get("b"))
                .isLessThan(1e-20);
    }

    @Test
    void whatTheGateRefusesGoesToTheDefaultThoughAThirdWouldPass() {
        double share = 0.14442218353175917 / 0.2;
        is(
                chances(
                        family(known("a", 0.05, 0.1, 0.9), known("b", 0.9, 0.5, 0.82), known("c", 0.05, 0.2, 0.9)),
                        CALM),
                Map.of("a", 0.8 + 0.2 * 0.05 + 0.18 * (1 - share), "b", 0.18 * share, "c", 0.2 * 0.05));
    }

    @Test
    void underTheRuleOfTrustTheGateHoldsToo() {
        VersionStanding daring = expecting(live("b", 0.9, 0.9, 500), new Prospect(0.9, 0.9, 0.02, 0.62, 0.02, 400));
        Candidates family = with(family(known("a", 0.1, 0.3, 1.0), daring), Map.of("selection", "TRUST"));
        is(chances(family, CALM), Map.of("a", 1.0));
        Candidates safe = with(
                family(known("a", 0.1, 0.3, 1.0), expecting(daring, new Prospect(0.9, 0.9, 0.02, 0.98, 0.02, 400))),
                Map.of("selection", "TRUST"));
        is(chances(safe, CALM), Map.of("b", 1.0));
    }

    @Test
    void conservativeServesTheBestAnswerAlone() {
        is(
                chances(family(known("a", 0.2, 0.1, 0.9), known("b", 0.7, 0.2, 0.9)), MetaContext.UNKNOWN),
                Map.of("b", 1.0));
    }

    @Test
    void candidatesGetNothingInStandardUnlessAPersonSaysSo() {
        VersionStanding k = expecting(candidate("k", 5), new Prospect(null, 0.2, 0.1, 0.9, 0.1, 5));
        Candidates family = family(known("a", 1, 0.1, 0.9), k);
        is(chances(family, CALM), Map.of("a", 1.0));
        is(chances(with(family, Map.of("candidate_share", 0.1)), CALM), Map.of("a", 0.9, "k", 0.1));
        is(chances(with(family, RiskTier.EXPERIMENTAL), CALM), Map.of("a", 0.9, "k", 0.1));
    }

    @Test
    void aVersionThatNoTableHasTakesItsTurnAndOneWithoutTrustServesOnlyInLearning() {
        // L = 2 (1 - 1/2): b is as likely as the average.
        is(chances(family(known("a", 1, 0.1, 0.9), live("b", 0.2, 0, 10)), CALM), Map.of("a", 0.5, "b", 0.5));
        VersionStanding low = expecting(live("b", 0.2, 0, 400), new Prospect(0.9, 0.5, 0.02, 0.9, 0.02, 400));
        is(chances(family(known("a", 0.1, 0.1, 0.9), low), CALM), Map.of("a", 1.0));
        VersionStanding young = expecting(live("b", 0.2, 0, 40), new Prospect(0.9, 0.5, 0.02, 0.9, 0.02, 40));
        // L = .5 for the sake of one that leads and is not trusted yet, and not for one that does not lead.
        is(chances(family(known("a", 0.1, 0.1, 0.9), young), CALM), Map.of("a", 0.5 + 0.05, "b", 0.45));
        VersionStanding behind = expecting(live("b", 0.2, 0, 40), new Prospect(0.1, 0.0, 0.02, 0.9, 0.02, 40));
        is(chances(family(known("a", 0.9, 0.1, 0.9), behind), CALM), Map.of("a", 0.8 + 0.18, "b", 0.02));
    }

    @Test
    void whereNothingIsTabulatedTheRuleIsThatOfTrust() {
        is(
                chances(family(live("a", 0.6, 0.1, 500), live("b", 0.9, 0.9, 500), live("c", 0.2, 0, 10)), CALM),
                Map.of("b", 0.9, "c", 0.1));
    }

    /** Stored decisions repeat under the rule of their time: what was tabulated then is stored with them, or was not there. */
    @Test
    void aStoredDecisionRepeatsUnderTheRuleOfItsTime() {
        for (Candidates family : new Candidates[] {
            family(live("a", 0.6, 0.1, 500), live("b", 0.9, 0.9, 500), live("c", 0.2, 0, 10)),
            family(known("a", 0.2, 0.1, 0.9), known("b", 0.7, 0.2, 0.9), known("c", 0.1, 0.0, 0.8)),
            with(family(known("a", 0.2, 0.1, 0.9), known("b", 0.7, 0.2, 0.8)), Map.of("selection", "TRUST"))
        }) {
            for (long seed = 0; seed < 100; seed++) {
                Circumstances now = new Circumstances(family, CALM, true, seed);
                Circumstances stored = CircumstancesCodec.read(CircumstancesCodec.write(now));
                assertThat(stored).isEqualTo(now);
                assertThat(stored.decide()).isEqualTo(now.decide());
            }
        }
        String before = CircumstancesCodec.write(
                new Circumstances(family(live("a", 0.6, 0.1, 500), live("b", 0.9, 0.9, 500)), CALM, true, 3));
        String old = before.replaceAll(",\"prospect\":null", "");
        assertThat(old).doesNotContain("prospect");
        assertThat(CircumstancesCodec.read(old).decide().served().id()).isEqualTo("b");
        assertThat(CircumstancesCodec.read(old).decide().draw()).isEqualTo(Draw.BEST);
    }

    @Test
    void eligibilityAsksTrustInTheContextWhereItIsKnown() {
        VersionStanding good = known("b", 0.9, 0.3, 0.9);
        assertThat(chances(family(known("a", 0.1, 0.1, 0.9), here(good, 0.34, 0.3, 0)), CALM))
                .as("trusted on the whole, not here")
                .isEqualTo(Map.of("a", 1.0));
        VersionStanding low = expecting(live("b", 0.2, 0, 400), new Prospect(0.9, 0.3, 0.02, 0.9, 0.02, 400));
        assertThat(chances(family(known("a", 0.1, 0.1, 0.9), low), CALM)).isEqualTo(Map.of("a", 1.0));
        assertThat(chances(family(known("a", 0.1, 0.1, 0.9), here(low, 0.36, 0.3, 0)), CALM))
                .as("not trusted on the whole, but here")
                .containsKey("b");
        assertThat(reason(here(good, 0.34, 0.3, 0), CALM))
                .isEqualTo("its trust score in this context 0.34 is below select_min 0.35");
    }

    @Test
    void aVersionOfFewEpisodesIsAskedForItsOwn() {
        VersionStanding young = expecting(live("b", 0.6, 0, 40), new Prospect(0.9, 0.5, 0.02, 0.9, 0.02, 40));
        assertThat(reason(here(young, 0.1, 0, 0), CALM)).isEqualTo("eligible");
    }

    @Test
    void conservativeAsksTheSafetyAndTheLowerBoundInTheContext() {
        MetaContext unknown = new MetaContext(null, 0.0, 0.0, 0.1, Awareness.FULL);
        VersionStanding good = known("b", 0.9, 0.3, 0.9);
        assertThat(reason(good, unknown)).isEqualTo("eligible");
        assertThat(reason(here(good, 0.6, 0.5, -0.2), unknown)).startsWith("its safety in this context 0.7");
        assertThat(reason(here(good, 0.6, 0.34, 0), unknown))
                .startsWith("its lower bound of trust in this context 0.34");
    }

    @Test
    void whatIsConsideredShowsTrustInTheContextAndOnHowMuch() {
        Map<String, Object> shown =
                considered(here(known("b", 0.9, 0.3, 0.9), 0.71, 0.6, 0), CALM).asMap();
        assertThat(shown).containsEntry("trust_in_context", 0.71).containsEntry("trust_in_context_n", 40L);
        assertThat(considered(known("b", 0.9, 0.3, 0.9), CALM).asMap())
                .containsEntry("trust_in_context", null)
                .containsEntry("trust_in_context_n", null);
    }

    /** A decision of before has no trust in context in its circumstances, and repeats by what it has. */
    @Test
    void aDecisionFromBeforeTrustInContextRepeats() {
        Circumstances now = new Circumstances(
                family(known("a", 0.1, 0.1, 0.9), here(known("b", 0.9, 0.3, 0.9), 0.34, 0.3, 0)), CALM, true, 3);
        String text = CircumstancesCodec.write(now);
        assertThat(CircumstancesCodec.read(text)).isEqualTo(now);
        assertThat(CircumstancesCodec.read(text).decide().served().id()).isEqualTo("a");
        String before = text.replaceAll(",\"inContext\":(null|\\{[^}]*})", "");
        assertThat(before).doesNotContain("inContext").isNotEqualTo(text);
        assertThat(CircumstancesCodec.read(before).decide().served().id()).isEqualTo("b");
    }

    private static Considered considered(VersionStanding version, MetaContext signals) {
        return Selector.decide(family(known("a", 0.1, 0.1, 0.9), version), signals, () -> true, new SplittableRandom(1))
                .considered()
                .stream()
                .filter(one -> one.version() != null && one.version().id().equals(version.id()))
                .findFirst()
                .orElseThrow();
    }

    private static String reason(VersionStanding version, MetaContext signals) {
        return considered(version, signals).reason();
    }
}
