package org.metapolicy.evidence.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class EvidencePropertiesTest {
    @Test
    void listsAreStoredAsArraysOfTheirOwnTypeEvenWhereEmpty() {
        Map<String, Object> stored = episode(Map.of(
                "context", List.of(1L, 0.5), "rv_segment_ids", List.of(), "collective_segment_ids", List.of("s")));

        assertThat(stored.get("context")).isEqualTo(new double[] {1.0, 0.5});
        assertThat(stored.get("rv_segment_ids")).isEqualTo(new String[0]);
        assertThat(stored.get("collective_segment_ids")).isEqualTo(new String[] {"s"});
        assertThat(episode(Map.of("context", List.of())).get("context")).isEqualTo(new double[0]);
        assertThat(episode(Map.of("context", new long[] {7, 8})).get("context")).isEqualTo(new double[] {7.0, 8.0});
    }

    @Test
    void timesAreKeptInTheirZoneAndParametersAsJsonWithTheirNulls() {
        assertThat(episode(Map.of("timestamp", "2026-07-01 14:00:00+0200")).get("timestamp"))
                .isEqualTo(ZonedDateTime.parse("2026-07-01T14:00:00+02:00"));
        assertThat(episode(Map.of("timestamp", LocalDateTime.parse("2026-07-01T14:00:00")))
                        .get("timestamp"))
                .isEqualTo(ZonedDateTime.parse("2026-07-01T14:00:00Z"));
        assertThat(episode(Map.of("parameters", Collections.singletonMap("volume", null))))
                .containsEntry("parameters", "{\"volume\":null}");
    }

    @Test
    void whatDoesNotFitIsNamedByItsPath() {
        assertThatThrownBy(() -> outcome(Map.of("reward", 0.5, "safety_flag", "true")))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("outcome.safety_flag is 'true', a text: it must be true or false");
        assertThatThrownBy(() -> outcome(Map.of("notes", "n")))
                .hasMessage("outcome.reward is missing: it must be a number from -1 to 1");
        assertThatThrownBy(() -> episode(Map.of("parameters", Map.of("a", Arrays.asList(1, Double.NaN)))))
                .hasMessage("episode.parameters.a[1] is NaN: it must be a finite number");
        assertThatThrownBy(() -> episode(Map.of("timestamp", 1769860800000L)))
                .hasMessageStartingWith("episode.timestamp is 1769860800000: it must be a date and time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trial_id",
                "context_cluster",
                "context_hash",
                "chosen_intervention_id",
                "override_type",
                "decision_id"
            })
    void aBlankNamesNothing(String key) {
        for (String blank : List.of("", " ", "\u200b")) {
            assertThatThrownBy(() -> episode(Map.of(key, blank)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageStartingWith("episode." + key + " is '")
                    .hasMessageEndingWith("it must be a text of at most 10000 characters, and not blank");
        }
    }

    /** It would count as not overridden. */
    @Test
    void howAPersonOverrodeNeedsThatOneDid() {
        List<Map<String, ?>> without = List.of(
                Map.of("override_type", "REPLACED"), Map.of("override_type", "REPLACED", "human_override", false));
        for (Map<String, ?> told : without) {
            assertThatThrownBy(() -> episode(told))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessage("episode.override_type tells what a person did instead of what was decided: it needs"
                            + " human_override: true");
        }
        assertThat(episode(Map.of("override_type", "REPLACED", "human_override", true)))
                .containsEntry("override_type", "REPLACED");
    }

    private static Map<String, Object> episode(Map<String, ?> map) {
        return EpisodeProperties.of(Input.of("episode", map)).byKey();
    }

    private static Map<String, Object> outcome(Map<String, ?> map) {
        return OutcomeProperties.of(Input.of("outcome", map)).byKey();
    }
}
