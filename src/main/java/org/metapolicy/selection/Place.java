package org.metapolicy.selection;

import java.util.List;

/**
 * The context that a decision is made in, and for whom.
 *
 * @param cluster the context cluster that the caller names; null where none is named
 * @param vector the context vector, from which the cluster follows where none is named; null where there is none
 * @param whom the participant, else the group, that the decision is for; null where neither is known
 */
public record Place(String cluster, List<Double> vector, String whom) {
    /** Nothing is known of the context. */
    public static final Place UNKNOWN = new Place(null, null, null);
}
