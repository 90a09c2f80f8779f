package org.metapolicy.noetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/** Which segments make an affective load high, for an approval that names them. */
class LoadedSegmentsTest {
    @Test
    void theSegmentsThatMakeTheLoadHighAreNamedWhereAllAreKnown() {
        TrialReading trial = trial(loaded("b", 0.7), loaded("a", 0.9), loaded("c", 0.6999999));
        assertThat(loadedOf(trial, null)).containsExactly("a", "b");
        assertThat(loadedOf(trial, 0.9)).containsExactly("a", "b");
        assertThat(loadedOf(trial, 0.1)).containsExactly("a", "b");
        assertThat(loadedOf(trial, 0.9000001)).as("more than any segment says").isNull();
        assertThat(loadedOf(trial(loaded("a", 0.9), segment("b", Reading.nothing())), null))
                .as("one segment that may be high too")
                .isNull();
    }

    private static List<String> loadedOf(TrialReading trial, Double given) {
        return MetaContextReport.of(trial, new MetaContext(null, null, null, given, null), Settings.defaults())
                .loadedSegmentIds();
    }

    private static TrialReading trial(SegmentReading... segments) {
        return new TrialReading(
                "t",
                false,
                Reading.of(0.5),
                Reading.of(0.0),
                Reading.of(Awareness.FULL),
                null,
                null,
                null,
                null,
                List.of(segments),
                List.of(),
                Reading::nothing);
    }

    private static SegmentReading loaded(String id, double load) {
        return segment(id, Reading.of(load));
    }

    private static SegmentReading segment(String id, Reading<Double> load) {
        return new SegmentReading(
                id, false, Reading.of(false), Reading.nothing(), "latest state", Reading.nothing(), load, null);
    }
}
