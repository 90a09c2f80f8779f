package org.metapolicy.policy;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * A stretch of time that a caller asks about.
 *
 * @param from the earliest instant, null for no bound
 * @param to the first that is too late, null for no bound
 */
public record Period(Instant from, Instant to) {
    /** The key of the one end. */
    public static final String FROM = "from";

    /** The key of the other. */
    public static final String TO = "to";

    /**
     * Reads from and to, points in time.
     *
     * @throws InvalidInput if one is none, or nothing can lie between them
     */
    public static Period of(Input options) {
        return of(
                options,
                options.read(FROM, ValueKind.TIME).map(ZonedDateTime::toInstant).orElse(null),
                options.read(TO, ValueKind.TIME).map(ZonedDateTime::toInstant).orElse(null));
    }

    private static Period of(Input options, Instant from, Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new InvalidInput(options.path(TO) + " is " + to + " and " + options.path(FROM) + " is " + from
                    + ": the period must end after it begins");
        }
        return new Period(from, to);
    }
}
