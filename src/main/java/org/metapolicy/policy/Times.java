package org.metapolicy.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one reader of points in time: every temporal value that the database holds, and every text that Cypher and the usual
 * programs print of one. Without an offset or zone a time counts as UTC, a date alone as its midnight there.
 *
 * <p>A number is none, as whether it counts seconds, milliseconds or nanoseconds would be a guess; but {@link #stored} takes it for
 * milliseconds.
 */
public final class Times {
    private static final Pattern TEXT = Pattern.compile("(?<date>[+-]?\\d{4,9}-\\d{2}-\\d{2})"
            + "(?:[Tt ](?<time>\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?)"
            + "(?: ?(?<offset>[Zz]|[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?))?"
            + "(?:\\[(?<zone>[A-Za-z0-9+_/:-]{1,64})])?)?");

    private static final long FIRST = LocalDateTime.of(-99_999, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long LAST =
            LocalDateTime.of(99_999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

    /** How far two clocks that are set by the network may be apart, and much less than anything here waits for. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(60);

    private Times() {}

    /** The point in time that a value means; empty where it means none, or one of a year beyond ±99,999 in UTC. */
    public static Optional<ZonedDateTime> read(Object value) {
        return zoned(value).filter(time -> time.toEpochSecond() >= FIRST && time.toEpochSecond() <= LAST);
    }

    private static Optional<ZonedDateTime> zoned(Object value) {
        if (value instanceof ZonedDateTime time) {
            return Optional.of(time);
        }
        if (value instanceof OffsetDateTime time) {
            return Optional.of(time.toZonedDateTime());
        }
        if (value instanceof LocalDateTime time) {
            return Optional.of(time.atZone(ZoneOffset.UTC));
        }
        if (value instanceof LocalDate date) {
            return Optional.of(date.atStartOfDay(ZoneOffset.UTC));
        }
        if (value instanceof Instant instant) {
            return instant.getEpochSecond() < FIRST || instant.getEpochSecond() > LAST
                    ? Optional.empty()
                    : Optional.of(instant.atZone(ZoneOffset.UTC));
        }
        return value instanceof String text ? parse(text) : Optional.empty();
    }

    /** The same as an instant. */
    public static Optional<Instant> instant(Object value) {
        return read(value).map(ZonedDateTime::toInstant);
    }

    /**
     * The instant that a value means which another program stored, in a property or in a file's column: where it is a number, milliseconds
     * since 1970.
     *
     * @return empty where it means none, as a number that is not finite, or one of a year beyond ±99,999 in UTC
     */
    public static Optional<Instant> stored(Object value) {
        return value instanceof Number milliseconds && Double.isFinite(milliseconds.doubleValue())
                ? instant(Instant.ofEpochMilli(milliseconds.longValue()))
                : instant(value);
    }

    /**
     * The instant that a value means.
     *
     * @param what what it is of, for the message, such as "when"
     * @throws MetapolicyException.InvalidInput if it is missing or means none
     */
    public static Instant require(String what, Object value) {
        return ValueKind.TIME.require(what, value).toInstant();
    }

    /**
     * An instant that has passed, by this machine's clock; another machine's may be 60 s ahead.
     *
     * @param what what it is of, for the message, such as "manifest.as_of"
     * @throws MetapolicyException.InvalidInput if it is still to come
     */
    public static Instant requirePassed(String what, Instant instant, Instant now) {
        if (instant.isAfter(now.plus(CLOCKS_APART))) {
            throw new MetapolicyException.InvalidInput(what + " is " + instant + ", and it is " + now
                    + " here: it must have passed, or lie at most " + CLOCKS_APART.toSeconds() + " s ahead");
        }
        return instant;
    }

    private static Optional<ZonedDateTime> parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.parse(parts.group("date"));
            String time = parts.group("time");
            LocalDateTime local =
                    time == null ? date.atStartOfDay() : date.atTime(LocalTime.parse(time.replace(',', '.')));
            return Optional.of(zoned(local, parts.group("offset"), parts.group("zone")));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    /** Where both are given the offset decides which instant it is, and the zone is kept beside it. */
    private static ZonedDateTime zoned(LocalDateTime local, String offset, String zone) {
        if (offset == null) {
            return local.atZone(zone == null ? ZoneOffset.UTC : ZoneId.of(zone));
        }
        ZoneOffset fixed = ZoneOffset.of(offset.toUpperCase(Locale.ROOT));
        return zone == null ? local.atZone(fixed) : ZonedDateTime.ofInstant(local, fixed, ZoneId.of(zone));
    }
}
