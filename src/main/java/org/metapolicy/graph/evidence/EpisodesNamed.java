package org.metapolicy.graph.evidence;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.StringSearchMode;
import org.neo4j.graphdb.Transaction;

/**
 * Which episodes some outcome names already, as outcomes that came before theirs do. Looked up for each, an index is
 * descended for each; ids of one batch mostly begin alike, and one walk along those that do says the same.
 */
final class EpisodesNamed {
    /** Below, a walk that ends too late costs more than the look-ups that it is to spare. */
    private static final int MANY = 50;

    private final Set<Object> named = new HashSet<>();
    /** All that begin like this were looked for; null where none were. */
    private String beginning;

    /** Looks along these, unless more of others begin like them than there are of them. */
    void look(Transaction tx, Collection<String> ids) {
        String common = ids.size() < MANY ? "" : beginning(Collections.min(ids), Collections.max(ids));
        if (common.isEmpty()) {
            return;
        }
        try (ResourceIterator<Node> outcomes =
                tx.findNodes(Labels.PolicyOutcome, Schema.Outcome.EPISODE_ID, common, StringSearchMode.PREFIX)) {
            while (outcomes.hasNext()) {
                if (named.size() == ids.size()) {
                    return;
                }
                named.add(outcomes.next().getProperty(Schema.Outcome.EPISODE_ID, null));
            }
        }
        beginning = common;
    }

    /** Whether it was looked for, and no outcome named it then. */
    boolean none(String id) {
        return beginning != null && id.startsWith(beginning) && !named.contains(id);
    }

    /** What two texts, and all between them in order, have in common from the start. */
    private static String beginning(String first, String last) {
        int end = 0;
        while (end < first.length() && end < last.length() && first.charAt(end) == last.charAt(end)) {
            end++;
        }
        return first.substring(0, end);
    }
}
