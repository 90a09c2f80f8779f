package org.metapolicy.evidence.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class OverrideReportTest {
    private final Map<String, Object> episode = new HashMap<>(Map.of("chosen_intervention_id", "cue"));

    private Map<String, Object> tell(boolean counted, Map<String, ?> options) {
        Map<String, Object> changes =
                OverrideReport.of(Input.of("options", options)).changes("e", episode::get, () -> counted);
        episode.putAll(changes);
        return changes;
    }

    @Test
    void whatWasDecidedIsKeptBesideWhatWasDoneInstead() {
        assertThat(tell(false, Map.of("type", "REPLACED", "instead", "walk", "reason", "no time")))
                .isEqualTo(Map.of(
                        "human_override", true,
                        "override_type", "REPLACED",
                        "override_reason", "no time",
                        "chosen_intervention_id", "walk",
                        "overridden_intervention_id", "cue"));
        assertThat(tell(false, Map.of("instead", "walk"))).as("told again").isEmpty();
        assertThat(tell(true, Map.of("instead", "walk")))
                .as("and once it was counted")
                .isEmpty();
        assertThatThrownBy(() -> tell(false, Map.of("instead", "rest")))
                .isInstanceOf(Conflict.class)
                .hasMessage(
                        "episode 'e' stands as overridden with chosen_intervention_id 'walk', a text, and 'rest' is told"
                                + " now: what was told first stands");
    }

    @Test
    void whatWasNotToldYetMayBeAddedUntilItIsCounted() {
        assertThat(tell(false, Map.of())).containsEntry("human_override", true);
        assertThat(tell(false, Map.of("instead", "walk"))).containsEntry("chosen_intervention_id", "walk");
        assertThat(tell(false, Map.of("type", "REPLACED"))).isEqualTo(Map.of("override_type", "REPLACED"));
        assertThatThrownBy(() -> tell(true, Map.of("reason", "no time")))
                .hasMessage("a refresh has counted episode 'e' as overridden: override_reason can no longer be added");
    }

    @Test
    void anEpisodeThatWasRecordedAsOverriddenSaysWhatWasDone() {
        episode.put("human_override", true);
        assertThat(tell(false, Map.of("instead", "cue"))).isEmpty();
        assertThatThrownBy(() -> tell(false, Map.of("instead", "walk"))).isInstanceOf(Conflict.class);
        episode.remove("chosen_intervention_id");
        assertThat(tell(false, Map.of("instead", "walk"))).isEqualTo(Map.of("chosen_intervention_id", "walk"));
        assertThatThrownBy(() -> tell(false, Map.of("instead", "rest"))).isInstanceOf(Conflict.class);
    }

    @Test
    void whatWasCountedStays() {
        assertThatThrownBy(() -> tell(true, Map.of()))
                .isInstanceOf(Conflict.class)
                .hasMessage("a refresh has counted episode 'e' as not overridden: an override has to be told before its"
                        + " status is counted");
        assertThat(episode).doesNotContainKey("human_override");
    }

    @Test
    void anOutcomeMayTellItToo() {
        assertThat(ofOutcome(Map.of("reward", 1.0)).override()).isEmpty();
        OutcomeProperties told = ofOutcome(Map.of(
                "reward", 1.0, "human_override", true, "override_type", "SKIPPED", "chosen_intervention_id", "walk"));
        assertThat(told.override()).hasValue(new OverrideReport(true, "SKIPPED", "walk", null));
        assertThat(told.byKey()).isEqualTo(Map.of("reward", 1.0));
        for (String key : new String[] {"override_type", "chosen_intervention_id"}) {
            assertThatThrownBy(() -> ofOutcome(Map.of("reward", 1.0, key, "walk")))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("outcome." + key + " tells what a person did instead of what was decided: it needs"
                            + " human_override: true");
        }
    }

    @Test
    void whoeverFollowedTheDecisionSaysSoOnce() {
        OverrideReport followed = ofOutcome(Map.of("reward", 1.0, "human_override", false))
                .override()
                .orElseThrow();
        assertThat(followed.changes("e", episode::get, () -> true))
                .as("counted as that")
                .isEmpty();
        assertThat(followed.changes("e", episode::get, () -> false)).isEqualTo(Map.of("human_override", false));
        episode.put("human_override", false);
        assertThat(followed.changes("e", episode::get, () -> false)).isEmpty();
        assertThat(tell(false, Map.of())).as("a person came to it later").containsEntry("human_override", true);
        assertThatThrownBy(() -> followed.changes("e", episode::get, () -> false))
                .hasMessage("episode 'e' stands as overridden by a person: that is not taken back");
    }

    @Test
    void oddOptionsAreRefused() {
        assertThatThrownBy(() -> tell(false, Map.of("kind", "x")))
                .hasMessage("unknown option 'kind': known are type, instead, reason");
        assertThatThrownBy(() -> tell(false, Map.of("type", " "))).isInstanceOf(InvalidInput.class);
    }

    private static OutcomeProperties ofOutcome(Map<String, ?> outcome) {
        return OutcomeProperties.of(Input.of("outcome", outcome));
    }
}
