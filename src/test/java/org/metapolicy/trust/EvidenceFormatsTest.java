package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Settings;

/**
 * What the number of a format means: one state as a text of each format there ever was, {@code trust/formats/1.json} and
 * so on, and {@code trust/formats/meaning.json}, what the plugin of commit 935268a, which wrote format 1, computed from
 * it. The state has closed windows, limits frozen at promotion, a late flag, an override counted alone and an open session.
 * Who changes the text or its meaning raises {@link EvidenceCodec#FORMAT}, adds a step to {@link EvidenceFormats} and a
 * text; the texts that are here stay. A guardrail or a measure that is declared later changes neither.
 */
class EvidenceFormatsTest {
    private static final Settings EPISODES = Settings.defaults();
    private static final Settings SESSIONS =
            EPISODES.with(Map.of("guardrail_unit", "SESSION", "session_timeout", 3600.0));
    private static final int CLUSTERS = 3;

    static IntStream formats() {
        return IntStream.rangeClosed(1, EvidenceCodec.FORMAT);
    }

    @ParameterizedTest(name = "format {0}")
    @MethodSource("formats")
    void aTextOfEachFormatMeansWhatItMeant(int format) {
        assertThat(json(text(format)).get("format").getAsInt()).isEqualTo(format);
        JsonObject meaning = json(resource("meaning.json"));
        JsonObject later = meaning.remove("after_one_more_episode_by_itself").getAsJsonObject();
        VersionEvidence evidence = EvidenceCodec.read(text(format));
        assertAnEighthOfWhatItWas(evidence, meaning);
        withoutEvidenceAgainst(meaning);
        withoutEvidenceAgainst(later);

        assertSame(figures(evidence, SESSIONS), meaning);

        // Feeds the guardrails what the open session had summed up, each sum under its own name.
        evidence.count(
                Observations.of(
                        new EpisodeFacts(false, "c1", true, null, Observations.START.plus(Duration.ofHours(400))),
                        true,
                        0.5,
                        0.1,
                        -0.1,
                        0.2,
                        false),
                EPISODES,
                CLUSTERS);
        assertSame(figures(evidence, EPISODES), later);
    }

    @ParameterizedTest(name = "format {0}")
    @MethodSource("formats")
    void eachIsWrittenAsTheFormatOfToday(int format) {
        JsonObject today = json(EvidenceCodec.write(EvidenceCodec.read(text(format))));
        JsonObject known = json(text(EvidenceCodec.FORMAT)).getAsJsonObject("guardrails");
        today.getAsJsonObject("guardrails").keySet().removeIf(key -> !known.has(key));

        assertThat(today.toString())
                .as("what is written now differs from the text of format %d", EvidenceCodec.FORMAT)
                .isEqualTo(text(EvidenceCodec.FORMAT));
    }

    @ParameterizedTest(name = "format {0}")
    @MethodSource("formats")
    void anythingMissingFromATextOfAnyFormatIsDamage(int format) {
        for (List<String> path : members(json(text(format)), List.of())) {
            if (mayBeMissing(path)) {
                continue;
            }
            JsonObject whole = json(text(format));
            JsonObject holder = whole;
            for (String step : path.subList(0, path.size() - 1)) {
                holder = holder.getAsJsonObject(step);
            }
            holder.remove(path.get(path.size() - 1));
            assertThatThrownBy(() -> EvidenceCodec.read(whole.toString()), "without %s", path)
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("FULL");
        }
    }

