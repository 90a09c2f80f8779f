package org.metapolicy.governance.erasure;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Set;

/**
 * What a decision for somebody else keeps as JSON of what it depended on and considered, with pseudonyms in its sentences and in
 * the segments that a family may act on; versions and figures stay, so that it is replayed as it was.
 */
public final class DecisionTexts {
    private static final Set<String> WORDS = Set.of("barred", "highAffectSegments", "outside", "reason");
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private DecisionTexts() {}

    /** The text, the same where it names nobody; what is no JSON was written by somebody else, and is redacted as their words are. */
    public static String of(String text, Redaction names) {
        try {
            JsonElement json = JsonParser.parseString(text);
            JsonElement renamed = any(json, false, names);
            return renamed.equals(json) ? text : GSON.toJson(renamed);
        } catch (JsonParseException edited) {
            return names.of(text);
        }
    }

    private static JsonElement any(JsonElement json, boolean isWords, Redaction names) {
        if (json.isJsonObject()) {
            JsonObject copy = new JsonObject();
            json.getAsJsonObject()
                    .entrySet()
                    .forEach(entry ->
                            copy.add(entry.getKey(), any(entry.getValue(), WORDS.contains(entry.getKey()), names)));
            return copy;
        }
        if (json.isJsonArray()) {
            JsonArray copy = new JsonArray();
            json.getAsJsonArray().forEach(one -> copy.add(any(one, isWords, names)));
            return copy;
        }
        return isWords && json instanceof JsonPrimitive plain && plain.isString()
                ? new JsonPrimitive(names.of(plain.getAsString()))
                : json;
    }
}
