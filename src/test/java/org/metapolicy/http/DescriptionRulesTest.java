package org.metapolicy.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metapolicy.testing.ApiDescription;

/** What a linter of OpenAPI asks of the description, as data. */
class DescriptionRulesTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final JsonObject DOCUMENT = ApiDescription.read().document();

    private static final Map<String, Predicate<JsonObject>> OF_OPERATIONS = Map.of(
            "an operationId", operation -> hasText(operation, "operationId"),
            "a summary", operation -> hasText(operation, "summary"),
            "an answer", operation -> answers(operation).contains("200"),
            "what is wrong with the request", operation -> answers(operation).contains("400"),
            "who may not", operation -> answers(operation).containsAll(Set.of("401", "403")),
            "what fails", operation -> answers(operation).contains("500"),
            "what a database does not do now",
                    operation ->
                            !operation.has("parameters") || answers(operation).containsAll(Set.of("404", "503", "504")),
            "what each answer is",
                    operation -> operation.getAsJsonObject("responses").entrySet().stream()
                            .allMatch(answer -> hasText(answer.getValue().getAsJsonObject(), "description")
                                    && answer.getValue().getAsJsonObject().has("content")),
            "every parameter's meaning",
                    operation -> !operation.has("parameters")
                            || operation.getAsJsonArray("parameters").asList().stream()
                                    .map(JsonElement::getAsJsonObject)
                                    .allMatch(
                                            parameter -> hasText(parameter, "description") && parameter.has("schema")));

    private static final Map<String, Predicate<JsonObject>> OF_OBJECTS = Map.of(
            "a type beside nullable", object -> !object.has("nullable") || object.has("type"),
            "a schema at the end of $ref", object -> !object.has("$ref") || resolves(object.get("$ref")),
            "items in an array", object -> !isType(object, "array") || object.has("items"),
            "each required property",
                    object -> !object.has("required")
                            || !object.get("required").isJsonArray()
                            || object.getAsJsonObject("properties")
                                    .keySet()
                                    .containsAll(object.getAsJsonArray("required").asList().stream()
                                            .map(JsonElement::getAsString)
                                            .toList()));

    @Test
    void everyOperationKeepsEveryRule() {
        Set<String> ids = new HashSet<>();
        operations().forEach((where, operation) -> {
            OF_OPERATIONS.forEach((rule, holds) ->
                    assertThat(holds.test(operation)).as(where + " has " + rule).isTrue());
            assertThat(ids.add(operation.get("operationId").getAsString()))
                    .as(where + " has an operationId of its own")
                    .isTrue();
        });
        assertThat(ids)
                .contains(
                        "status", "versions", "lineage", "proposals", "episodes", "versionControl", "proposalControl");
    }

    @Test
    void everyObjectKeepsEveryRule() {
        List<JsonObject> objects = new ArrayList<>();
        collect(DOCUMENT, objects);
        assertThat(objects).hasSizeGreaterThan(100);
        for (JsonObject object : objects) {
            OF_OBJECTS.forEach((rule, holds) ->
                    assertThat(holds.test(object)).as(object + " has " + rule).isTrue());
        }
    }

    /** Pages are for people, and the page of a report stands beside the report. */
    @Test
    void theDocumentListsEveryOperationAndNoOther() throws IOException {
        Set<String> documented = Pattern.compile("`(GET|POST) /meta_policy(/[^`?]*)")
                .matcher(Files.readString(Path.of("docs/http.md")))
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT) + " " + found.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        documented.removeAll(Set.of("get /{id}/trust", "get /{id}/trust/data", "get /guide/trust.html"));
        Set<String> described = new TreeSet<>(operations().keySet());
        described.remove("get /{id}/report.html");
        assertThat(documented).isEqualTo(described);
    }

    private static Map<String, JsonObject> operations() {
        Map<String, JsonObject> operations = new TreeMap<>();
        DOCUMENT.getAsJsonObject("paths")
                .entrySet()
                .forEach(path -> path.getValue().getAsJsonObject().entrySet().forEach(one -> {
                    assertThat(METHODS).contains(one.getKey());
                    operations.put(
                            one.getKey() + " " + path.getKey(), one.getValue().getAsJsonObject());
                }));
        return operations;
    }

    private static void collect(JsonElement element, List<JsonObject> objects) {
        if (element.isJsonObject()) {
            // A map of properties by name is no schema, whatever they are called.
            element.getAsJsonObject().entrySet().forEach(entry -> {
                if (entry.getKey().equals("properties")) {
                    entry.getValue().getAsJsonObject().asMap().values().forEach(value -> collect(value, objects));
                } else {
                    collect(entry.getValue(), objects);
                }
            });
            objects.add(element.getAsJsonObject());
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(one -> collect(one, objects));
        }
    }

    private static boolean resolves(JsonElement ref) {
        JsonObject at = DOCUMENT;
        for (String step : ref.getAsString().replaceFirst("^#/", "").split("/")) {
            if (at == null || !at.has(step)) {
                return false;
            }
            at = at.getAsJsonObject(step);
        }
        return true;
    }

    private static boolean isType(JsonObject object, String type) {
        return object.has("type")
                && object.get("type").isJsonPrimitive()
                && type.equals(object.get("type").getAsString());
    }

    private static Set<String> answers(JsonObject operation) {
        return operation.getAsJsonObject("responses").keySet();
    }

    private static boolean hasText(JsonObject object, String key) {
        return object.has(key) && !object.get(key).getAsString().isBlank();
    }
}
