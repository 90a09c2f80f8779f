package org.metapolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class FreeFormTest {
    @Test
    void whatIsTooLargeIsRefusedByItsKey() {
        String large = "x".repeat(5_000_000);
        Input spec = Input.of("spec", Map.of("hyperparams", Map.of("a", List.of(large)), "notes", large));
        assertThatThrownBy(() -> spec.freeForm("hyperparams"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("spec.hyperparams has 50000")
                .hasMessageContaining("at most 100000 are kept");
        assertThatThrownBy(() -> spec.read("notes", ValueKind.TEXT))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("spec.notes is 'xxx")
                .hasMessageEndingWith("it must be a text of at most 10000 characters")
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(300));
        assertThat(spec.large("hyperparams").isEmpty()).isFalse();
        String most = "x".repeat(100_000 - "{\"a\":\"\"}".length() - 1);
        assertThat(FreeForm.of("m", Map.of("a", most)).keptWhole("m").isEmpty()).isFalse();
    }

    @Test
    void keepsWhatJsonHolds() {
        Map<String, Object> map = Map.of(
                "text",
                "é%",
                "flag",
                true,
                "long",
                1L << 53,
                "float",
                0.1f,
                "double",
                -1e300,
                "exponent",
                1e21,
                "list",
                Arrays.asList(1, null, List.of("a")),
                "array",
                new double[] {1, 2},
                "map",
                Map.of("b", 1, "a", 2));

        assertThat(FreeForm.of("spec.hyperparams", map).asMap())
                .containsEntry("text", "é%")
                .containsEntry("flag", true)
                .containsEntry("long", 1L << 53)
                .containsEntry("float", (double) 0.1f)
                .containsEntry("double", -1e300)
                .containsEntry("exponent", 1e21)
                .containsEntry("list", Arrays.asList(1L, null, List.of("a")))
                .containsEntry("array", List.of(1.0, 2.0))
                .containsEntry("map", Map.of("a", 2L, "b", 1L));
        assertThat(FreeForm.of("x", null).isEmpty()).isTrue();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Double.NaN, "e.a.b[1] is NaN: it must be a finite number"),
                Arguments.of(Float.POSITIVE_INFINITY, "e.a.b[1] is Infinity: it must be a finite number"),
                Arguments.of((1L << 53) + 1, "e.a.b[1] is 9007199254740993: a whole number must lie within ±2^53"),
                Arguments.of(Long.MIN_VALUE, "e.a.b[1] is -9223372036854775808: a whole number must lie within ±2^53"),
                Arguments.of(
                        1709284500123000000.0,
                        "e.a.b[1] is 1.70928450012300006E18: a whole number must lie within ±2^53"),
                Arguments.of(LocalDate.of(2026, 1, 31), "e.a.b[1] is 2026-01-31, a date or time: it must be null"),
                Arguments.of(new byte[] {1}, "e.a.b[1] is [1]: it must be null"),
                Arguments.of(new Object(), "no plain value: it must be null"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void namesThePathOfWhatJsonCannotHold(Object value, String message) {
        assertThatThrownBy(() -> FreeForm.of("e", Map.of("a", Map.of("b", List.of(1, value)))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }

    @Test
    void isAsDeepAsItSaysAndNoDeeper() {
        assertThat(FreeForm.of("e", nested(FreeForm.DEPTH_MAX)).isEmpty()).isFalse();
        assertThatThrownBy(() -> FreeForm.of("e", nested(FreeForm.DEPTH_MAX + 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("is nested deeper than 100 levels");
        assertThatThrownBy(() -> FreeForm.of("e", nested(100_000))).isInstanceOf(InvalidInput.class);
    }

    @Test
    void anyMapIsKeptOrRefused() {
        long seed = new Random().nextLong();
        System.out.println("FreeFormTest.anyMapIsKeptOrRefused: seed " + seed);
        Random random = new Random(seed);
        int kept = 0;
        for (int i = 0; i < 5_000; i++) {
            Object value = InputTest.any(random, 0);
            try {
                FreeForm once = FreeForm.of("e", Collections.singletonMap("k", value));
                assertThat(FreeForm.of("e", once.asMap()).asMap()).isEqualTo(once.asMap());
                kept++;
            } catch (InvalidInput refusal) {
                assertThat(refusal.getMessage()).startsWith("e.k");
            }
        }
        assertThat(kept).isBetween(1, 4_999);
    }

    private static Map<String, Object> nested(int depth) {
        Map<String, Object> map = Map.of("k", 1);
        for (int i = 1; i < depth; i++) {
            map = Map.of("k", map);
        }
        return map;
    }
}
