package org.metapolicy.spark;

import com.google.gson.Gson;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/** Reads what a version would have done at an episode: lists, or their JSON texts; they are kept as texts. */
record ReadChoices() implements MapFunction<Row, Row> {
    @Override
    public Row call(Row row) {
        Map<String, Object> properties = ReadLines.properties(row);
        return new Line(Cells.Kind.CHOICE)
                .set(Cells.EPISODE, ReadLines.id(properties.get("episode_id")))
                .set(Cells.VERSION, ReadLines.text(properties.get("policy_version_id")))
                .set(
                        "choices",
                        new Object[] {json(properties.get("interventions")), json(properties.get("probabilities"))})
                .row();
    }

    /** What is no JSON, as a number that is none, becomes a text, which no choice is read from. */
    private static String json(Object value) {
        if (value instanceof String text) {
            return text;
        }
        return new Gson()
                .toJson(
                        value instanceof scala.collection.Iterable<?> many
                                ? scala.jdk.javaapi.CollectionConverters.asJavaCollection(many).stream()
                                        .map(ReadChoices::plain)
                                        .toArray()
                                : plain(value));
    }

    private static Object plain(Object value) {
        boolean isPlain = value == null
                || value instanceof String
                || value instanceof Number number && Double.isFinite(number.doubleValue());
        return isPlain ? value : value.toString();
    }
}
