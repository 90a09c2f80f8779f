package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.running.OffPolicyTables.Pilot;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Guardrail;
import org.metapolicy.trust.GuardrailReading;
import org.metapolicy.trust.OffPolicyWatch;

/** The guardrails of versions by what they would have done; the whole simulations with -Pslow. */
class OffPolicyWatchesTest {
    @Test
    void harmIsFoundBeforeItServesWhereOthersDoTheSameByChance() {
        assertThat(Pilot.exploring(0.2, 0.8).median(20, 3000)).isBetween(20, 700);
    }

    @Test
    void whatNobodyDoesIsNeverFound() {
        OffPolicyWatches watches = OffPolicyWatches.after(0);
        for (int i = 1; i <= 2000; i++) {
            watches.outcome(
                    i,
                    OffPolicyTables.observation(true, -1),
                    OffPolicyTables.decision(false, false, false, 0.01),
                    OffPolicyTables.SETTINGS);
            watches.status(i, true, OffPolicyTables.decision(false, false, false, 0.01), OffPolicyTables.SETTINGS);
        }
        OffPolicyWatch watch = watches.of("c").orElseThrow();
        assertThat(watch.alarmed()).isFalse();
        assertThat(watch.statuses()).isEqualTo(2000);
        assertThat(watch.alike()).isZero();
        assertThat(watches.of("d")).as("the default has its own").isEmpty();
    }

    @Test
    void whatIsHardlyEverDoneDoesNotCount() {
        OffPolicyWatches watches = OffPolicyWatches.after(0);
        for (int i = 1; i <= 200; i++) {
            watches.status(i, true, OffPolicyTables.decision(false, true, true, 0.019), OffPolicyTables.SETTINGS);
        }
        assertThat(watches.of("c").orElseThrow().alike()).isZero();
        assertThat(watches.of("c").orElseThrow().alarmed()).isFalse();
    }

    @Test
    void itsMeanIsTheWeighedOne() {
        OffPolicyWatches watches = OffPolicyWatches.after(0);
        boolean[] explored = {true, false, false, true, false};
        boolean[] overridden = {true, true, false, false, false};
        for (int i = 0; i < explored.length; i++) {
            watches.status(
                    i + 1,
                    overridden[i],
                    OffPolicyTables.decision(false, explored[i], explored[i], 0.4),
                    OffPolicyTables.SETTINGS);
        }
        GuardrailReading overrides = watches.of("c").orElseThrow().readings(OffPolicyTables.SETTINGS).stream()
                .filter(reading -> reading.guardrail() == Guardrail.OVERRIDES)
                .findFirst()
                .orElseThrow();
        // One of five, weighing 1 / 0.4.
        assertThat(overrides.estimate()).isEqualTo(0.5, within(1e-12));
        assertThat(overrides.n()).isEqualTo(5);
        assertThat(overrides.verdict()).isEqualTo(GuardrailReading.Verdict.INCONCLUSIVE);
    }

    /**
     * By python3: w = (1 - 2 ** -.25) / 3; x = [2.5, 0, 2.5] against m = .4; fixed bets (S + .75 w p)(1 + g (x/m - 1)) with GRID and PRIOR
     * of EProcess, and the two that follow, with what is not spent.
     */
    @Test
    void itsEvidenceIsThatOfBetsOnWeighedValues() {
        OffPolicyWatches watches = OffPolicyWatches.after(0);
        boolean[] explored = {true, false, true};
        for (int i = 0; i < explored.length; i++) {
            watches.status(
                    i + 1,
                    true,
                    OffPolicyTables.decision(false, explored[i], explored[i], 0.4),
                    OffPolicyTables.SETTINGS);
        }
        GuardrailReading overrides =
                watches.of("c").orElseThrow().readings(OffPolicyTables.SETTINGS).get(0);
        assertThat(Math.exp(overrides.logE())).isEqualTo(PYTHON, within(1e-9));
    }

    private static final double PYTHON = 1.0259096878255056;

    @Test
    void itIsStoredToTheLastBitAndBeginsAnewAfterAResume() {
        RunningDifferences running = RunningDifferences.after(0);
        for (int i = 1; i <= 60; i++) {
            Optional<MadeDecision> made = OffPolicyTables.decision(i % 3 == 0, i % 2 == 0, i % 2 == 0, 0.3);
            running.status("d", "a", i % 5 == 0);
            running.watches().status(i, i % 5 == 0, made, OffPolicyTables.SETTINGS);
            running.watches().outcome(i, OffPolicyTables.observation(false, 0.1), made, OffPolicyTables.SETTINGS);
        }
        RunningDifferences read = RunningDifferences.read(running.text(), 0);
        assertThat(read.text()).isEqualTo(running.text());
        assertThat(read.watches().of("c").orElseThrow().statuses()).isEqualTo(60);
        String resumed = RunningDifferences.watchingAnew(running.text(), "c");
        assertThat(RunningDifferences.read(resumed, 0).watches().of("c")).isEmpty();
        assertThat(RunningDifferences.read(resumed, 0).watches().of("e")).isPresent();
        assertThat(RunningDifferences.watchingAnew("nonsense", "c")).isEqualTo("nonsense");
    }

    @Test
    void aTextOfBeforeBeginsThemWithWhatComes() {
        RunningDifferences running = RunningDifferences.after(0);
        running.status("d", "a", false);
        String before = running.text().replaceAll(",\"watches\":\\{\"after\":0,\"versions\":\\{}}", "");
        assertThat(before).doesNotContain("watches");
        RunningDifferences read = RunningDifferences.read(before, 7);
        assertThat(RunningDifferences.watchesCounted(read.text())).isEqualTo(7);
    }

    @Test
    void whoeverIsJudgedBySessionIsNotJudgedByDecisionsOfOthers() {
        Settings sessions = Settings.among(new TreeMap<>(Map.of("guardrail_unit", "SESSION")));
        OffPolicyWatches watches = OffPolicyWatches.after(0);
        for (int i = 1; i <= 300; i++) {
            watches.status(i, true, OffPolicyTables.decision(false, true, true, 0.5), sessions);
        }
        assertThat(watches.of("c").orElseThrow().alarmed()).isFalse();
        assertThat(watches.of("c").orElseThrow().statuses()).isZero();
    }

    @Test
    void onTheLimitAlarmsAreAsRareAsTheLevelSays() {
        for (Pilot keeping : OffPolicyTables.KEEPING) {
            assertThat(keeping.everFound(60, 500))
                    .as(keeping.words())
                    .isLessThanOrEqualTo(OffPolicyWatch.ALPHA + 2 * error(60));
        }
    }

    @Test
    @Tag("slow")
    void onTheLimitAlarmsAreAsRareAsTheLevelSaysInLongRuns() {
        for (Pilot keeping : OffPolicyTables.KEEPING) {
            assertThat(keeping.everFound(1000, 5000))
                    .as(keeping.words())
                    .isLessThanOrEqualTo(OffPolicyWatch.ALPHA + 2 * error(1000));
        }
    }

    private static double error(int runs) {
        return Math.sqrt(OffPolicyWatch.ALPHA * (1 - OffPolicyWatch.ALPHA) / runs);
    }
}
