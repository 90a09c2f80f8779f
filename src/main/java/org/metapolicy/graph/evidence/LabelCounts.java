package org.metapolicy.graph.evidence;

import java.util.Map;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/** How many nodes carry a label, from the database's count store: one look-up, whatever the number. */
final class LabelCounts {
    private LabelCounts() {}

    static long of(Transaction tx, Labels label) {
        // The label is one of ours, never a caller's text.
        try (Result result = tx.execute("CYPHER 5 MATCH (n:" + label.name() + ") RETURN count(n) AS n", Map.of())) {
            return (Long) result.next().get("n");
        }
    }
}
