package org.metapolicy.selection.token;

/**
 * Where a family stands: within one position, what selection reads of it stays as it is.
 *
 * @param table the table of the last refresh, the microseconds since 1970 at which it was made; null before the first
 * @param events how many events the family's trail has
 */
public record Position(Long table, long events) {
    /** Whether the family has not come there yet. */
    public boolean isAfter(Position now) {
        return events > now.events || table != null && (now.table == null || table > now.table);
    }
}
