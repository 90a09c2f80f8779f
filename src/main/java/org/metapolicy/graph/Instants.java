package org.metapolicy.graph;

import java.time.Instant;
import java.util.Optional;
import org.metapolicy.policy.Times;

/** Points in time as other programs write them: all that {@link Times} reads, or milliseconds since 1970. */
public final class Instants {
    private Instants() {}

    /** The instant that a property's value means; empty where it means none. Local times count as UTC. */
    public static Optional<Instant> of(Object value) {
        return value instanceof Number milliseconds && Double.isFinite(milliseconds.doubleValue())
                ? Times.instant(Instant.ofEpochMilli(milliseconds.longValue()))
                : Times.instant(value);
    }
}
