package org.metapolicy.http;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.time.temporal.TemporalAccessor;

/**
 * Answers as JSON text: a record's components in snake_case, null written, times in ISO 8601, and null for a number that
 * JSON does not know.
 */
public final class Json {
    private static final JsonSerializer<Double> FINITE =
            (number, type, context) -> Double.isFinite(number) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .registerTypeAdapter(Double.class, FINITE)
            .registerTypeAdapter(double.class, FINITE)
            .registerTypeHierarchyAdapter(TemporalAccessor.class, (JsonSerializer<TemporalAccessor>)
                    (time, type, context) -> new JsonPrimitive(time.toString()))
            .create();

    private Json() {}

    /** The object that a stored text holds; where somebody made it none, one that shows the text. Null stays null. */
    public static JsonElement object(String text) {
        if (text == null) {
            return null;
        }
        try {
            JsonElement stored = JsonParser.parseString(text);
            if (stored.isJsonObject()) {
                return stored;
            }
        } catch (JsonParseException tampered) {
            return unreadable(text);
        }
        return unreadable(text);
    }

    private static JsonObject unreadable(String text) {
        JsonObject shown = new JsonObject();
        shown.addProperty("unreadable", text);
        return shown;
    }

    public static String of(Object value) {
        return GSON.toJson(value);
    }
}
