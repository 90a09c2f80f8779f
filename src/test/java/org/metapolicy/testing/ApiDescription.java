package org.metapolicy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The interface's OpenAPI description, and whether answers keep it. Knows the keywords of JSON Schema that it uses. */
public final class ApiDescription {
    private static final String ROOT = "/meta_policy";

    private final JsonObject document;

    private ApiDescription(JsonObject document) {
        this.document = document;
    }

    /** The one that the plugin brings. */
    public static ApiDescription read() {
        try (Reader file = new InputStreamReader(
                ApiDescription.class.getResourceAsStream("/metapolicy/openapi.json"), StandardCharsets.UTF_8)) {
            return new ApiDescription(JsonParser.parseReader(file).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonObject document() {
        return document;
    }

    /** Asserts that the answer's operation, status and body are described; a path that is none may only answer 404. */
    public void check(HttpResponse<String> answer) {
        String path = answer.request().uri().getRawPath().substring(ROOT.length());
        String method = answer.request().method().toLowerCase(Locale.ROOT);
        String what = method + " " + path + " answered " + answer.statusCode();
        JsonObject operations = document.getAsJsonObject("paths").entrySet().stream()
                .filter(entry -> path.matches(entry.getKey().replace("{id}", "[^/]+")))
                .map(Map.Entry::getValue)
                .map(JsonElement::getAsJsonObject)
                .findFirst()
                .orElse(null);
        if (operations == null) {
            assertThat(answer.statusCode()).as(what).isEqualTo(404);
        } else if (!operations.has(method)) {
            assertThat(answer.statusCode()).as(what).isEqualTo(405);
        } else {
            JsonObject responses = operations.getAsJsonObject(method).getAsJsonObject("responses");
            assertThat(responses.keySet()).as(what).contains(String.valueOf(answer.statusCode()));
            JsonObject content = responses
                    .getAsJsonObject(String.valueOf(answer.statusCode()))
                    .getAsJsonObject("content");
            String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
            assertThat(content.keySet()).as(what).contains(type);
            if (type.endsWith("/json") || type.endsWith("+json")) {
                check(
                        what,
                        content.getAsJsonObject(type).getAsJsonObject("schema"),
                        JsonParser.parseString(answer.body()));
            }
        }
    }

    private void check(String where, JsonObject schema, JsonElement value) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").getAsString().replace("#/components/schemas/", "");
            check(
                    where,
                    document.getAsJsonObject("components")
                            .getAsJsonObject("schemas")
                            .getAsJsonObject(name),
                    value);
            return;
        }
        if (value.isJsonNull()) {
            assertThat(schema.has("nullable")).as(where + " is null").isTrue();
            return;
        }
        if (schema.has("allOf")) {
            schema.getAsJsonArray("allOf").forEach(part -> check(where, part.getAsJsonObject(), value));
        }
        if (schema.has("type")) {
            assertThat(isA(schema.get("type").getAsString(), value))
                    .as(where + " is " + value + " and must be a " + schema.get("type"))
                    .isTrue();
        }
        if (schema.has("enum")) {
            assertThat(schema.getAsJsonArray("enum").contains(value))
                    .as(where + " is " + value)
                    .isTrue();
        }
        if (schema.has("items")) {
            for (int i = 0; i < value.getAsJsonArray().size(); i++) {
                check(
                        where + "[" + i + "]",
                        schema.getAsJsonObject("items"),
                        value.getAsJsonArray().get(i));
            }
        }
        if (schema.has("properties")) {
            JsonObject properties = schema.getAsJsonObject("properties");
            assertThat(value.getAsJsonObject().keySet()).as(where).isEqualTo(properties.keySet());
            properties
                    .entrySet()
                    .forEach(property -> check(
                            where + "." + property.getKey(),
                            property.getValue().getAsJsonObject(),
                            value.getAsJsonObject().get(property.getKey())));
        }
    }

    private static boolean isA(String type, JsonElement value) {
        return switch (type) {
            case "object" -> value.isJsonObject();
            case "array" -> value.isJsonArray();
            case "string" ->
                value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
            case "boolean" ->
                value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean();
            case "integer" ->
                value.isJsonPrimitive()
                        && value.getAsJsonPrimitive().isNumber()
                        && value.getAsString().matches("-?\\d+");
            case "number" ->
                value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber();
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }
}
