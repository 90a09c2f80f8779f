package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.metapolicy.selection.Fixtures.CALM;
import static org.metapolicy.selection.Fixtures.alarmed;
import static org.metapolicy.selection.Fixtures.candidate;
import static org.metapolicy.selection.Fixtures.evidence;
import static org.metapolicy.selection.Fixtures.family;
import static org.metapolicy.selection.Fixtures.live;
import static org.metapolicy.selection.Fixtures.with;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.VersionStatus;

class SelectorTest {
    private static final Map<String, Object> NO_SHARES = Map.of("probation_share", 0.0, "explore_share", 0.0);

    private static Decision decide(Candidates family) {
        return decide(family, CALM);
    }

    private static Decision decide(Candidates family, MetaContext signals) {
        return Selector.decide(family, signals, () -> true, new SplittableRandom(1));
    }

    @Test
    void theScoreIsTrustAndShrunkenValueAndBonus() {
        // python3 -c "from math import *; print(0.5 + 0.2*200/250 + 0.05*sqrt(log(1001)/1201))"
        CommonFactors all = CommonFactors.of(List.of());
        Score score = Score.of(
                new Evidence(0.5, 0.4, 0.9, 200, 1200, 1200, 0.2, false), family().settings(), all, Math.log(1001));
        assertThat(score.total()).isCloseTo(0.6637922624836, within(1e-9));
        assertThat(Score.of(new Evidence(null, null, null, 0, 0, 0, null, false), family().settings(), all, 0)
                        .value())
                .isZero();
    }

    @Test
    void theDefaultStaysUntilAnotherLeadsByMoreThanTheMargin() {
        VersionStanding standing = live("a", 0.5, 0, 500);
        // Powers of two, so that "on the margin" is exact.
        Map<String, Object> quarter = Map.of("switch_margin", 0.25, "exploration", 0.0);
        assertThat(decide(with(family(standing, live("b", 0.75, 0, 500)), quarter))
                        .served())
                .isEqualTo(standing);
        assertThat(decide(with(family(standing, live("b", 0.7500001, 0, 500)), quarter))
                        .served()
                        .id())
                .isEqualTo("b");
        assertThat(decide(with(family(standing, live("b", 0.51, 0, 500)), Map.of("switch_margin", 0.0)))
                        .served()
                        .id())
                .isEqualTo("b");
    }

    @Test
    void theHigherValueIsServedAtTheSameTrust() {
        Decision decision = decide(family(live("a", 0.5, 0.05, 200), live("b", 0.5, 0.30, 200)));
        assertThat(decision.served().id()).isEqualTo("b");
        assertThat(decision.reason()).contains("leads the default");
    }

    @Test
    void withoutAnEligibleDefaultTheBestScoreWinsAndTiesGoByIdWhateverTheOrder() {
        VersionStanding low = live("a", 0.34, 0, 500);
        assertThat(decide(family(live("d", 0.5, 0, 500), live("c", 0.5, 0, 500), low))
                        .served()
                        .id())
                .isEqualTo("c");
        assertThat(decide(family(low, live("c", 0.5, 0, 500), live("d", 0.5, 0, 500)))
                        .served()
                        .id())
                .isEqualTo("c");
    }

    @Test
    void trustOnTheLimitIsEnough() {
        assertThat(decide(family(live("a", 0.35, 0, 500))).kind()).isEqualTo(Decision.Kind.USE_VERSION);
        Decision below = decide(family(live("a", 0.3499999, 0, 500)));
        assertThat(below.kind()).isEqualTo(Decision.Kind.NO_INTERVENTION);
        assertThat(below.considered().get(0).reason()).contains("below select_min 0.35");
    }

    @Test
    void theFallbackServesWhenNothingElseIsEligible() {
        Decision decision = decide(family(live("a", 0.2, 0, 500), live("f", 0.1, 0, 500)));
        assertThat(decision.kind()).isEqualTo(Decision.Kind.FALLBACK);
        assertThat(decision.served().id()).isEqualTo("f");
        assertThat(decision.propensity()).isEqualTo(1);
    }

    @Test
    void aTrustedFallbackThatWinsIsAVersionLikeAnyOther() {
        Decision decision = decide(family(live("a", 0.4, 0, 500), live("f", 0.6, 0, 500)));
        assertThat(decision.served().id()).isEqualTo("f");
        assertThat(decision.kind()).isEqualTo(Decision.Kind.USE_VERSION);
    }

