package org.metapolicy.noetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetaContextReportTest {
    private static SegmentReading segment(String id, Boolean rogue, Double potency, Double coherence, Double load) {
        return new SegmentReading(
                id,
                false,
                Reading.of(rogue),
                Reading.of(potency),
                "latest state",
                Reading.of(coherence),
                Reading.of(load),
                null);
    }

    private static TrialReading trial(Double coherence, SegmentReading... segments) {
        return trial(coherence, 0.1, Awareness.FULL, segments);
    }

    private static TrialReading trial(
            Double coherence, Double entropy, Awareness awareness, SegmentReading... segments) {
        return new TrialReading(
                "t",
                false,
                Reading.of(coherence),
                Reading.of(entropy),
                Reading.of(awareness),
                null,
                null,
                null,
                null,
                List.of(segments),
                List.of(),
                Reading::nothing);
    }

    private static TrialReading group(TrialReading... aligned) {
        return new TrialReading(
                "g",
                true,
                Reading.nothing(),
                Reading.nothing(),
                Reading.nothing(),
                null,
                null,
                null,
                null,
                List.of(new SegmentReading(
                        "shared",
                        true,
                        Reading.of(true),
                        Reading.of(0.4),
                        "potency_latest",
                        Reading.of(0.5),
                        Reading.of(0.2),
                        null)),
                List.of(aligned),
                Reading::nothing);
    }

    @Test
    void theTrialsOwnCoherenceWinsOverItsSegments() {
        MetaContextReport report = MetaContextReport.of(trial(0.3, segment("a", false, null, 0.9, 0.1)));
        assertThat(report.signals()).isEqualTo(new MetaContext(0.3, 0.1, 0.0, 0.1, Awareness.FULL));
        assertThat(report.sources())
                .containsEntry("coherence", "trial")
                .containsEntry("max_rv_potency", "no rogue variable among the segments used")
                .containsEntry("affective_load", "latest state of segment a");
    }

    @Test
    void withoutItTheMeanOverAllSegmentsOrNothing() {
        assertThat(MetaContextReport.of(
                                trial(null, segment("a", false, null, 0.9, 0.1), segment("b", false, null, 0.5, 0.1)))
                        .signals()
                        .coherence())
                .isCloseTo(0.7, within(1e-12));
        assertThat(MetaContextReport.of(
                                trial(null, segment("a", false, null, 0.9, 0.1), segment("b", false, null, null, 0.1)))
                        .signals()
                        .missing())
                .containsExactly("coherence");
    }

    @Test
    void onlyRogueVariablesCountForPotency() {
        MetaContextReport report = MetaContextReport.of(trial(
                0.5,
                segment("a", false, 0.99, 0.5, 0.1),
                segment("b", true, 0.6, 0.5, 0.1),
                segment("c", true, 0.8, 0.5, 0.1)));
        assertThat(report.signals().maxRvPotency()).isEqualTo(0.8);
        assertThat(report.sources()).containsEntry("max_rv_potency", "latest state of segment c");
        assertThat(report.rvSegmentIds()).containsExactly("b", "c");
    }

    @Test
    void oneUnknownSegmentMakesPotencyAndALowLoadUnknown() {
        MetaContext oneUnknown = MetaContextReport.of(
                        trial(0.5, segment("a", false, null, 0.5, 0.1), segment("b", null, null, 0.5, null)))
                .signals();
        assertThat(oneUnknown.missing()).containsExactly("max_rv_potency", "affective_load");
        assertThat(MetaContextReport.of(trial(0.5, segment("a", true, null, 0.5, 0.1)))
                        .signals()
                        .missing())
                .containsExactly("max_rv_potency");
        // A load that is high already stays known: what is unknown cannot lower it.
        assertThat(MetaContextReport.of(
                                trial(0.5, segment("a", false, null, 0.5, 0.7), segment("b", null, null, 0.5, null)))
                        .signals()
                        .affectiveLoad())
                .isEqualTo(0.7);
    }

    @Test
    void aTrialThatUsesNoSegmentSaysNothingOfThem() {
        assertThat(MetaContextReport.of(trial(null, null, (Awareness) null)).signals())
                .isEqualTo(MetaContext.UNKNOWN);
    }

    @Test
    void aGroupsTrialTakesTheSameOverItsAlignedTrials() {
        MetaContextReport report = MetaContextReport.of(group(
                trial(0.4, 0.2, Awareness.FULL, segment("a", true, 0.9, 0.5, 0.3)),
                trial(0.8, -0.4, Awareness.IU, segment("b", false, null, 0.5, 0.6))));
        assertThat(report.signals().coherence()).isCloseTo(0.6, within(1e-12));
        assertThat(report.signals().entropyChange()).isCloseTo(-0.1, within(1e-12));
        assertThat(report.signals().maxRvPotency()).isEqualTo(0.9);
        assertThat(report.signals().affectiveLoad()).isEqualTo(0.6);
        assertThat(report.signals().awareness()).isEqualTo(Awareness.MIX);
        assertThat(report.collectiveSegmentIds()).containsExactly("shared");
        assertThat(report.rvSegmentIds()).containsExactly("a");

        assertThat(MetaContextReport.of(group(
                                trial(0.4, null, Awareness.FULL, segment("a", false, null, 0.5, 0.3)),
                                trial(0.8, 0.2, null, segment("b", false, null, 0.5, 0.6))))
                        .signals()
                        .missing())
                .containsExactly("entropy_change", "awareness");
    }

    @Test
    void stabilityIsTheSampleDeviationOfTheSession() {
        TrialReading trial = new TrialReading(
                "t",
                false,
                Reading.of(0.5),
                Reading.of(0.1),
                Reading.of(Awareness.FULL),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                () -> Reading.of(List.of(0.2, 0.4, 0.9)));
        // python3 -c "import statistics as s; print(s.stdev([.2,.4,.9]))"
        assertThat(MetaContextReport.of(trial).signals().coherenceStability())
                .isCloseTo(0.36055512754639896, within(1e-12));
        assertThat(MetaContextReport.of(trial).sources())
                .containsEntry("coherence_stability", "the session's last 3 trials with a coherence");
        assertThat(MetaContextReport.of(trial(0.5)).signals().coherenceStability())
                .isNull();
        assertThat(MetaContextReport.of(trial(0.5)).missing()).endsWith("coherence_stability");
        // Of a group's trial it is the mean, and unknown if one aligned trial's is.
        assertThat(MetaContextReport.of(group(trial, trial)).signals().coherenceStability())
                .isCloseTo(0.36055512754639896, within(1e-12));
        assertThat(MetaContextReport.of(group(trial, trial(0.5))).signals().coherenceStability())
                .isNull();
    }
}
