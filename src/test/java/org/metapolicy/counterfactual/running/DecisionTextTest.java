package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A file's record of a decision is read as a refresh reads an adjustment. */
class DecisionTextTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CONSIDERED =
            "[{\"version_id\":\"a\",\"propensity\":0.75,\"is_default\":true},{\"version_id\":\"b\",\"propensity\":0.25}]";

    @Test
    void theRecordIsReadWhetherItsListIsOneOrAText() {
        List<Map<String, Object>> considered = List.of(
                Map.of("version_id", "a", "propensity", 0.75, "is_default", true),
                Map.of("version_id", "b", "propensity", 0.25));
        MadeDecision expected = MadeDecision.read(NOON, considered, Map.of("a", "x", "b", "y"), "b", "y", 0.25)
                .orElseThrow();
        for (String list : List.of(CONSIDERED, "\"" + CONSIDERED.replace("\"", "\\\"") + "\"")) {
            assertThat(DecisionText.read(decision(list, "0.25"), null)).contains(expected);
        }
        assertThat(expected.standard()).isEqualTo("a");
        assertThat(expected.arms().get("a")).isEqualTo(new MadeDecision.Arm("x", 0.75));
    }

    @Test
    void withoutATimeOfItsOwnItIsTheEpisodes() {
        String timeless = decision(CONSIDERED, "0.25").replace("timestamp", "when");
        assertThat(DecisionText.read(timeless, NOON.plusSeconds(1))
                        .orElseThrow()
                        .at())
                .isEqualTo(NOON.plusSeconds(1));
        assertThat(DecisionText.read(timeless, null)).isEmpty();
    }

    @Test
    void whatIsNoRecordTellsNothing() {
        for (String text : List.of(
                "",
                "[]",
                "{\"a\"",
                "{}",
                decision(CONSIDERED, "0.25").replace("2026-03-01", "soon"),
                decision(CONSIDERED, "0"),
                decision(CONSIDERED, "1.5"),
                decision(CONSIDERED, "\"0.25\""),
                decision("7", "0.25"),
                decision("\"no list\"", "0.25"),
                decision("[{\"version_id\":\"a\"}]", "0.25"))) {
            assertThat(DecisionText.read(text, NOON)).as(text).isEmpty();
        }
    }

    @Test
    void whatIsKeptIsReadOfADecisionThatTellsNothingElse() {
        String bare =
                "{\"choice_version_ids\":[\"a\"],\"choice_intervention_ids\":[\"x\"],\"intervention_propensity\":0.5}";
        assertThat(DecisionText.read(bare, NOON)).isEmpty();
        assertThat(DecisionText.kept(bare))
                .contains(new DecisionText.Kept(Map.of("a", "x"), 0.5, null, new TreeMap<>()));
        assertThat(DecisionText.kept(decision("7", "0.25")))
                .contains(new DecisionText.Kept(Map.of("a", "x", "b", "y"), null, 0.25, new TreeMap<>()));
        assertThat(DecisionText.kept("{}")).contains(new DecisionText.Kept(Map.of(), null, null, new TreeMap<>()));
        // How likely each thing was is known where what was done is told with its own propensity.
        assertThat(DecisionText.kept(decision(CONSIDERED, "0.25,\"intervention_propensity\":0.25"))
                        .orElseThrow()
                        .chances())
                .isEqualTo(Map.of("x", 0.75, "y", 0.25));
        for (String text : List.of("", "[]", "{\"a\"")) {
            assertThat(DecisionText.kept(text)).as(text).isEmpty();
        }
    }

    @Test
    void listsThatAreNoneOfTextsSayNothingOfWhatVersionsWouldHaveDone() {
        String whole = decision(CONSIDERED, "0.25");
        for (String list : List.of("[null,\"b\"]", "[7,\"b\"]", "[[\"a\"],\"b\"]", "{}", "\"a\"", "[\"a\"]")) {
            String versions = whole.replace("_version_ids\":[\"a\",\"b\"]", "_version_ids\":" + list);
            String interventions = whole.replace("[\"x\",\"y\"]", list);
            for (String text : List.of(versions, interventions)) {
                assertThat(DecisionText.read(text, NOON).orElseThrow().arms().get("a"))
                        .as(text)
                        .isEqualTo(new MadeDecision.Arm("version a", 0.75));
                assertThat(DecisionText.kept(text).orElseThrow().interventions())
                        .as(text)
                        .isEmpty();
            }
        }
    }

    @Test
    void aChanceThatIsNoneTellsNothing() {
        for (String chance : List.of("-0.1", "1.1", "1e999", "-1e999", "\"0.5\"", "null")) {
            String text = decision(CONSIDERED.replace("0.75", chance), "0.25");
            assertThat(DecisionText.read(text, NOON)).as(text).isEmpty();
        }
        assertThat(DecisionText.read(
                        decision(CONSIDERED, "0.25").replace("version_id\":\"b\",\"int", "version_id\":7,\"int"), NOON))
                .isEmpty();
        for (String pairs : List.of("[[[null,1]]]", "\"[[[null,1]]]\"")) {
            assertThat(DecisionText.read(decision(pairs, "0.25"), NOON))
                    .as(pairs)
                    .isEmpty();
        }
        String asText = "\""
                + CONSIDERED
                        .replace("\"a\"", "\"\\ud800\"")
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"") + "\"";
        assertThat(DecisionText.read(decision(asText, "0.25"), NOON)).isEmpty();
        assertThat(DecisionText.read(decision(CONSIDERED.replace("true", "\"true\""), "0.25"), NOON))
                .isEmpty();
        assertThat(DecisionText.read(decision(CONSIDERED, "0.25").replace("\"b\"", "\"\\ud800\""), NOON))
                .isEmpty();
    }

    /** Whatever stands there, it is a decision that can be counted and stored, or nothing; nothing is ever thrown. */
    @Test
    void anyTextIsReadOrTellsNothing() {
        long seed = new Random().nextLong();
        System.out.println("DecisionTextTest.anyTextIsReadOrTellsNothing: seed " + seed);
        Random random = new Random(seed);
        List<String> keys = List.of(
                "timestamp",
                "version_id",
                "intervention_id",
                "propensity",
                "intervention_propensity",
                "considered",
                "choice_version_ids",
                "choice_intervention_ids");
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            JsonObject decision =
                    JsonParser.parseString(decision(CONSIDERED, "0.25")).getAsJsonObject();
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                decision.add(keys.get(random.nextInt(keys.size())), any(random, 0));
            }
            if (random.nextInt(3) == 0) {
                JsonElement list = decision.get("considered");
                if (list.isJsonArray() && !list.getAsJsonArray().isEmpty()) {
                    JsonElement first = list.getAsJsonArray().get(0);
                    if (first.isJsonObject()) {
                        first.getAsJsonObject()
                                .add(
                                        List.of("version_id", "propensity", "is_default")
                                                .get(random.nextInt(3)),
                                        any(random, 0));
                    }
                }
                if (random.nextBoolean()) {
                    decision.addProperty("considered", list.toString());
                }
            }
            String text = torn(decision.toString(), random);
            DecisionText.kept(text).ifPresent(kept -> assertThat(kept.interventions())
                    .as(text)
                    .doesNotContainKey(null)
                    .doesNotContainValue(null));
            Optional<MadeDecision> made = DecisionText.read(text, random.nextBoolean() ? NOON : null);
            read += made.isPresent() ? 1 : 0;
            made.ifPresent(one -> requireCountable(text, one));
        }
        assertThat(read).isGreaterThan(500);
    }

    private static void requireCountable(String text, MadeDecision made) {
        assertThat(made.propensity()).as(text).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(made.arms().values()).as(text).allSatisfy(arm -> assertThat(arm.propensity())
                .isBetween(0.0, 1.0));
        RunningDifferences running = RunningDifferences.after(0);
        running.decided(1, "b", Optional.of(made));
        running.status("b", null, false);
        running.outcome("b", null, 0.5, Optional.of(made));
        assertThat(RunningDifferences.read(running.text(), 0).text()).as(text).isEqualTo(running.text());
    }

    /** Now and then with a character less, another one, or its end cut off. */
    private static String torn(String text, Random random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(12)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + "[]{}\",:0e-nt\\".charAt(random.nextInt(13)) + text.substring(at);
            default -> text;
        };
    }

    private static JsonElement any(Random random, int depth) {
        return switch (random.nextInt(depth > 2 ? 6 : 10)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(random.nextBoolean());
            case 2 -> new JsonPrimitive(Double.longBitsToDouble(random.nextLong() & 0x7fdfffffffffffffL));
            case 3 -> new JsonPrimitive(new BigDecimal(random.nextBoolean() ? "1e999" : "-1e9999"));
            case 4 ->
                new JsonPrimitive(List.of("", " ", "a", "b", "x", "0.5", "NaN", "[null]", "[[", "\ud800", "null", "{}")
                        .get(random.nextInt(12)));
            case 5 -> new JsonPrimitive(random.nextInt(3) / 2.0);
            case 6 -> {
                JsonObject map = new JsonObject();
                map.add(
                        List.of("version_id", "propensity", "is_default").get(random.nextInt(3)),
                        any(random, depth + 1));
                yield map;
            }
            case 7 -> {
                JsonArray deep = new JsonArray();
                for (int i = random.nextInt(400); i > 0; i--) {
                    JsonArray outer = new JsonArray();
                    outer.add(deep);
                    deep = outer;
                }
                yield deep;
            }
            default -> {
                JsonArray list = new JsonArray();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(any(random, depth + 1));
                }
                yield list;
            }
        };
    }

    private static String decision(String considered, String propensity) {
        return "{\"timestamp\":\"2026-03-01T12:00:00Z\",\"version_id\":\"b\",\"intervention_id\":\"y\",\"propensity\":"
                + propensity + ",\"considered\":" + considered
                + ",\"choice_version_ids\":[\"a\",\"b\"],\"choice_intervention_ids\":[\"x\",\"y\"]}";
    }
}
