package org.metapolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapsAreObjectsTest {
    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .registerTypeAdapterFactory(new MapsAreObjects())
            .create();

    /** @param names what is known by name */
    private record Named(Map<String, List<Map<String, Object>>> names) {}

    @ParameterizedTest
    @ValueSource(strings = {"[[null,1]]", "[[\"a\",1]]", "[]", "[1]", " [\n]"})
    void anArrayIsNoMap(String array) {
        assertThatThrownBy(() -> GSON.fromJson(array, new TypeToken<Map<String, Object>>() {}))
                .isInstanceOf(JsonParseException.class)
                .hasMessage("it must be a JSON map, and is an array at $");
        assertThatThrownBy(() -> GSON.fromJson("{\"names\":{\"n\":[{}," + array + "]}}", Named.class))
                .isInstanceOf(JsonParseException.class)
                .hasMessageEndingWith("[1]");
        JsonElement parsed = new Gson().fromJson(array, JsonElement.class);
        assertThatThrownBy(() -> GSON.fromJson(parsed, Map.class)).isInstanceOf(JsonParseException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"a\":[[1.5,2.0]],\"b\":{\"c\":null}}"})
    void whatElseIsReadAndWrittenIsTheSame(String json) {
        TypeToken<Map<String, Object>> type = new TypeToken<>() {};
        assertThat(GSON.fromJson(json, type)).isEqualTo(new Gson().fromJson(json, type));
        assertThat(GSON.toJson(GSON.fromJson(json, type))).isEqualTo(json);
    }

    @Test
    void arraysWithinAMapStayLists() {
        Map<String, Object> expected = new HashMap<>();
        expected.put("pairs", List.of(Arrays.asList(null, 1.0)));
        assertThat(GSON.fromJson("{\"pairs\":[[null,1]]}", new TypeToken<Map<String, Object>>() {}))
                .isEqualTo(expected);
    }
}