    @Test
    void aGuardrailThatWasDeclaredLaterStartsFreshAndNothingElseChanges() {
        JsonObject earlier = json(text(EvidenceCodec.FORMAT));
        earlier.getAsJsonObject("guardrails").remove(Guardrail.ACCURACY.key());

        VersionEvidence evidence = EvidenceCodec.read(earlier.toString());

        List<GuardrailReading> whole =
                EvidenceCodec.read(text(EvidenceCodec.FORMAT)).guardrails(SESSIONS);
        for (GuardrailReading reading : evidence.guardrails(SESSIONS)) {
            if (reading.guardrail() == Guardrail.ACCURACY) {
                assertThat(reading.n()).isZero();
                assertThat(reading.verdict()).isEqualTo(GuardrailReading.Verdict.INCONCLUSIVE);
            } else {
                // All together have less by what would wait for it.
                assertThat(apart(reading))
                        .isEqualTo(apart(whole.get(reading.guardrail().ordinal())));
            }
        }
    }

    @Test
    void whatANewerVersionDeclaredIsRefusedByItsName() {
        String text = text(EvidenceCodec.FORMAT);
        Stream.of(
                        List.of("guardrail 'of_tomorrow'", text.replace("\"accuracy\":{", "\"of_tomorrow\":{")),
                        List.of(
                                "guardrail 'tomorrows_surge'",
                                text.replace("\"override_surge\":0", "\"tomorrows_surge\":0")),
                        List.of(
                                "variable 'delta_of_tomorrow'",
                                text.replace("\"delta_accuracy\"", "\"delta_of_tomorrow\"")))
                .forEach(newer -> assertThatThrownBy(() -> EvidenceCodec.read(newer.get(1)))
                        .isInstanceOf(Conflict.class)
                        .hasMessageContaining(newer.get(0))
                        .hasMessageContaining("a newer one wrote it")
                        .hasMessageContaining("FULL"));
    }

    /** Until format 3 each of eight guardrails had a capital of 1, of which what was not spent is one of all by now. */
    private static void assertAnEighthOfWhatItWas(VersionEvidence evidence, JsonObject meaning) {
        JsonObject third = json(text(3)).getAsJsonObject("guardrails");
        JsonObject then = meaning.getAsJsonObject("guardrails");
        WatchCapital capital = new WatchCapital(evidence.state().watch().capitalState());
        double all = 0;
        for (Guardrail guardrail : Guardrail.values()) {
            double was =
                    Math.exp(then.getAsJsonObject(guardrail.key()).get("log_e").getAsDouble());
            double unspent = Math.pow(
                    third.getAsJsonObject(guardrail.key()).get("starts").getAsLong() + 1, -0.25);
            assertThat(capital.of(guardrail).worth()).as(guardrail.key()).isCloseTo((was - unspent) / 8, within(1e-12));
            all += was / 8;
        }
        assertThat(capital.worth()).isCloseTo(all, within(1e-12));
    }

    /** What a reading says of its guardrail apart from the others. */
    private static Map<String, Object> apart(GuardrailReading reading) {
        Map<String, Object> map = reading.asMap();
        map.keySet().removeAll(List.of("leads", "log_e_all"));
        return map;
    }

    private static void withoutEvidenceAgainst(JsonObject meaning) {
        meaning.getAsJsonObject("guardrails")
                .entrySet()
                .forEach(guardrail -> guardrail.getValue().getAsJsonObject().remove("log_e"));
    }

    /** What nobody gave is left out, so that its absence says as much; of the rest nothing is. */
    private static boolean mayBeMissing(List<String> path) {
        String last = path.get(path.size() - 1);
        return path.size() == 2 && path.get(0).equals("guardrails")
                || path.get(0).equals("baseline") && !last.equals("overrideMax")
                || path.contains("measures") && path.indexOf("measures") == path.size() - 2
                || path.contains("sums") && !last.equals("sums")
                || path.contains("clusters") && !last.equals("clusters");
    }

    /** Every member of the objects that are not inside arrays, by its path. */
    private static List<List<String>> members(JsonObject object, List<String> path) {
        List<List<String>> members = new ArrayList<>();
        object.entrySet().forEach(entry -> {
            List<String> member = new ArrayList<>(path);
            member.add(entry.getKey());
            members.add(member);
            if (entry.getValue().isJsonObject()) {
                members.addAll(members(entry.getValue().getAsJsonObject(), member));
            }
        });
        return members;
    }

