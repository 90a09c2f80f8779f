package org.metapolicy.graph.evidence;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * Which episodes some outcome names already, as outcomes that came before theirs do. Looked up for each, an index is
 * descended for each; ids of one batch mostly lie beside one another, and one walk along them says the same.
 */
final class EpisodesNamed {
    /** A query costs as much as some twenty look-ups. */
    private static final int MANY = 50;

    private static final String BETWEEN = """
            CYPHER 5
            MATCH (o:PolicyOutcome) WHERE o.episode_id >= $first AND o.episode_id <= $last
            RETURN o.episode_id AS id LIMIT $most
            """;

    private final Set<String> known = new HashSet<>();
    private final Set<Object> named = new HashSet<>();

    /** Looks along these, unless more of others lie between them than there are of them. */
    void look(Transaction tx, Collection<String> ids) {
        if (ids.size() < MANY) {
            return;
        }
        Map<String, Object> range =
                Map.of("first", Collections.min(ids), "last", Collections.max(ids), "most", ids.size() + 1);
        int met = 0;
        try (Result result = tx.execute(BETWEEN, range)) {
            while (result.hasNext()) {
                named.add(result.next().get("id"));
                met++;
            }
        }
        if (met <= ids.size()) {
            known.addAll(ids);
        }
    }

    /** Whether it was looked for, and no outcome named it then. */
    boolean none(String id) {
        return known.contains(id) && !named.contains(id);
    }
}
