package org.metapolicy.selection.token;

import java.util.Map;

/**
 * A family as it stood before a refresh, as digests.
 *
 * @param position where it stood
 * @param overall its {@link Seal} whatever the context
 * @param byCluster the same in each tabulated context cluster
 */
public record KeptStanding(Position position, String overall, Map<String, String> byCluster) {
    public KeptStanding {
        byCluster = Map.copyOf(byCluster);
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