    private static JsonObject figures(VersionEvidence evidence, Settings settings) {
        JsonObject figures = new JsonObject();
        figures.addProperty("n_total", evidence.nTotal());
        figures.addProperty("overrides_total", evidence.state().overridesTotal());
        figures.addProperty("n_since_resume", evidence.nSinceResume());
        figures.addProperty("next_t", evidence.nextT());
        figures.addProperty("known_limits_at_promotion", evidence.baseline().isPresent());
        JsonObject closings = new JsonObject();
        evidence.closingScores().forEach((t, score) -> closings.addProperty(t.toString(), score));
        figures.add("closing_scores", closings);
        JsonObject windows = new JsonObject();
        evidence.closedWindows().forEach((t, window) -> windows.add(t.toString(), window(window)));
        windows.add("open", window(evidence.openWindow()));
        figures.add("windows", windows);
        JsonObject guardrails = new JsonObject();
        for (GuardrailReading reading : evidence.guardrails(settings)) {
            JsonObject figure = new JsonObject();
            figure.addProperty("n", reading.n());
            addUnlessNaN(figure, "limit", reading.limit());
            addUnlessNaN(figure, "estimate", reading.estimate());
            guardrails.add(reading.guardrail().key(), figure);
        }
        JsonObject known = json(resource("meaning.json")).getAsJsonObject("guardrails");
        guardrails.keySet().removeIf(key -> !known.has(key));
        figures.add("guardrails", guardrails);
        figures.addProperty("pci", evidence.estimate(settings, CLUSTERS).pci().value());
        return figures;
    }

    private static JsonObject window(WindowStatistics window) {
        JsonObject figures = new JsonObject();
        figures.addProperty("n", window.n());
        figures.addProperty("overrides", window.overrides());
        figures.addProperty("flags", window.flags());
        Variable.measures().forEach(measure -> window.measure(measure)
                .average()
                .ifPresent(mean -> figures.addProperty(measure.meanKey(), mean)));
        window.reward().deviation().ifPresent(deviation -> figures.addProperty("reward_std", deviation));
        figures.addProperty("unclustered", window.unclustered());
        figures.addProperty("high_potency", window.highPotency());
        figures.addProperty("clusters", window.clusters().toString());
        return figures;
    }

    private static void addUnlessNaN(JsonObject object, String key, double number) {
        if (!Double.isNaN(number)) {
            object.addProperty(key, number);
        }
    }

    /** Numbers within rounding, as logarithms are not the same to the last bit on every machine. */
    private static void assertSame(JsonObject actual, JsonObject expected) {
        Map<String, Object> found = flat(actual);
        Map<String, Object> meant = flat(expected);
        assertThat(found.keySet()).isEqualTo(meant.keySet());
        meant.forEach((path, value) -> {
            if (value instanceof Double number) {
                assertThat((Double) found.get(path)).as(path).isCloseTo(number, within(1e-12));
            } else {
                assertThat(found.get(path)).as(path).isEqualTo(value);
            }
        });
    }

    private static Map<String, Object> flat(JsonObject object) {
        Map<String, Object> flat = new TreeMap<>();
        object.entrySet().forEach(entry -> {
            JsonElement value = entry.getValue();
            if (value.isJsonObject()) {
                flat(value.getAsJsonObject()).forEach((path, inner) -> flat.put(entry.getKey() + "." + path, inner));
            } else {
                flat.put(
                        entry.getKey(),
                        value.getAsJsonPrimitive().isNumber() ? (Object) value.getAsDouble() : value.getAsString());
            }
        });
        return flat;
    }

    private static String text(int format) {
        return resource(format + ".json").strip();
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private static String resource(String name) {
        try (InputStream in = EvidenceFormatsTest.class.getResourceAsStream("/trust/formats/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
