package org.metapolicy.counterfactual.running;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.reflect.TypeToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.policy.HalfCharacter;
import org.metapolicy.policy.MapsAreObjects;
import org.metapolicy.policy.Times;

/**
 * How an episode was decided, as a JSON map that a file has of it: the adjustment's properties under their own names, of which {@code timestamp},
 * {@code version_id}, {@code intervention_id}, {@code propensity}, {@code considered}, {@code choice_version_ids} and
 * {@code choice_intervention_ids} are read. {@code considered} is a list of maps, or its JSON text, as adjustments keep it.
 */
public final class DecisionText {
    private static final Gson GSON =
            new GsonBuilder().registerTypeAdapterFactory(new MapsAreObjects()).create();

    private DecisionText() {}

    /**
     * Reads one, as a refresh reads an adjustment.
     *
     * @param decidedAt when it was decided where the text says nothing of it; null where nothing does
     * @return empty where the text is no such map, or does not tell of a decision
     */
    public static Optional<MadeDecision> read(String json, Instant decidedAt) {
        try {
            JsonObject decision = map(json);
            if (decision == null) {
                return Optional.empty();
            }
            Double propensity = number(decision.get("propensity"));
            List<Map<String, Object>> considered = considered(decision.get("considered"));
            Instant at = decision.has("timestamp")
                    ? Times.instant(text(decision.get("timestamp"))).orElse(null)
                    : decidedAt;
            return considered == null
                            || !isSomebodyOrNobody(decision.get("version_id"))
                            || propensity == null
                            || !(propensity > 0 && propensity <= 1)
                            || at == null
                    ? Optional.empty()
                    : MadeDecision.read(
                            at,
                            considered,
                            choices(decision),
                            text(decision.get("version_id")),
                            text(decision.get("intervention_id")),
                            propensity);
        } catch (JsonParseException | IllegalStateException other) {
            // It gives no evidence of this kind; the rest of its row counts all the same.
            return Optional.empty();
        }
    }

    /**
     * What a record keeps of what its versions would have done.
     *
     * @param interventions by version
     * @param propensity of the intervention that was decided; null where it is not told
     * @param versionPropensity of the version that had its turn; null where it is not told
     * @param chances by intervention, how likely each was; empty where the propensity of the intervention is not told
     */
    public record Kept(
            Map<String, String> interventions,
            Double propensity,
            Double versionPropensity,
            SortedMap<String, Double> chances) {}

    /**
     * Reads what is kept, which a record may tell that tells of no decision otherwise; {@code intervention_propensity} is read besides.
     *
     * @return empty where the text is no map
     */
    public static Optional<Kept> kept(String json) {
        try {
            return Optional.ofNullable(map(json))
                    .map(decision -> kept(decision, number(decision.get("intervention_propensity")), json));
        } catch (JsonParseException | IllegalStateException other) {
            return Optional.empty();
        }
    }

    /** Null where it is none, or no text of whole characters, by which versions and interventions could be told apart once stored. */
    private static JsonObject map(String json) {
        return JsonParser.parseString(json) instanceof JsonObject decision && !isCut(json, decision) ? decision : null;
    }

    /** Only an escape can cut a character. */
    private static boolean isCut(String json, JsonObject decision) {
        return json.contains("\\u") && HalfCharacter.isIn(decision.toString());
    }

    private static Kept kept(JsonObject decision, Double propensity, String json) {
        Optional<MadeDecision> made = propensity == null ? Optional.empty() : read(json, Instant.EPOCH);
        return new Kept(
                choices(decision),
                propensity,
                number(decision.get("propensity")),
                made.map(one -> one.likely(one.chances())).orElseGet(TreeMap::new));
    }

    /** Null where there is none; an empty text, as an adjustment may have it, is an empty list. */
    private static List<Map<String, Object>> considered(JsonElement given) {
        boolean isText = text(given) != null;
        if (!isText && (given == null || !given.isJsonArray())) {
            return null;
        }
        TypeToken<List<Map<String, Object>>> type = new TypeToken<>() {};
        List<Map<String, Object>> maps =
                isText ? GSON.fromJson(text(given), type) : GSON.fromJson(given, type.getType());
        return HalfCharacter.isIn(maps) ? null : maps == null ? List.of() : maps;
    }

    private static Map<String, String> choices(JsonObject decision) {
        List<String> versions = texts(decision.get("choice_version_ids"));
        List<String> interventions = texts(decision.get("choice_intervention_ids"));
        Map<String, String> choices = new TreeMap<>();
        for (int i = 0; versions.size() == interventions.size() && i < versions.size(); i++) {
            choices.put(versions.get(i), interventions.get(i));
        }
        return choices;
    }

    /** None where it is no list of texts alone, as of an adjustment. */
    private static List<String> texts(JsonElement given) {
        List<String> texts = new ArrayList<>();
        for (JsonElement one : given instanceof JsonArray list ? list : new JsonArray()) {
            if (!isText(one)) {
                return List.of();
            }
            texts.add(one.getAsString());
        }
        return texts;
    }

    /** Whoever is named by no text is not nobody. */
    private static boolean isSomebodyOrNobody(JsonElement given) {
        return given == null || given.isJsonNull() || isText(given);
    }

    private static boolean isText(JsonElement given) {
        return given instanceof JsonPrimitive one && one.isString();
    }

    private static Double number(JsonElement given) {
        return given instanceof JsonPrimitive one && one.isNumber() ? (Double) one.getAsDouble() : null;
    }

    private static String text(JsonElement given) {
        return isText(given) && !given.getAsString().isBlank() ? given.getAsString() : null;
    }
}
