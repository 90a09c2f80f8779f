package org.metapolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class InputTest {
    private static final ValueKind<Long> LIMIT = ValueKind.integer(1, 1000);

    @Test
    void noMapIsTheEmptyOneAndNullIsNoKey() {
        assertThat(Input.of("options", null).isEmpty()).isTrue();
        Input input = Input.of("options", Collections.singletonMap("limit", null));

        assertThat(input.read("limit", LIMIT)).isEmpty();
        assertThat(input.has("limit")).isFalse();
        assertThat(input.names("limit")).isTrue();
        assertThat(input.map("evidence").isEmpty()).isTrue();
        assertThat(input.freeForm("evidence").isEmpty()).isTrue();
    }

    @Test
    void aKeyThatNobodyKnowsIsRefusedWithThoseThatAreKnown() {
        assertThatThrownBy(() -> Input.of("options", Map.of("lmit", 1)).only("after", "limit"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("unknown option 'lmit': known are after, limit");
        assertThatThrownBy(() ->
                        Input.of("who", Collections.singletonMap("lmit", null)).only("after", "limit"))
                .hasMessage("unknown key 'lmit' in who: known are after, limit");
        assertThatThrownBy(() -> Input.of("", Map.of("lmit", 1)).only("after", "limit"))
                .hasMessage("unknown key 'lmit': known are after, limit");
        assertThatThrownBy(() -> Input.of("options", Map.of("config", Map.of("lmit", 1)))
                        .map("config")
                        .only("setting", List.of("limit")))
                .hasMessage("unknown setting 'lmit' in options.config: known are limit");
    }

    static Stream<Arguments> whole() {
        return Stream.of(7L, 7, (short) 7, (byte) 7, 7.0, 7.0f).map(Arguments::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void whatIsWorthAnIntegerIsOne(Object seven) {
        assertThat(Input.of("options", Map.of("limit", seven)).read("limit", LIMIT))
                .contains(7L);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(0L, LIMIT, "options.x is 0: it must be an integer from 1 to 1000"),
                Arguments.of(1001.0, LIMIT, "options.x is 1001.0: it must be an integer from 1 to 1000"),
                Arguments.of(7.5, LIMIT, "options.x is 7.5: it must be an integer from 1 to 1000"),
                Arguments.of("7", LIMIT, "options.x is '7', a text: it must be an integer from 1 to 1000"),
                Arguments.of(Double.NaN, LIMIT, "options.x is NaN: it must be an integer from 1 to 1000"),
                Arguments.of(
                        1e17,
                        ValueKind.INTEGER,
                        "options.x is 1.0E17, a float too large to be an exact integer: it must be an integer"),
                Arguments.of(
                        1e300,
                        LIMIT,
                        "options.x is 1.0E300, a float too large to be an exact integer: it"
                                + " must be an integer from 1 to 1000"),
                Arguments.of(Double.NaN, ValueKind.NUMBER, "options.x is NaN: it must be a finite number"),
                Arguments.of(
                        Double.NEGATIVE_INFINITY,
                        ValueKind.NUMBER,
                        "options.x is -Infinity: it must be a finite number"),
                Arguments.of("true", ValueKind.FLAG, "options.x is 'true', a text: it must be true or false"),
                Arguments.of(1L, ValueKind.FLAG, "options.x is 1: it must be true or false"),
                Arguments.of(true, ValueKind.TEXT, "options.x is true: it must be a text of at most 10000 characters"),
                Arguments.of(
                        "a b",
                        ValueKind.ID,
                        "options.x is 'a b': it must be an id, a text of 1 to 128 of A-Z a-z 0-9 . _ : -"),
                Arguments.of(
                        "LOUD", ValueKind.choice(Mode.class), "options.x is 'LOUD': it must be one of SHADOW, ACTIVE"),
                Arguments.of(
                        new double[] {1, Double.NaN},
                        ValueKind.NUMBERS,
                        "options.x is [1.0, NaN]: it must be a list of finite numbers"),
                Arguments.of(
                        Arrays.asList("a", null), ValueKind.IDS, "options.x is ['a', null]: it must be a list of ids"),
                Arguments.of(
                        new byte[] {1, 2},
                        ValueKind.NUMBERS,
                        "options.x is [1, 2]: it must be a list of finite numbers"),
                Arguments.of(
                        Map.of("k", "v"),
                        ValueKind.NUMBERS,
                        "options.x is {k: 'v'}: it must be a list of finite numbers"),
                Arguments.of(
                        LocalDate.of(2026, 1, 31),
                        ValueKind.NUMBER,
                        "options.x is 2026-01-31, a date or time: it must be a finite number"),
                Arguments.of(
                        Duration.ofSeconds(5),
                        ValueKind.NUMBER,
                        "options.x is PT5S, a duration: it must be a finite number"),
                Arguments.of(
                        1769860800000L,
                        ValueKind.TIME,
                        "options.x is 1769860800000: it must be a date and time, or one as ISO 8601 text, such as"
                                + " 2026-01-31T12:00:00Z"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("refused")
    void whatDoesNotFitIsNamedWithItsTypeWhereThatIsHidden(Object value, ValueKind<?> kind, String message) {
        assertThatThrownBy(() -> Input.of("options", Map.of("x", value)).read("x", kind))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(message);
    }

    @Test
    void whatMustBeThereIsAskedFor() {
        assertThatThrownBy(() -> Input.of("options", Map.of()).require("k", LIMIT))
                .hasMessage("options.k is missing: it must be an integer from 1 to 1000");
    }

    @Test
    void aMapWithinIsReadByItsPath() {
        Input input = Input.of("options", Map.of("expected_head", Map.of("seq", "1"), "evidence", 5L));

        assertThatThrownBy(() -> input.map("expected_head").read("seq", ValueKind.INTEGER))
                .hasMessage("options.expected_head.seq is '1', a text: it must be an integer");
        assertThatThrownBy(() -> input.freeForm("evidence")).hasMessage("options.evidence is 5: it must be a map");
    }

    @Test
    void longValuesAreCut() {
        String text = "x".repeat(5_000_000);
        assertThatThrownBy(() -> Input.of("o", Map.of("x", text)).read("x", ValueKind.ID))
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).contains("…").hasSizeLessThan(300));
        assertThatThrownBy(() -> Input.of("o", Map.of("x", Collections.nCopies(1000, List.of(text))))
                        .read("x", ValueKind.NUMBER))
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).contains("…").hasSizeLessThan(300));
        assertThatThrownBy(() -> Input.of("o", Map.of(text, 1)).only("x"))
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).contains("…").hasSizeLessThan(300));
    }

    /** Whatever comes in, a kind gives what it says, or a refusal that names the key; nothing else is ever thrown. */
    @Test
    void anyValueIsReadOrRefused() {
        long seed = new Random().nextLong();
        System.out.println("InputTest.anyValueIsReadOrRefused: seed " + seed);
        Random random = new Random(seed);
        List<ValueKind<?>> kinds = List.of(
                ValueKind.TEXT,
                ValueKind.WORDS,
                ValueKind.ID,
                ValueKind.FLAG,
                ValueKind.NUMBER,
                ValueKind.INTEGER,
                LIMIT,
                ValueKind.TIME,
                ValueKind.NUMBERS,
                ValueKind.IDS,
                ValueKind.choice(Mode.class));
        for (int i = 0; i < 20_000; i++) {
            Object value = any(random, 0);
            ValueKind<?> kind = kinds.get(random.nextInt(kinds.size()));
            Input input = Input.of("options", Collections.singletonMap("key", value));
            try {
                assertThat(input.read("key", kind).isPresent())
                        .as("%s as %s", value, kind.range())
                        .isEqualTo(value != null);
            } catch (InvalidInput refusal) {
                assertThat(refusal.getMessage())
                        .startsWith("options.key is ")
                        .endsWith(": it must be " + kind.range())
                        .doesNotContain("[D@", "[J@", "[Ljava");
            }
            if (value instanceof Number number && kind == LIMIT) {
                double worth = number.doubleValue();
                boolean fits = worth == Math.rint(worth) && worth >= 1 && worth <= 1000;
                assertThat(LIMIT.read(value) != null).as("%s", value).isEqualTo(fits);
            }
        }
    }

    static Object any(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 11 : 15)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> (long) random.nextInt(-2, 1200);
            case 4 -> random.nextInt();
            case 5 -> (double) random.nextInt(-2, 1200);
            case 6 -> Double.longBitsToDouble(random.nextLong());
            case 7 -> Float.intBitsToFloat(random.nextInt());
            case 8 ->
                List.of("ACTIVE", "", "  ", "7", "true", "2026-01-31", "é%s", "a:b")
                        .get(random.nextInt(8));
            case 9 -> LocalDate.ofEpochDay(random.nextInt(40_000));
            case 10 -> new double[] {random.nextDouble(), random.nextInt(3) == 0 ? Double.NaN : 1};
            case 11 -> new String[] {"a", "b"};
            case 12 -> {
                Map<String, Object> map = new HashMap<>();
                map.put("k" + random.nextInt(3), any(random, depth + 1));
                yield map;
            }
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(any(random, depth + 1));
                }
                yield list;
            }
        };
    }
}
