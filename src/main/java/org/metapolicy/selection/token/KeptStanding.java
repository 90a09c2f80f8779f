package org.metapolicy.selection.token;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A family as it stood before a refresh, as digests.
 *
 * @param position where it stood
 * @param overall its {@link Seal} whatever the context
 * @param byCluster the same in each tabulated context cluster
 */
public record KeptStanding(Position position, String overall, Map<String, String> byCluster) {
    public KeptStanding {
        // It is read from what somebody may have edited: of what is missing nothing holds.
        byCluster = Collections.unmodifiableMap(new TreeMap<>(byCluster == null ? Map.of() : byCluster));
    }

    /** Whether a decision rests on this; of one by a context vector, in whichever context that was counted then. */
    public boolean holds(DecisionToken token) {
        String seal = Seal.of(token.known().family());
        String cluster = token.place().cluster();
        return cluster == null && token.place().vector() != null
                ? seal.equals(overall) || byCluster.containsValue(seal)
                : seal.equals(cluster == null ? overall : byCluster.getOrDefault(cluster, overall));
    }
}
