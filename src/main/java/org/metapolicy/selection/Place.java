package org.metapolicy.selection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

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

    /** Identifies the vector; null where there is none. */
    public String hash() {
        return vector == null
                ? null
                : UUID.nameUUIDFromBytes(vector.toString().getBytes(StandardCharsets.UTF_8))
                        .toString();
    }
}
