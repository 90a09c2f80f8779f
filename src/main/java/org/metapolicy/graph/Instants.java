package org.metapolicy.graph;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Points in time as other programs write them: temporal values, ISO 8601 text, or milliseconds since 1970. */
public final class Instants {
    private Instants() {}

    /** The instant that a property's value means; empty where it means none. Local times count as UTC. */
    public static Optional<Instant> of(Object value) {
        if (value instanceof ZonedDateTime time) {
            return Optional.of(time.toInstant());
        }
        if (value instanceof OffsetDateTime time) {
            return Optional.of(time.toInstant());
        }
        if (value instanceof LocalDateTime time) {
            return Optional.of(time.toInstant(ZoneOffset.UTC));
        }
        if (value instanceof Number milliseconds) {
            return Optional.of(Instant.ofEpochMilli(milliseconds.longValue()));
        }
        return value instanceof String text ? parse(text) : Optional.empty();
    }

    private static Optional<Instant> parse(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text).toInstant());
        } catch (DateTimeParseException noZone) {
            try {
                return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException notATime) {
                return Optional.empty();
            }
        }
    }
}
