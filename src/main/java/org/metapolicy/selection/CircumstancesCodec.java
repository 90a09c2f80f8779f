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
import org.metapolicy.policy.MapsAreObjects;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.Shown;

/** Circumstances, and lists of what was considered, as JSON text and back, without loss. */
public final class CircumstancesCodec {
    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .registerTypeAdapterFactory(new MapsAreObjects())
            .registerTypeAdapter(
                    Settings.class, (JsonSerializer<Settings>) (settings, type, to) -> to.serialize(settings.own()))
            .registerTypeAdapter(Settings.class, (JsonDeserializer<Settings>) (json, type, from) -> settings(json))
            .create();

    /** Of what is considered, what is read by name, where it is there. */
    private static final List<Map.Entry<String, Class<?>>> TYPES = List.of(
            Map.entry("version_id", String.class),
            Map.entry("status", String.class),
            Map.entry("propensity", Number.class),
            Map.entry("is_default", Boolean.class));

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
        Circumstances circumstances;
        try {
            circumstances = GSON.fromJson(text, Circumstances.class);
        } catch (RuntimeException edited) {
            // What is no JSON, and what JSON has of it that these records and settings refuse, each in a way of its
            // own.
            throw new Conflict("the stored circumstances of a decision cannot be read, they must be what a step wrote: "
                    + Shown.value(text));
        }
        if (circumstances == null || circumstances.family() == null || circumstances.signals() == null) {
            throw new Conflict("the stored circumstances of a decision are incomplete: " + Shown.value(text));
        }
        return circumstances;
    }

    /** Maps of texts, numbers, booleans and nulls. */
    public static String writeMaps(List<Map<String, Object>> maps) {
        return GSON.toJson(maps);
    }

    /**
     * Reads what {@link #writeMaps} wrote of what was considered; whole numbers may come back as floating ones.
     *
     * @throws Conflict if it was changed into something else since, naming the item and what is wrong with it
     */
    public static List<Map<String, Object>> readMaps(String text) {
        List<Map<String, Object>> maps;
        try {
            maps = GSON.fromJson(text, new TypeToken<>() {});
        } catch (JsonParseException edited) {
            throw new Conflict(
                    "what a decision considered cannot be read, it must be a list of maps: " + Shown.value(text));
        }
        if (maps == null) {
            return List.of();
        }
        for (int i = 0; i < maps.size(); i++) {
            requireTypes(i, maps.get(i));
        }
        return maps;
    }

    private static void requireTypes(int place, Map<String, Object> item) {
        if (item == null) {
            throw unreadable("item " + place + " is null: it must be a map");
        }
        for (Map.Entry<String, Class<?>> known : TYPES) {
            Object value = item.get(known.getKey());
            Class<?> type = known.getValue();
            if (value != null && !type.isInstance(value)) {
                throw unreadable("item " + place + " has " + known.getKey() + " " + Shown.value(value)
                        + ": it must be "
                        + (type == String.class ? "a text" : type == Number.class ? "a number" : "a boolean"));
            }
        }
    }

    private static Conflict unreadable(String why) {
        return new Conflict("what a decision considered cannot be read: " + why);
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
