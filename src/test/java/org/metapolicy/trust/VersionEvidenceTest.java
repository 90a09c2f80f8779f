package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

class VersionEvidenceTest {
    private static final Settings SETTINGS = Settings.defaults();

    private final VersionEvidence evidence = VersionEvidence.empty();

    @Test
    void withoutEvidenceEverythingIsInconclusive() {
        TrustJudgement judgement = evidence.judge(SETTINGS, 0);
        assertThat(judgement.verdict()).isEqualTo(TrustJudgement.Verdict.INCONCLUSIVE);
        assertThat(judgement.estimate().pci().value()).isZero();
        assertThat(judgement.estimate().pci().incomplete()).hasSize(Factor.values().length);
        assertThat(judgement.estimate().bounds()).isEqualTo(TrustBounds.UNKNOWN);
        assertThat(judgement.guardrails())
                .hasSize(Guardrail.values().length)
                .allMatch(reading -> reading.verdict() == GuardrailReading.Verdict.INCONCLUSIVE)
                .allMatch(reading -> reading.logE() == 0);
    }

    @Test
    void windowsCloseAtTheirSizeAndTrustLooksAtTheLastEightAndTheOpenOne() {
        for (int i = 1; i <= 260; i++) {
            Optional<WindowClosing> closing = evidence.count(Observations.reward(i / 1000.0), SETTINGS, 1);
            assertThat(closing.isPresent()).as("episode %d", i).isEqualTo(i % 25 == 0);
            int closed = i / 25;
            closing.ifPresent(c -> assertThat(c.t()).isEqualTo(closed));
        }
        assertThat(evidence.estimate(SETTINGS, 1).windows().n()).isEqualTo(210);
        // Of 51 .. 260, in thousandths.
        assertThat(evidence.trustWindows(SETTINGS).reward().mean()).isCloseTo(0.1555, within(1e-12));
        assertThat(evidence.nTotal()).isEqualTo(260);
        assertThat(evidence.estimate(SETTINGS, 1).pci().raw().get(Factor.GROWTH))
                .isCloseTo(0.025, within(1e-12));
    }

    @Test
    void aConstantRewardOfMinusOneAlarmsLongBeforeItsPciWouldTell() {
        SplittableRandom random = new SplittableRandom(1);
        int alarmAt = 0;
        for (int i = 1; i <= 300; i++) {
            EpisodeFacts episode =
                    new EpisodeFacts(false, "c" + random.nextInt(4), true, null, Observations.START.plusSeconds(i));
            evidence.count(Observations.of(episode, true, -1.0, 0.2, null, null, false), SETTINGS, 4);
            if (alarmAt == 0 && evidence.alarmed()) {
                alarmAt = i;
            }
        }
        TrustJudgement judgement = evidence.judge(SETTINGS, 4);
        assertThat(judgement.estimate().pci().value()).isGreaterThan(0.69);
        assertThat(judgement.verdict()).isEqualTo(TrustJudgement.Verdict.BREACHED);
        assertThat(judgement.reason()).isEqualTo("alarm of reward");
        assertThat(judgement.promotable()).isFalse();
        assertThat(alarmAt).isBetween(1, 20);
    }

    @Test
    void anAlarmStaysUntilTheVersionIsResumed() {
        while (!evidence.alarmed()) {
            evidence.count(Observations.override(), SETTINGS, 1);
        }
        for (int i = 0; i < 1000; i++) {
            evidence.count(Observations.reward(0.5), SETTINGS, 1);
        }
        assertThat(evidence.alarmed()).isTrue();
        long total = evidence.nTotal();
        long nextT = evidence.nextT();
        evidence.restart();
        assertThat(evidence.alarmed()).isFalse();
        assertThat(evidence.nSinceResume()).isZero();
        assertThat(evidence.trustWindows(SETTINGS)).isEqualTo(WindowStatistics.EMPTY);
        assertThat(evidence.nTotal()).isEqualTo(total);
        assertThat(evidence.nextT()).isEqualTo(nextT);
        assertThat(evidence.judge(SETTINGS, 1).verdict()).isEqualTo(TrustJudgement.Verdict.INCONCLUSIVE);
    }

    @Test
    void promotionFreezesLimitsAndOnlyLaterOutcomesCountAgainstThem() {
        for (int i = 0; i < 100; i++) {
            evidence.count(Observations.reward(i % 2 == 0 ? 0.9 : 0.5), SETTINGS, 1);
        }
        evidence.promoted(evidence, SETTINGS);
        // Mean 0.7; sample deviation 0.2 * sqrt(100 / 99), over sqrt(100); python3 -c "print(.7-.02*(100/99)**.5-.2)".
        assertThat(evidence.baseline().orElseThrow().limit(Guardrail.DEGRADATION))
                .isCloseTo(0.4798992436948157, within(1e-12));
        assertThat(evidence.baseline().orElseThrow().limit(Guardrail.OVERRIDE_SURGE))
                .isCloseTo(0.15, within(1e-12));
        assertThat(reading(Guardrail.DEGRADATION).n()).isZero();
        int bad = 0;
        while (!evidence.alarmed()) {
            evidence.count(Observations.reward(0.2), SETTINGS, 1);
            bad++;
        }
        assertThat(reading(Guardrail.DEGRADATION).verdict()).isEqualTo(GuardrailReading.Verdict.BREACHED);
        assertThat(reading(Guardrail.REWARD).verdict()).isNotEqualTo(GuardrailReading.Verdict.BREACHED);
        assertThat(bad).isBetween(5, 100);
        evidence.restart();
        assertThat(evidence.baseline()).isPresent();
    }

