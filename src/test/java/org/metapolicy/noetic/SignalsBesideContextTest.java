package org.metapolicy.noetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.policy.Settings;

/** What the graph says beside what the caller says: of each signal the more careful holds, and the sources say which. */
class SignalsBesideContextTest {
    private static final String FLAW = "coherence of trial t is '0.2', a text: it must be a number from 0 to 1";

    private static SegmentReading segment(Reading<Boolean> rogue, Reading<Double> potency, Reading<Double> load) {
        return new SegmentReading("a", false, rogue, potency, "latest state", Reading.of(0.5), load, null);
    }

    private static TrialReading trial(
            Reading<Double> coherence,
            Reading<Double> entropy,
            Reading<Awareness> awareness,
            SegmentReading... segments) {
        return new TrialReading(
                "t",
                false,
                coherence,
                entropy,
                awareness,
                null,
                null,
                null,
                null,
                List.of(segments),
                List.of(),
                Reading::nothing);
    }

    private static TrialReading known(
            double coherence, double entropy, Awareness awareness, double potency, double load) {
        return trial(
                Reading.of(coherence),
                Reading.of(entropy),
                Reading.of(awareness),
                segment(Reading.of(true), Reading.of(potency), Reading.of(load)));
    }

    @ParameterizedTest(name = "{0} in the graph, {1} given: {2}")
    @CsvSource({"0.95, 0.1, 0.95", "0.1, 0.95, 0.95", "0.3, 0.3, 0.3"})
    void ofLoadAndPotencyTheHigherHolds(double found, double given, double held) {
        MetaContext signals = MetaContextReport.of(
                        known(0.6, 0.1, Awareness.FULL, found, found),
                        new MetaContext(null, null, given, given, null),
                        Settings.defaults())
                .signals();
        assertThat(signals).isEqualTo(new MetaContext(0.6, 0.1, held, held, Awareness.FULL));
    }

    @ParameterizedTest(name = "{0} in the graph, {1} given: {2}")
    @CsvSource({"0.9, 0.2, 0.2", "0.2, 0.9, 0.2", "0.3, 0.3, 0.3"})
    void ofCoherenceTheLowerHolds(double found, double given, double held) {
        assertThat(MetaContextReport.of(
                                known(found, 0.1, Awareness.FULL, 0, 0),
                                new MetaContext(given, null, null, null, null),
                                Settings.defaults())
                        .signals()
                        .coherence())
                .isEqualTo(held);
    }

    @ParameterizedTest(name = "{0} in the graph, {1} given: {2}")
    @CsvSource({"0.05, -0.6, -0.6", "-0.6, 0.05, -0.6", "0.2, -0.2, -0.2"})
    void ofTheEntropyChangeTheGreaterHolds(double found, double given, double held) {
        assertThat(MetaContextReport.of(
                                known(0.6, found, Awareness.FULL, 0, 0),
                                new MetaContext(null, given, null, null, null),
                                Settings.defaults())
                        .signals()
                        .entropyChange())
                .isEqualTo(held);
    }

    @ParameterizedTest(name = "{0} in the graph, {1} given: {2}")
    @CsvSource({"FULL, IU, IU", "IU, FULL, IU", "FULL, FULL, FULL", "PU, MIX, MIX"})
    void ofAwarenessWhatIsLessThanFullHolds(Awareness found, Awareness given, Awareness held) {
        assertThat(MetaContextReport.of(
                                known(0.6, 0.1, found, 0, 0),
                                new MetaContext(null, null, null, null, given),
                                Settings.defaults())
                        .signals()
                        .awareness())
                .isEqualTo(held);
    }

    @Test
    void theSourcesSayWhichHeldAndWhy() {
        MetaContextReport report = MetaContextReport.of(
                known(0.3, 0.1, Awareness.FULL, 0.4, 0.95),
                new MetaContext(0.9, null, 0.8, 0.1, Awareness.FULL),
                Settings.defaults());
        assertThat(report.sources())
                .containsEntry("coherence", "trial, more careful than the 0.9 of the context")
                .containsEntry("entropy_change", "trial")
                .containsEntry("max_rv_potency", "context, more careful than the 0.4 of latest state of segment a")
                .containsEntry("affective_load", "latest state of segment a, more careful than the 0.1 of the context")
                .containsEntry("awareness", "context, and trial");
    }

    @Test
    void whatTheGraphDoesNotSayTheCallerMayAdd() {
        MetaContext given = new MetaContext(0.9, 0.0, 0.2, 0.1, Awareness.IU);
        MetaContextReport report = MetaContextReport.of(
                trial(Reading.nothing(), Reading.nothing(), Reading.nothing()), given, Settings.defaults());
        assertThat(report.signals()).isEqualTo(given);
        assertThat(report.sources().values()).containsOnly("context");
        // What is known of some segments holds beside what the caller says of all.
        assertThat(MetaContextReport.of(
                                trial(
                                        Reading.nothing(),
                                        Reading.nothing(),
                                        Reading.nothing(),
                                        segment(Reading.of(true), Reading.of(0.9), Reading.of(0.5)),
                                        segment(Reading.nothing(), Reading.nothing(), Reading.nothing())),
                                given,
                                Settings.defaults())
                        .signals())
                .isEqualTo(new MetaContext(0.5, 0.0, 0.9, 0.5, Awareness.IU));
    }

