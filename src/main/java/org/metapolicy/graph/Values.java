package org.metapolicy.graph;

import java.lang.reflect.Array;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.graphdb.Entity;

/** Values as the database stores them, and as the domain knows them: arrays as lists, points in time as Instant. */
public final class Values {
    /** The first and the last day of all are others elsewhere, which cannot be written in UTC. */
    private static final Instant FIRST = LocalDateTime.MIN.toInstant(ZoneOffset.UTC);

    private static final Instant LAST = LocalDateTime.MAX.toInstant(ZoneOffset.UTC);

    private Values() {}

    public static Map<String, Object> ofDomain(Entity entity) {
        Map<String, Object> values = new HashMap<>(entity.getAllProperties());
        values.replaceAll((key, value) -> toDomain(value));
        return values;
    }

    /** The properties that are finite numbers, as JSON can hold them. */
    public static Map<String, Double> figures(Entity entity) {
        Map<String, Double> figures = new HashMap<>();
        entity.getAllProperties().forEach((key, value) -> {
            if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
                figures.put(key, number.doubleValue());
            }
        });
        return figures;
    }

    private static Object toDomain(Object stored) {
        if (stored instanceof ZonedDateTime time) {
            Instant instant = time.toInstant();
            return instant.isBefore(FIRST) || instant.isAfter(LAST) ? time.toString() : instant;
        }
        if (stored.getClass().isArray()) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < Array.getLength(stored); i++) {
                list.add(Array.get(stored, i));
            }
            return list;
        }
        return stored instanceof String || stored instanceof Boolean || stored instanceof Number
                ? stored
                : stored.toString();
    }

    public static Object toStored(Object value) {
        if (value instanceof Instant instant) {
            return instant.atZone(ZoneOffset.UTC);
        }
        if (value instanceof List<?> list) {
            // What came from an array is all of one type; of an empty one nobody can tell it.
            Object array = Array.newInstance(
                    list.isEmpty() ? String.class : list.get(0).getClass(), list.size());
            for (int i = 0; i < list.size(); i++) {
                Array.set(array, i, list.get(i));
            }
            return array;
        }
        return value;
    }
}