    @Test
    void aSecondPromotionSetsItsLimitsAnewAndEvidenceAgainstTheOldOnesIsGivenUp() {
        for (int i = 0; i < 110; i++) {
            evidence.count(Observations.reward(0.7), SETTINGS, 1);
        }
        evidence.promoted(evidence, SETTINGS);
        // In the middle of a window: the first outcome counts already.
        evidence.count(Observations.reward(0.3), SETTINGS, 1);
        assertThat(reading(Guardrail.DEGRADATION).n()).isEqualTo(1);
        double before = reading(Guardrail.DEGRADATION).logE();
        evidence.promoted(evidence, SETTINGS);
        assertThat(reading(Guardrail.DEGRADATION).n()).isZero();
        assertThat(reading(Guardrail.DEGRADATION).logE()).isLessThan(before);
        assertThat(evidence.baseline().orElseThrow().limit(Guardrail.DEGRADATION))
                .isLessThan(0.5);
    }

    @Test
    void aPromotionOnLittleEvidenceFreezesItsLimitsOnTheFirstFiftyThatCome() {
        for (int i = 0; i < 49; i++) {
            evidence.count(Observations.reward(-0.5), SETTINGS, 1);
        }
        evidence.promoted(evidence, SETTINGS);
        for (int i = 0; i < 50; i++) {
            assertThat(evidence.baseline()).isEmpty();
            assertThat(reading(Guardrail.DEGRADATION).limit()).isNaN();
            evidence.count(Observations.reward(i % 2 == 0 ? 0.9 : 0.5), SETTINGS, 1);
        }
        // python3 -c "print(.7-.2*(50/49)**.5/50**.5-.2)"
        assertThat(evidence.baseline().orElseThrow().limit(Guardrail.DEGRADATION))
                .isCloseTo(0.4714285714285714, within(1e-12));
        assertThat(evidence.baseline().orElseThrow().limit(Guardrail.OVERRIDE_SURGE))
                .isCloseTo(0.15, within(1e-12));
        assertThat(evidence.frozenByItself()).isEqualTo(evidence.baseline());
        assertThat(reading(Guardrail.DEGRADATION).n()).isZero();
    }

