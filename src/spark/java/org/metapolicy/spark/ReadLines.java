package org.metapolicy.spark;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.metapolicy.policy.Times;

/**
 * Reads a file's row as a program wrote it: the change request's properties by name, whatever types the file gives them. A figure
 * that cannot be read stays one that is wrong, so that it is left out and counted as such, and never one that is missing.
 *
 * @param outcomes whether rows are outcomes; else episodes
 */
record ReadLines(boolean outcomes) implements MapFunction<Row, Row> {
    /** Of a flag that is neither true nor false. */
    static final int UNREADABLE = 2;

    private static final List<String> FIGURES =
            List.of("reward", "delta_coherence", "delta_accuracy", "delta_calibration", "coherence_after");

    @Override
    public Row call(Row row) {
        Map<String, Object> properties = properties(row);
        return outcomes ? outcome(properties) : episode(properties);
    }

    static Map<String, Object> properties(Row row) {
        Map<String, Object> properties = new HashMap<>();
        String[] names = row.schema().fieldNames();
        for (int i = 0; i < names.length; i++) {
            properties.put(names[i], row.get(i));
        }
        return properties;
    }

    static Row episode(Map<String, Object> properties) {
        return new Line(Cells.Kind.EPISODE)
                .set(Cells.EPISODE, id(properties.get("id")))
                .set(Cells.VERSION, text(properties.get("policy_version_id")))
                .instant("timestamp", time(properties.get("timestamp")))
                .set("override", flag(properties.get("human_override")))
                .set("cluster", text(properties.get("context_cluster")))
                .set("context", numbers(properties.get("context")))
                .set("context_hash", text(properties.get("context_hash")))
                .set("segments", segments(properties))
                .set("session", text(properties.get("session_id")))
                .set(
                        "participant",
                        Optional.ofNullable(text(properties.get("participant_id")))
                                .orElseGet(() -> text(properties.get("group_id"))))
                .set("decision", text(properties.get("decision")))
                .set("suggested", suggested(properties))
                .set("outcome_counted", false)
                .set("status_counted", false)
                .row();
    }

    /** What the version decided, whatever a person did then; null where nothing says so. */
    static String served(Map<String, Object> properties) {
        return Optional.ofNullable(properties.get("overridden_intervention_id"))
                .or(() -> Optional.ofNullable(properties.get("chosen_intervention_id")))
                .map(Object::toString)
                .orElse(null);
    }

    private static String suggested(Map<String, Object> properties) {
        String version = text(properties.get("suggested_version_id"));
        Object intervention = properties.get("suggested_intervention_id");
        return version == null
                        || intervention == null
                        || version.equals(text(properties.get("policy_version_id")))
                        || !intervention.toString().equals(served(properties))
                ? null
                : version;
    }

    private static Row outcome(Map<String, Object> properties) {
        Line line = new Line(Cells.Kind.OUTCOME)
                .set(Cells.EPISODE, id(properties.get("episode_id")))
                .set("outcome", id(properties.get("id")))
                .instant("recorded", time(properties.get("recorded_at")))
                .set("flag", flag(properties.get("safety_flag")));
        FIGURES.forEach(name -> line.set(name, number(properties.get(name))));
        return line.row();
    }

    static String id(Object value) {
        return value == null ? "" : value.toString();
    }

    static String text(Object value) {
        return value instanceof String text && !text.isEmpty()
                ? text
                : value instanceof Number number ? number.toString() : null;
    }

    /** As a refresh reads a property. */
    private static Instant time(Object value) {
        return Times.stored(value).orElse(null);
    }

    private static Integer flag(Object value) {
        String word = value == null ? "" : value.toString();
        if (word.isEmpty()) {
            return null;
        }
        return word.equals("true") ? (Integer) 1 : word.equals("false") ? (Integer) 0 : (Integer) UNREADABLE;
    }

    static Double number(Object value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            return null;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.valueOf(value.toString());
        } catch (NumberFormatException wrong) {
            return Double.NaN;
        }
    }

    /** A list, or its JSON text, as files without lists have it. */
    private static Object[] numbers(Object value) {
        Collection<?> list = list(value);
        boolean plain = list.stream().allMatch(one -> one instanceof Number);
        return list.isEmpty() || !plain
                ? null
                : list.stream().map(one -> ((Number) one).doubleValue()).toArray(Double[]::new);
    }

    private static Object[] segments(Map<String, Object> properties) {
        List<String> ids = Stream.of("rv_segment_ids", "collective_segment_ids")
                .flatMap(name -> list(properties.get(name)).stream())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
        return ids.isEmpty() ? null : ids.toArray(String[]::new);
    }

    private static Collection<?> list(Object value) {
        if (value instanceof scala.collection.Iterable<?> many) {
            return scala.jdk.javaapi.CollectionConverters.asJavaCollection(many);
        }
        if (value instanceof String text && text.startsWith("[")) {
            try {
                return List.of(new Gson().fromJson(text, Object[].class));
            } catch (JsonParseException | NullPointerException noList) {
                return List.of();
            }
        }
        return List.of();
    }
}
