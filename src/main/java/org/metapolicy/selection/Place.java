package org.metapolicy.selection;

import java.util.List;

/**
 * The context that a decision is made in.
 *
 * @param cluster the context cluster that the caller names; null where none is named
 * @param vector the context vector, from which the cluster follows where none is named; null where there is none
 */
public record Place(String cluster, List<Double> vector) {
    /** Nothing is known of the context. */
    public static final Place UNKNOWN = new Place(null, null);
}
