package org.metapolicy.evidence;

import java.time.Instant;
import java.util.Comparator;

/**
 * An outcome that has not been counted, by its place in the order of arrival: the outcome's {@code recorded_at}, else the
 * episode's {@code timestamp}, then the outcome's id (specification, section 4.3).
 *
 * @param at when it arrived; what has neither time sorts first
 * @param outcomeId breaks ties; may be empty, for outcomes that were written without an id
 * @param elementId the database's handle of the outcome
 * @param episode the database's handle of its episode
 */
public record Arrival(Instant at, String outcomeId, String elementId, String episode) implements Comparable<Arrival> {
    private static final Comparator<Arrival> ORDER =
            Comparator.comparing(Arrival::at).thenComparing(Arrival::outcomeId).thenComparing(Arrival::elementId);

    @Override
    public int compareTo(Arrival other) {
        return ORDER.compare(this, other);
    }
}