    @Test
    void aFallbackThatIsNotLiveOrHasAnAlarmIsNotServed() {
        VersionStanding weak = live("a", 0.2, 0, 500);
        VersionStanding paused = new VersionStanding("f", VersionStatus.PAUSED, false, evidence(0.6, 0, 500));
        assertThat(decide(family(weak, paused)).kind()).isEqualTo(Decision.Kind.NO_INTERVENTION);
        assertThat(decide(family(weak, alarmed(live("f", 0.6, 0, 500)))).kind())
                .isEqualTo(Decision.Kind.NO_INTERVENTION);
        Candidates shadow = with(family(live("a", 0.5, 0, 500), paused), Mode.SHADOW);
        assertThat(decide(shadow).served()).isNull();
        assertThat(decide(with(family(live("a", 0.5, 0, 500), paused), FamilyStatus.PAUSED))
                        .served())
                .isNull();
    }

    @Test
    void anAlarmStopsTheDefaultAtOnceAndIsSaid() {
        Decision decision = decide(family(alarmed(live("a", 0.9, 0.5, 500)), live("b", 0.4, 0, 500)));
        assertThat(decision.served().id()).isEqualTo("b");
        assertThat(decision.considered().get(0).reason()).contains("alarm");
        assertThat(decision.considered().get(0).propensity()).isZero();
    }

    @Test
    void whatWasNotSetByATransitionOrHasNoEvidenceIsNeverServed() {
        VersionStanding byHand = new VersionStanding("a", VersionStatus.LIVE, false, evidence(0.9, 0.5, 500));
        VersionStanding blank = new VersionStanding("b", VersionStatus.LIVE, true, null);
        VersionStanding odd = new VersionStanding("c", null, false, evidence(0.9, 0.5, 500));
        Decision decision = decide(family(byHand, blank, odd));
        assertThat(decision.kind()).isEqualTo(Decision.Kind.NO_INTERVENTION);
        assertThat(decision.considered()).hasSize(4);
        assertThat(decision.considered().get(0).reason()).contains("governed");
        assertThat(decision.considered().get(1).reason()).contains("no record of evidence");
        assertThat(decision.considered().get(2).reason()).contains("unknown");
        assertThat(decision.considered().get(3).version()).isNull();
        assertThat(decision.considered().get(3).propensity()).isEqualTo(1);
    }

    @Test
    void conservativeAsksForSafetyAndForALowerBound() {
        Candidates family = family(
                version("a", new Evidence(0.6, 0.349, 0.9, 500, 500, 500, 0.0, false)),
                version("b", new Evidence(0.6, 0.5, 0.799, 500, 500, 500, 0.0, false)),
                version("c", new Evidence(0.6, 0.5, null, 500, 500, 500, 0.0, false)),
                version("d", new Evidence(0.4, 0.35, 0.8, 500, 500, 500, 0.0, false)));
        Decision decision = decide(family, MetaContext.UNKNOWN);
        assertThat(decision.regime().regime()).isEqualTo(Regime.CONSERVATIVE);
        assertThat(decision.served().id()).isEqualTo("d");
        assertThat(decision.reason()).contains("not known: coherence, entropy_change, max_rv_potency, affective_load");
        assertThat(decision.considered())
                .filteredOn(Considered::eligible)
                .extracting(one -> one.version().id())
                .containsExactly("d");
    }

    @Test
    void theRegimeNoneServesNobodyEvenInAPausedFamily() {
        MetaContext loaded = new MetaContext(0.5, 0.5, 0.0, 0.9, Awareness.FULL);
        Candidates family = family(live("a", 0.9, 0.5, 500), live("f", 0.9, 0.5, 500));
        for (FamilyStatus status : new FamilyStatus[] {FamilyStatus.ACTIVE, FamilyStatus.PAUSED}) {
            Decision decision = decide(with(family, status), loaded);
            assertThat(decision.kind()).isEqualTo(Decision.Kind.NO_INTERVENTION);
            assertThat(decision.served()).isNull();
            assertThat(decision.propensity()).isEqualTo(1);
            assertThat(decision.reason()).contains("affective load");
        }
    }

