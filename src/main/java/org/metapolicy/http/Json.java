package org.metapolicy.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.time.temporal.TemporalAccessor;

/** Answers as JSON text: null is written, times are ISO 8601. */
final class Json {
    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .registerTypeHierarchyAdapter(TemporalAccessor.class, (JsonSerializer<TemporalAccessor>)
                    (time, type, context) -> new JsonPrimitive(time.toString()))
            .create();

    private Json() {}

    static String of(Object value) {
        return GSON.toJson(value);
    }
}
