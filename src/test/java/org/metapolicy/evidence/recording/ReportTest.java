package org.metapolicy.evidence.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.Conflict;

class ReportTest {
    private static final Map<String, Object> TOLD = Map.of(
            "context", List.of(1L, 0.5),
            "timestamp", "2026-07-01T14:00:00+02:00",
            "propensity", 1L,
            "parameters", Map.of("volume", 3L),
            "rv_segment_ids", List.of("s", "t"));

    private static Report report(Map<String, ?> episode) {
        return new Report(
                "e",
                EpisodeProperties.of(Input.of("episode", episode)).byKey(),
                Map.of("timestamp", ZonedDateTime.parse("2030-01-01T00:00Z")));
    }

    private static Map<String, Object> properties(Report report) {
        Map<String, Object> properties = new HashMap<>();
        report.each((key, value) -> assertThat(properties.put(key, value)).isNull());
        return properties;
    }

    @Test
    void whatWasToldGoesBeforeWhatIsPresumed() {
        assertThat(properties(report(TOLD))).containsEntry("timestamp", ZonedDateTime.parse("2026-07-01T14:00+02:00"));
        assertThat(properties(report(Map.of()))).containsEntry("timestamp", ZonedDateTime.parse("2030-01-01T00:00Z"));
    }

    @Test
    void theSameInAnotherTypeIsTheSame() {
        Map<String, Object> stands = new HashMap<>(Map.of(
                "context",
                new float[] {1, 0.5f},
                "timestamp",
                ZonedDateTime.parse("2026-07-01T12:00Z"),
                "propensity",
                1.0,
                "parameters",
                "{\"volume\":3}",
                "rv_segment_ids",
                new String[] {"s", "t"},
                "regime",
                "STANDARD"));
        report(TOLD).requireRepeats("episode", stands::get);
        report(Map.of()).requireRepeats("episode", stands::get);
    }

    @Test
    void anythingElseIsRefusedWithWhatStands() {
        Map<String, Object> stands = properties(report(TOLD));
        refused(
                stands,
                Map.of("propensity", 0.5),
                "with propensity 1.0, and 0.5 is told now: what was recorded stands");
        refused(
                stands,
                Map.of("rv_segment_ids", List.of("t", "s")),
                "with rv_segment_ids ['s', 't'], and ['t', 's'] is told now: what was recorded stands");
        refused(stands, Map.of("timestamp", "2026-07-01T14:00:00Z"), "with timestamp 2026-07-01T14:00+02:00");
        refused(stands, Map.of("parameters", Map.of("volume", 4L)), "with parameters '{\"volume\":3}', a text");
        refused(stands, Map.of("trial_id", "t"), "without trial_id, and 't' is told now: what was recorded stands");
        refused(
                stands,
                Map.of("human_override", true),
                "without human_override, and true is told now: what was recorded stands, and metapolicy.recordOverride"
                        + " tells that a person overruled it");
        stands.put("propensity", "odd");
        refused(stands, Map.of("propensity", 0.5), "with propensity 'odd', a text");
    }

    private static void refused(Map<String, Object> stands, Map<String, ?> told, String how) {
        assertThatThrownBy(() -> report(told).requireRepeats("episode", stands::get))
                .isInstanceOf(Conflict.class)
                .hasMessageStartingWith("episode 'e' was recorded " + how);
    }
}
