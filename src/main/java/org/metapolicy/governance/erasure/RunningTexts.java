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
import java.util.function.UnaryOperator;

/**
 * Running states, running differences and kept standings with pseudonyms: in names of contexts and in ids of sessions, wherever a
 * format has these, and in nothing else, so that an id that is a word of the format leaves it readable.
 */
public final class RunningTexts {
    /** Members that hold contexts: as keys, in a list of names, or in a list of objects by name. */
    private static final Set<String> CONTEXTS =
            Set.of("byCluster", "clusters", "contexts", "here", "history", "offsets");

    private static final String CONTEXT = "context";
    private static final Set<String> OF_SESSIONS = Set.of("sessions", "statusSessions");
    private static final Set<String> SESSION_IDS = Set.of("id", "closed");

    /** As the texts were written. */
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private final Redaction names;

    private RunningTexts(Redaction names) {
        this.names = names;
    }

    /** The text, the same where it names nobody; what is no JSON was written by somebody else, and is redacted as their words are. */
    public static String of(String text, Redaction names) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        try {
            JsonElement json = JsonParser.parseString(text);
            if (!json.isJsonObject()) {
                return names.of(text);
            }
            JsonElement renamed = new RunningTexts(names).object(json.getAsJsonObject(), false);
            return renamed.equals(json) ? text : GSON.toJson(renamed);
        } catch (JsonParseException edited) {
            return names.of(text);
        }
    }

    private JsonElement object(JsonObject json, boolean ofSessions) {
        JsonObject copy = new JsonObject();
        json.entrySet().forEach(entry -> {
            String key = entry.getKey();
            JsonElement value = entry.getValue();
            copy.add(
                    key,
                    CONTEXTS.contains(key)
                            ? contexts(value, ofSessions)
                            : key.equals(CONTEXT)
                                    ? text(value, names::ofContext)
                                    : ofSessions && SESSION_IDS.contains(key)
                                            ? each(value, names::of)
                                            : any(value, ofSessions || OF_SESSIONS.contains(key)));
        });
        return copy;
    }

    private JsonElement any(JsonElement json, boolean ofSessions) {
        if (json.isJsonObject()) {
            return object(json.getAsJsonObject(), ofSessions);
        }
        if (json.isJsonArray()) {
            JsonArray copy = new JsonArray();
            json.getAsJsonArray().forEach(one -> copy.add(any(one, ofSessions)));
            return copy;
        }
        return json;
    }

    private JsonElement contexts(JsonElement json, boolean ofSessions) {
        if (json.isJsonObject()) {
            JsonObject copy = new JsonObject();
            json.getAsJsonObject()
                    .entrySet()
                    .forEach(entry -> copy.add(names.ofContext(entry.getKey()), any(entry.getValue(), ofSessions)));
            return copy;
        }
        if (json.isJsonArray()) {
            JsonArray copy = new JsonArray();
            json.getAsJsonArray()
                    .forEach(one ->
                            copy.add(one.isJsonObject() ? contexts(one, ofSessions) : text(one, names::ofContext)));
            return copy;
        }
        return json;
    }

    private static JsonElement each(JsonElement json, UnaryOperator<String> renaming) {
        if (!json.isJsonArray()) {
            return text(json, renaming);
        }
        JsonArray copy = new JsonArray();
        json.getAsJsonArray().forEach(one -> copy.add(text(one, renaming)));
        return copy;
    }

    private static JsonElement text(JsonElement json, UnaryOperator<String> renaming) {
        return json instanceof JsonPrimitive plain && plain.isString()
                ? new JsonPrimitive(renaming.apply(plain.getAsString()))
                : json;
    }
}