    @Test
    void whatAwaitsItsLimitsKeepsThoseOfAnEarlierPromotionAndAResumeAwaitsThemAnew() {
        for (int i = 0; i < 60; i++) {
            evidence.count(Observations.reward(0.9), SETTINGS, 1);
        }
        evidence.promoted(evidence, SETTINGS);
        evidence.restart();
        evidence.promoted(evidence, SETTINGS);
        for (int i = 0; i < 30; i++) {
            evidence.count(Observations.reward(0.1), SETTINGS, 1);
        }
        assertThat(reading(Guardrail.DEGRADATION).limit()).isCloseTo(0.7, within(1e-12));
        evidence.restart();
        for (int i = 0; i < 49; i++) {
            evidence.count(Observations.reward(0.5), SETTINGS, 1);
            assertThat(reading(Guardrail.DEGRADATION).limit()).isCloseTo(0.7, within(1e-12));
        }
        evidence.count(Observations.reward(0.5), SETTINGS, 1);
        assertThat(reading(Guardrail.DEGRADATION).limit()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void standardErrorsAreThoseOfSessionsWhereTheseAreWatched() {
        Settings sessions = SETTINGS.with(Map.of("guardrail_unit", "SESSION"));
        for (VersionEvidence version : new VersionEvidence[] {evidence, VersionEvidence.empty()}) {
            for (int i = 0; i < 100; i++) {
                // Ten sessions of ten, one after the other, each of one reward throughout: 0, .1, … .9.
                Instant time = Observations.START.plusSeconds(i * 60L);
                version.count(
                        Observations.of(
                                new EpisodeFacts(false, "a", false, "s" + i / 10, time),
                                true,
                                0.1 * (i / 10),
                                null,
                                null,
                                null,
                                false),
                        version == evidence ? sessions : SETTINGS,
                        1);
            }
            version.promoted(version, version == evidence ? sessions : SETTINGS);
            // Values hang together wholly: the deviation of ten means over sqrt(10), not of 100 values over 10.
            // python3 -c "import statistics as s;x=[.1*i for i in range(10)];print(.45-s.stdev(x)/10**.5-.2)"
            // python3 -c "import statistics as s;x=[.1*i for i in range(10)]*10;print(.45-s.stdev(x)/10-.2)"
            assertThat(version.baseline().orElseThrow().limit(Guardrail.DEGRADATION))
                    .isCloseTo(version == evidence ? 0.15425728922436616 : 0.2211324865405187, within(1e-9));
        }
    }

    @Test
    void anOutcomeAfterItsOverrideWasCountedAddsOnlyItsFlag() {
        evidence.count(Observation.timedOutOverride(Observations.episode(true)), SETTINGS, 1);
        assertThat(reading(Guardrail.SAFETY_FLAGS).n()).isZero();
        evidence.addLateFlag(true, new EpisodeFacts(true, null, null, null, Observations.START), SETTINGS);
        assertThat(evidence.openWindow().n()).isEqualTo(1);
        assertThat(evidence.openWindow().flags()).isEqualTo(1);
        assertThat(reading(Guardrail.SAFETY_FLAGS).n()).isEqualTo(1);
        assertThat(reading(Guardrail.SAFETY_FLAGS).estimate()).isEqualTo(1);
        assertThat(reading(Guardrail.OVERRIDES).n()).isEqualTo(1);
        evidence.addLateFlag(false, new EpisodeFacts(true, null, null, null, Observations.START), SETTINGS);
        assertThat(evidence.openWindow().flags()).isEqualTo(1);
        assertThat(reading(Guardrail.SAFETY_FLAGS).estimate()).isEqualTo(0.5);
    }

    @Test
    void thresholdsNeedTheirPatienceAndFiftyEpisodes() {
        // Override rate 0.36 keeps its limit; rewards of 1 and -1, no context, no coherence: PCI 0.16, of what is known
        // 0.16 / 0.55.
        Settings settings = SETTINGS.with(Map.of("pci_critical", 0.33));
        for (int i = 0; i < 75; i++) {
            assertThat(evidence.judge(settings, 1).critical()).as("after %d", i).isFalse();
            evidence.count(
                    i % 25 < 9 ? Observations.override() : Observations.reward(i % 2 == 0 ? 1 : -0.9), settings, 1);
        }
        TrustJudgement judgement = evidence.judge(settings, 1);
        assertThat(judgement.alarm()).isFalse();
        assertThat(judgement.lastClosing()).isCloseTo(0.16, within(0.02));
        assertThat(judgement.critical()).isTrue();
        assertThat(judgement.belowMin()).isTrue();
        assertThat(judgement.verdict()).isEqualTo(TrustJudgement.Verdict.BREACHED);
        assertThat(evidence.judge(settings.with(Map.of("patience", 3L)), 1).verdict())
                .isNotEqualTo(TrustJudgement.Verdict.BREACHED);
    }

    @Test
    void aGoodVersionIsHealthyAndAWindowThatBrokeALimitIsNotKept() {
        List<WindowClosing> closings = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 225; i++) {
            EpisodeFacts episode = new EpisodeFacts(false, "c" + i % 4, true, null, Observations.START.plusSeconds(i));
            double reward = i < 200 ? random.nextDouble(0, 0.8) : -0.3;
            evidence.count(Observations.of(episode, true, reward, 0.1, null, null, false), SETTINGS, 4)
                    .ifPresent(closings::add);
            if (i == 199) {
                assertThat(evidence.judge(SETTINGS, 4).verdict()).isEqualTo(TrustJudgement.Verdict.HEALTHY);
                assertThat(evidence.judge(SETTINGS, 4).promotable()).isTrue();
            }
        }
        assertThat(closings.subList(0, 8)).allMatch(WindowClosing::kept);
        assertThat(closings.get(8).kept()).isFalse();
    }

    @Test
    void minMaxScalesAcrossVersionsAndSaysNothingOfALoneOne() {
        RawFactors low = FactorRangesTest.raw(0, 10, 0, 0.5, 0.2, 0, 0.2);
        RawFactors high = FactorRangesTest.raw(0.02, 50, 0, 0.9, Double.NaN, 0.1, 1);
        FactorRanges both = FactorRanges.minMax(List.of(low, high));
        assertThat(both.normalise(Factor.SAFETY, low)).isZero();
        assertThat(both.normalise(Factor.SAFETY, high)).isEqualTo(1);
        assertThat(both.normalise(Factor.AMPLIFICATION, high)).isZero();
        assertThat(both.normalise(Factor.ROBUSTNESS, high)).isZero();
        FactorRanges alone = FactorRanges.minMax(List.of(high));
        for (Factor factor : Factor.values()) {
            assertThat(alone.normalise(factor, high)).isZero();
        }
    }

    private GuardrailReading reading(Guardrail guardrail) {
        return evidence.guardrails(SETTINGS).get(guardrail.ordinal());
    }
}
