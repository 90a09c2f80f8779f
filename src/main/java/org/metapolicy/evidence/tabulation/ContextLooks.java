package org.metapolicy.evidence.tabulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.metapolicy.trust.context.InContext;

/** Trust in context at the moments at which snapshots of it were taken, as a recount comes by. */
public final class ContextLooks {
    private final Map<ContextSnapshot.Moment, Map<String, Map<String, InContext>>> looks = new HashMap<>();

    /** @param trust of each of the versions, by context */
    public void look(
            ContextSnapshot.Moment moment,
            Collection<String> versionIds,
            Function<String, Map<String, InContext>> trust) {
        Map<String, Map<String, InContext>> found = new TreeMap<>();
        versionIds.forEach(id -> found.put(id, trust.apply(id)));
        looks.put(moment, found);
    }

    /** A version's trust by context; empty where the recount started after that. */
    public Optional<Map<String, InContext>> at(ContextSnapshot.Moment moment, String versionId) {
        return Optional.ofNullable(looks.get(moment)).map(versions -> versions.getOrDefault(versionId, Map.of()));
    }
}
