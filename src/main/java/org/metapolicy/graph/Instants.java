package org.metapolicy.graph;

import java.time.Instant;
import java.util.Optional;
import org.metapolicy.policy.Times;

/** Points in time as other programs write them: as {@link Times#stored} reads them. */
public final class Instants {
    private Instants() {}

    /** The instant that a property's value means; empty where it means none. Local times count as UTC. */
    public static Optional<Instant> of(Object value) {
        return Times.stored(value);
    }
}
