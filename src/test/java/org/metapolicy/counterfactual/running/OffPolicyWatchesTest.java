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
    void itsMeanIsTheWeighedOneOfThoseInWhichTheSameWasDone() {
        OffPolicyWatches watches = OffPolicyWatches.after(0);
        boolean[] explored = {true, false, false, true, false};
        boolean[] overridden = {true, true, false, false, false};
        double[] likely = {0.4, 0.4, 0.9, 0.8, 0.1};
        for (int i = 0; i < explored.length; i++) {
            watches.status(
                    i + 1,
                    overridden[i],
                    OffPolicyTables.decision(false, explored[i], explored[i], likely[i]),
                    OffPolicyTables.SETTINGS);
        }
        GuardrailReading overrides = overrides(watches);
        // python3 -c "print(2.5 / (2.5 + 1.25))"
        assertThat(overrides.estimate()).isEqualTo(0.6666666666666666, within(1e-12));
        assertThat(overrides.n()).isEqualTo(2);
        assertThat(overrides.verdict()).isEqualTo(GuardrailReading.Verdict.INCONCLUSIVE);
    }

    /**
     * By python3: a start of w = (1 - 2 ** -.25) / 3, x = .4 + .02 / .4 * .6 twice against m = .4, W = 50 in the first window; fixed bets
     * (S + .75 w p)(1 + g (x/m - 1)) with GRID and PRIOR of EProcess, the two that follow, and 2 ** -.25 that is not spent.
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
        assertThat(Math.exp(overrides(watches).logE())).isEqualTo(PYTHON, within(1e-9));
    }

    private static final double PYTHON = 0.8962983902109188;

    @Test
    void whatOthersDidChangesNothingWhateverCameOfIt() {
        OffPolicyWatches alone = OffPolicyWatches.after(0);
        OffPolicyWatches beside = OffPolicyWatches.after(0);
        for (int i = 1; i <= 200; i++) {
            boolean same = i % 2 == 0;
            Optional<MadeDecision> made = OffPolicyTables.decision(false, same, same, 0.5);
            alone.status(i, same && i % 3 == 0, made, OffPolicyTables.SETTINGS);
            beside.status(i, i % 3 == 0, made, OffPolicyTables.SETTINGS);
            if (same) {
                alone.outcome(i, OffPolicyTables.observation(false, -0.04), made, OffPolicyTables.SETTINGS);
            }
            beside.outcome(i, OffPolicyTables.observation(!same, same ? -0.04 : -1), made, OffPolicyTables.SETTINGS);
        }
        assertThat(beside.of("c").orElseThrow().readings(OffPolicyTables.SETTINGS))
                .isEqualTo(alone.of("c").orElseThrow().readings(OffPolicyTables.SETTINGS));
    }

    /** Beyond the limit where it is covered, and by what is known kept over all: in half of the decisions nobody does what it would do. */
    @Test
    void whatIsNotCoveredCountsAsNoHarm() {
        OffPolicyWatches watches = OffPolicyWatches.after(0);
        for (int i = 1; i <= 4_000; i++) {
            boolean covered = i % 2 == 0;
            boolean same = i % 4 == 0;
            watches.status(
                    i,
                    same && i % 20 < 12,
                    OffPolicyTables.decision(false, same, same, covered ? 0.5 : 0.001),
                    OffPolicyTables.SETTINGS);
        }
        GuardrailReading overrides = overrides(watches);
        assertThat(overrides.estimate()).as("where it is covered").isGreaterThan(overrides.limit());
        assertThat(watches.of("c").orElseThrow().alarmed()).isFalse();
    }

    /** A quarter of the decisions is looked at however rarely its way is taken there; a hundredth counts as no harm. */
    @Test
    void whatIsRareAmongWhatIsCommonIsCoveredWhereItIsAQuarter() {
        assertThat(harmWhere(4)).as("a quarter").isTrue();
        assertThat(harmWhere(100)).as("a hundredth").isFalse();
    }

    /** Whether harm at each so many-th decision, where its way is taken one time in ten, gives alarm; elsewhere the default does the same. */
    private static boolean harmWhere(int each) {
        OffPolicyWatches watches = OffPolicyWatches.after(0);
        for (int i = 1; i <= 20_000; i++) {
            boolean differs = i % each == 0;
            boolean explored = differs && i % (10 * each) == 0;
            Optional<MadeDecision> made = OffPolicyTables.decision(!differs, !differs || explored, explored, 0.1);
            // On the limit elsewhere.
            watches.status(i, explored || !differs && i % 5 < 2, made, OffPolicyTables.SETTINGS);
        }
        return watches.of("c").orElseThrow().alarmed();
    }

    private static GuardrailReading overrides(OffPolicyWatches watches) {
        return watches.of("c").orElseThrow().readings(OffPolicyTables.SETTINGS).stream()
                .filter(reading -> reading.guardrail() == Guardrail.OVERRIDES)
                .findFirst()
                .orElseThrow();
    }

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
        String before = running.text().replaceAll(",\"guardrails\":\\{\"after\":0,\"versions\":\\{}}", "");
        assertThat(before).doesNotContain("guardrails");
        RunningDifferences read = RunningDifferences.read(before, 7);
        assertThat(Begun.of(read.text()).watches()).isEqualTo(7);
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