    @Test
    void aFamilyOutOfServiceServesItsFallback() {
        Candidates family = family(live("a", 0.9, 0.5, 500), live("f", 0.1, 0, 10), candidate("k", 3));
        for (FamilyStatus status : List.of(FamilyStatus.PAUSED, FamilyStatus.DEPRECATED)) {
            Decision decision = decide(with(family, status));
            assertThat(decision.kind()).isEqualTo(Decision.Kind.FALLBACK);
            assertThat(decision.served().id()).isEqualTo("f");
            assertThat(decision.propensity()).isEqualTo(1);
            assertThat(decision.reason()).contains("the family is " + status + " and serves its fallback f");
            assertThat(Selector.serving(with(family, status)).reason()).contains("is " + status);
        }
    }

    /** Of each reason what it says must be so; "m" is the family, "a" its default and "f" its fallback. */
    @Test
    void aFallbackThatServesForWantOfAnotherSaysSo() {
        VersionStanding weak = live("f", 0.1, 0, 500);
        reason(family(weak, live("a", 0.1, 0, 500)), "f is the fallback, and no other version is eligible");
        reason(family(live("f", 0.9, 0, 500)), "f is the fallback, and no other version is eligible");
        // The fallback as the default, too weak to be eligible by itself.
        reason(of("f", weak), "f is the fallback and the default, and no other version is eligible");
        reason(
                with(of("f", weak, live("b", 0.36, 0, 500)), Map.of("switch_margin", 1.0)),
                "f is the fallback and the default, and no other leads it by more than switch_margin");
        reason(
                with(family(live("f", 0.3, 0.9, 500), live("b", 0.36, 0, 500)), Map.of("select_min", 0.35)),
                "f is the fallback, and no version that may act does better");
        reason(
                with(family(live("f", 0.3, 0.9, 500), live("a", 0.36, 0, 500)), Map.of("select_min", 0.35)),
                "f is the fallback, and leads the default by more than switch_margin");
    }

    private static Candidates of(String defaultId, VersionStanding... versions) {
        Candidates f = family(versions);
        return new Candidates(
                f.id(),
                f.status(),
                f.mode(),
                f.riskTier(),
                f.highAffectApproved(),
                f.settings(),
                f.resolved(),
                defaultId,
                f.fallbackId(),
                f.versions());
    }

    private static void reason(Candidates family, String reason) {
        for (Decision decision : List.of(decide(family), Selector.serving(family))) {
            assertThat(decision.kind()).as(reason).isEqualTo(Decision.Kind.FALLBACK);
            assertThat(decision.served().id()).isEqualTo("f");
            assertThat(decision.reason()).endsWith(reason);
        }
    }

    @Test
    void shadowServesTheFallbackAndOnlySuggests() {
        Candidates family = with(family(live("a", 0.9, 0.5, 500), live("f", 0.4, 0, 500)), Mode.SHADOW);
        Decision decision = decide(family);
        assertThat(decision.kind()).isEqualTo(Decision.Kind.FALLBACK);
        assertThat(decision.served().id()).isEqualTo("f");
        assertThat(decision.suggested().id()).isEqualTo("a");
        assertThat(decision.propensity()).isEqualTo(1);

        Decision bare = decide(with(family(live("a", 0.9, 0.5, 500)), Mode.SHADOW));
        assertThat(bare.kind()).isEqualTo(Decision.Kind.NO_INTERVENTION);
        assertThat(bare.served()).isNull();
        assertThat(bare.suggested().id()).isEqualTo("a");
    }

    @Test
    void candidatesAreNeverReachedButByTheirShare() {
        Candidates family = with(
                with(family(candidate("k", 900), live("f", 0.4, 0, 500)), NO_SHARES),
                org.metapolicy.policy.RiskTier.EXPERIMENTAL);
        assertThat(decide(family).served().id()).isEqualTo("f");
        Candidates asDefault = with(with(family(candidate("a", 900)), NO_SHARES), Mode.ACTIVE);
        assertThat(decide(asDefault).kind()).isEqualTo(Decision.Kind.NO_INTERVENTION);
    }

    private static VersionStanding version(String id, Evidence evidence) {
        return new VersionStanding(id, VersionStatus.LIVE, true, evidence);
    }
}
