package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class SelectionContextTest {
    private static SelectionContext of(Map<String, ?> map) {
        return SelectionContext.of(Input.of("context", map));
    }

    @Test
    void readsEveryKey() {
        SelectionContext context = of(Map.ofEntries(
                Map.entry("coherence", 1L),
                Map.entry("entropy_change", -0.3),
                Map.entry("max_rv_potency", 0.0),
                Map.entry("affective_load", 0.5),
                Map.entry("awareness", "MIX"),
                Map.entry("coherence_stability", 0.05),
                Map.entry("participant_id", "p:1"),
                Map.entry("group_id", "g"),
                Map.entry("task", "dots"),
                Map.entry("context", List.of(1L, 0.5)),
                Map.entry("context_cluster", "hard"),
                Map.entry("seed", 7.0),
                Map.entry("suggestions", Map.of("v", "cue", "w", "rest"))));

        assertThat(context)
                .isEqualTo(new SelectionContext(
                        new MetaContext(1.0, -0.3, 0.0, 0.5, Awareness.MIX, 0.05),
                        "p:1",
                        "g",
                        "dots",
                        List.of(1.0, 0.5),
                        "hard",
                        7L,
                        Map.of("v", "cue", "w", "rest")));
    }

    @Test
    void nothingKnownAndNullAreTheSame() {
        assertThat(of(Map.of()).signals()).isEqualTo(MetaContext.UNKNOWN);
        assertThat(of(null)).isEqualTo(of(Map.of()));
        assertThat(of(Collections.singletonMap("coherence", null))).isEqualTo(of(Map.of()));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("coherense", 0.5, "coherence"),
                Arguments.of("coherence", Double.NaN, "from 0 to 1"),
                Arguments.of("coherence", 1.0000001, "from 0 to 1"),
                Arguments.of("coherence", -0.1, "from 0 to 1"),
                Arguments.of("coherence", "0.5", "a number"),
                Arguments.of("entropy_change", Double.POSITIVE_INFINITY, "a finite number"),
                Arguments.of("entropy_change", Double.NaN, "a finite number"),
                Arguments.of("max_rv_potency", 7, "from 0 to 1"),
                Arguments.of("affective_load", true, "from 0 to 1"),
                Arguments.of("awareness", "full", "FULL, IU, PU, MIX"),
                Arguments.of("awareness", 1L, "FULL, IU, PU, MIX"),
                Arguments.of("participant_id", " ", "an id, a text of at most 10000 characters, and not blank"),
                Arguments.of("group_id", 5L, "an id"),
                Arguments.of("task", "  ", "a text"),
                Arguments.of("context", List.of(), "a list of finite numbers"),
                Arguments.of("context", List.of(0.1, Double.NaN), "a list of finite numbers"),
                Arguments.of("context", Arrays.asList(0.1, null), "a list of finite numbers"),
                Arguments.of("context", 0.1, "a list of finite numbers"),
                Arguments.of("context_cluster", 1L, "a text"),
                Arguments.of("seed", 1.5, "an integer"),
                Arguments.of("seed", "1", "an integer"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrong")
    void whatIsWrongIsNamedWithWhatWouldBeRight(String key, Object value, String right) {
        assertThatThrownBy(() -> of(Map.of(key, value)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(key)
                .hasMessageContaining(right);
    }
}
