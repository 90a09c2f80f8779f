package org.metapolicy.policy;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;

/**
 * Reads as a map nothing but a JSON object. Gson takes an array of pairs too, and throws a {@link NullPointerException} where the name
 * of one is null: what is stored, sent or edited so is the wrong form, and is refused as such.
 */
public final class MapsAreObjects implements TypeAdapterFactory {
    /** The same as {@link Gson#Gson()} but for maps. */
    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        return Map.class.isAssignableFrom(type.getRawType()) ? refusing(gson.getDelegateAdapter(this, type)) : null;
    }

    private static <T> TypeAdapter<T> refusing(TypeAdapter<T> maps) {
        return new TypeAdapter<>() {
            @Override
            public void write(JsonWriter out, T map) throws IOException {
                maps.write(out, map);
            }

            @Override
            public T read(JsonReader in) throws IOException {
                if (in.peek() == JsonToken.BEGIN_ARRAY) {
                    throw new JsonSyntaxException("it must be a JSON map, and is an array at " + in.getPath());
                }
                return maps.read(in);
            }
        };
    }
}
