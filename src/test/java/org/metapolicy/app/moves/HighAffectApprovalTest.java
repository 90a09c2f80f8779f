package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.GovernanceEvent;

/** Approvals of acting under a high affective load are settings of the family, which approvers give and take back. */
class HighAffectApprovalTest {
    @Test
    void actingUnderAHighLoadIsApprovedForSegmentsAndUntilADate() {
        Pilot pilot = Pilot.start().family(Map.of());
        Map<String, Object> approval = Map.of(
                "high_affect_segments",
                List.of("exam", "a b", "exam"),
                "high_affect_until",
                ZonedDateTime.parse("2026-07-01T00:00:00+02:00"));
        GovernanceEvent event = pilot.as("ada").configure(approval);
        String stored = "\"high_affect_segments\":[\"a b\",\"exam\"],\"high_affect_until\":\"2026-06-30T22:00:00Z\"";
        assertThat(event.change().settingsAfter()).contains(stored);
        assertThat(event.change().settingsBefore()).doesNotContain("high_affect_until");
        assertThat(event.evidence()).contains("2026-06-30T22:00:00Z");
        assertThatThrownBy(() -> pilot.as("ada").configure(approval))
                .hasMessageContaining("has these settings already");

        assertThatThrownBy(() -> pilot.as("eve").configure(Map.of("high_affect_segments", List.of("other"))))
                .isInstanceOf(NotPermitted.class);
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("high_affect_segments", "exam"),
                Map.of("high_affect_segments", List.of(7)),
                Map.of("high_affect_segments", List.of(" ")),
                Map.of(
                        "high_affect_segments",
                        IntStream.range(0, 1_001).mapToObj(String::valueOf).toList()),
                Map.of("high_affect_until", "next summer"),
                Map.of("high_affect_until", 1782856800000L))) {
            assertThatThrownBy(() -> pilot.as("ada").configure(wrong))
                    .as("%s", wrong)
                    .isInstanceOf(InvalidInput.class);
        }
        Map<String, Object> none = new HashMap<>();
        none.put("high_affect_segments", null);
        none.put("high_affect_until", null);
        assertThat(pilot.as("ada").configure(none).change().settingsAfter())
                .doesNotContain("high_affect_segments")
                .doesNotContain("high_affect_until");
        none.put("high_affect_approved", null);
        assertThatThrownBy(() -> pilot.as("ada").configure(none))
                .hasMessageContaining("high_affect_approved is missing");
    }
}