    @Test
    void whatCannotBeReadIsNotReplacedByTheCaller() {
        TrialReading unreadable = trial(
                Reading.unreadable(FLAW),
                Reading.unreadable("entropy_change is odd"),
                Reading.unreadable("awareness_condition is odd"),
                segment(Reading.unreadable("rv is odd"), Reading.of(0.2), Reading.unreadable("affective_load is odd")));
        MetaContextReport report = MetaContextReport.of(
                unreadable, new MetaContext(0.9, 0.0, 0.1, 0.1, Awareness.FULL), Settings.defaults());
        assertThat(report.signals()).isEqualTo(MetaContext.UNKNOWN);
        assertThat(report.sources())
                .containsEntry("coherence", "not known: " + FLAW)
                .containsEntry("entropy_change", "not known: entropy_change is odd")
                .containsEntry("max_rv_potency", "not known: rv is odd")
                .containsEntry("affective_load", "not known: affective_load is odd")
                .containsEntry("awareness", "not known: awareness_condition is odd");
        // But for a load that is high already, whoever says it.
        assertThat(MetaContextReport.of(unreadable, new MetaContext(null, null, null, 0.7, null), Settings.defaults())
                        .signals()
                        .affectiveLoad())
                .isEqualTo(0.7);
    }

    @Test
    void anUnreadableCoherenceIsNotReplacedByTheSegments() {
        MetaContextReport report = MetaContextReport.of(trial(
                Reading.unreadable(FLAW),
                Reading.of(0.0),
                Reading.of(Awareness.FULL),
                segment(Reading.of(false), Reading.nothing(), Reading.of(0.1))));
        assertThat(report.signals().missing()).containsExactly("coherence");
    }

    @Test
    void whereTheNewestStateIsNotKnownAHighLoadOfAnyHolds() {
        TrialReading trial = trial(
                Reading.of(0.5),
                Reading.of(0.0),
                Reading.of(Awareness.FULL),
                new SegmentReading(
                        "a",
                        false,
                        Reading.unreadable("t is odd"),
                        Reading.unreadable("t is odd"),
                        "latest state",
                        Reading.unreadable("t is odd"),
                        Reading.unreadable("t is odd"),
                        0.95));
        assertThat(MetaContextReport.of(trial).signals().affectiveLoad()).isEqualTo(0.95);
        assertThat(MetaContextReport.of(trial).signals().missing()).containsExactly("max_rv_potency");
        assertThat(MetaContextReport.of(trial).sources())
                .containsEntry("affective_load", "latest state of segment a, high already, though not all is known");
    }

    @Test
    void howSteadyTheSessionHasBeenIsReadWhereARegimeAsks() {
        TrialReading calm = session(0.75, () -> Reading.of(List.of(0.2, 0.9)));
        // python3 -c "import statistics as s; print(s.stdev([.2, .9]))"
        assertThat(beside(calm, null).signals().coherenceStability()).isCloseTo(0.49497474683058323, within(1e-12));
        assertThat(beside(calm, 0.6).signals().coherenceStability()).isEqualTo(0.6);
        assertThat(beside(calm, 0.1).signals().coherenceStability()).isCloseTo(0.49497474683058323, within(1e-12));
        TrialReading unreadable = session(0.75, () -> Reading.unreadable("a trial is odd"));
        assertThat(beside(unreadable, 0.01).signals().coherenceStability()).isNull();
        assertThat(beside(unreadable, 0.01).sources())
                .containsEntry("coherence_stability", "not known: a trial is odd");
        assertThat(beside(session(0.75, Reading::nothing), 0.01).signals().coherenceStability())
                .isEqualTo(0.01);
        TrialReading notCalm = session(0.7499999, () -> {
            throw new AssertionError("a session of many trials is read for nothing");
        });
        assertThat(beside(notCalm, null).signals().coherenceStability()).isNull();
    }

    private static MetaContextReport beside(TrialReading trial, Double stability) {
        return MetaContextReport.of(
                trial, new MetaContext(null, null, null, null, null, stability), Settings.defaults());
    }

    private static TrialReading session(double coherence, Supplier<Reading<List<Double>>> coherences) {
        return new TrialReading(
                "t",
                false,
                Reading.of(coherence),
                Reading.of(0.0),
                Reading.of(Awareness.FULL),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                coherences);
    }

    /** Whatever the caller says, what the graph says of danger stays as dangerous. */
    @Test
    void noCallerTalksADangerAway() {
        long seed = 20260102;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            MetaContext found = random(random, 0);
            MetaContext given = random(random, 0.3);
            MetaContext held = MetaContextReport.of(
                            known(
                                    found.coherence(),
                                    found.entropyChange(),
                                    found.awareness(),
                                    found.maxRvPotency(),
                                    found.affectiveLoad()),
                            given,
                            Settings.defaults())
                    .signals();
            String what = "seed %d, case %d: %s beside %s".formatted(seed, i, found, given);
            assertThat(held.missing()).as(what).isEmpty();
            assertThat(held.affectiveLoad()).as(what).isGreaterThanOrEqualTo(found.affectiveLoad());
            assertThat(held.maxRvPotency()).as(what).isGreaterThanOrEqualTo(found.maxRvPotency());
            assertThat(held.coherence()).as(what).isLessThanOrEqualTo(found.coherence());
            assertThat(Math.abs(held.entropyChange())).as(what).isGreaterThanOrEqualTo(Math.abs(found.entropyChange()));
            assertThat(held.awareness() == Awareness.FULL)
                    .as(what)
                    .isEqualTo(found.awareness() == Awareness.FULL
                            && (given.awareness() == null || given.awareness() == Awareness.FULL));
        }
    }

    private static MetaContext random(Random random, double absent) {
        return new MetaContext(
                random.nextDouble() < absent ? null : random.nextDouble(),
                random.nextDouble() < absent ? null : (Double) (random.nextDouble() * 2 - 1),
                random.nextDouble() < absent ? null : random.nextDouble(),
                random.nextDouble() < absent ? null : random.nextDouble(),
                random.nextDouble() < absent ? null : Awareness.values()[random.nextInt(4)]);
    }
}
