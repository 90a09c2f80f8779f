package org.metapolicy.app.audit;

import java.time.Instant;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Period;
import org.metapolicy.policy.ValueKind;

/**
 * Which of a trail's events are asked for.
 *
 * @param from the earliest, null for no bound
 * @param to the first that is too late, null for no bound
 * @param versionId those about this version alone; null for all
 * @param limit at most so many, at least 1
 * @param after the seq that the page before ended with; null for the first page
 */
public record TrailQuery(Instant from, Instant to, String versionId, long limit, Long after) {
    private static final String VERSION_ID = "version_id";
    private static final String LIMIT = "limit";
    private static final String AFTER = "after";
    private static final long LIMIT_DEFAULT = 1000;
    private static final ValueKind<Long> LIMITS = ValueKind.integer("an integer of at least 1", 1, Long.MAX_VALUE);
    private static final ValueKind<Long> SEQ =
            ValueKind.integer("an event's seq, an integer", Long.MIN_VALUE, Long.MAX_VALUE);

    /** The newest events, at most so many. */
    public static TrailQuery newest(long limit) {
        return new TrailQuery(null, null, null, limit, null);
    }

    /**
     * Reads from, to (points in time), version_id (or versionId), limit (1000 where there is none) and after.
     *
     * @throws InvalidInput on another key, a value that does not fit, a period that ends before it begins
     */
    public static TrailQuery of(Input options) {
        Input known = options.withAlias("versionId", VERSION_ID).only(AFTER, Period.FROM, LIMIT, Period.TO, VERSION_ID);
        Period period = Period.of(known);
        return new TrailQuery(
                period.from(),
                period.to(),
                known.read(VERSION_ID, ValueKind.TEXT).orElse(null),
                known.read(LIMIT, LIMITS).orElse(LIMIT_DEFAULT),
                known.read(AFTER, SEQ).orElse(null));
    }
}
