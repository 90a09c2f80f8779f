package org.metapolicy.selection;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSerializer;
import com.google.gson.reflect.TypeToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/** Circumstances, and lists of what was considered, as JSON text and back, without loss. */
public final class CircumstancesCodec {
    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .registerTypeAdapter(
                    Settings.class, (JsonSerializer<Settings>) (settings, type, to) -> to.serialize(settings.own()))
            .registerTypeAdapter(Settings.class, (JsonDeserializer<Settings>) (json, type, from) -> settings(json))
            .create();

    private CircumstancesCodec() {}

    public static String write(Circumstances circumstances) {
        return GSON.toJson(circumstances);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws Conflict if it was changed into something else since
     */
    public static Circumstances read(String text) {
        try {
            Circumstances circumstances = GSON.fromJson(text, Circumstances.class);
            if (circumstances == null || circumstances.family() == null || circumstances.signals() == null) {
                throw new Conflict("the stored circumstances of a decision are incomplete: " + text);
            }
            return circumstances;
        } catch (JsonParseException e) {
            throw new Conflict(
                    "the stored circumstances of a decision cannot be read, they must be what a step wrote: " + text);
        }
    }

    /** Maps of texts, numbers, booleans and nulls. */
    public static String writeMaps(List<Map<String, Object>> maps) {
        return GSON.toJson(maps);
    }

    /**
     * Reads what {@link #writeMaps} wrote; whole numbers may come back as floating ones.
     *
     * @throws Conflict if it was changed into something else since
     */
    public static List<Map<String, Object>> readMaps(String text) {
        try {
            List<Map<String, Object>> maps = GSON.fromJson(text, new TypeToken<>() {});
            return maps == null ? List.of() : maps;
        } catch (JsonParseException edited) {
            throw new Conflict("what a decision considered cannot be read, it must be a list of maps: " + text);
        }
    }

    private static Settings settings(JsonElement json) {
        Map<String, Object> own = new HashMap<>();
        json.getAsJsonObject().entrySet().forEach(entry -> {
            Setting setting = Setting.byKey(entry.getKey());
            if (setting == null) {
                throw new JsonParseException("unknown setting " + entry.getKey());
            }
            own.put(
                    entry.getKey(),
                    switch (setting.kind()) {
                        case INTEGER -> (Object) entry.getValue().getAsLong();
                        case NUMBER -> entry.getValue().getAsDouble();
                        case CHOICE -> entry.getValue().getAsString();
                    });
        });
        return Settings.defaults().with(own);
    }
}
