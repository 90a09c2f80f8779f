package org.metapolicy.graph.evidence;

import java.util.Map;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/** How many nodes carry a label, and links lead to such: from the database's count store, one look-up whatever the number. */
final class LabelCounts {
    private LabelCounts() {}

    static long of(Transaction tx, Labels label) {
        // The label is one of ours, never a caller's text.
        return count(tx, "MATCH (n:" + label.name() + ") RETURN count(n) AS n");
    }

    static long linksTo(Transaction tx, Types type, Labels end) {
        return count(tx, "MATCH ()-[r:" + type.name() + "]->(:" + end.name() + ") RETURN count(r) AS n");
    }

    /** Links of this type that lead elsewhere. */
    static long astray(Transaction tx, Types type, Labels end) {
        return count(tx, "MATCH ()-[r:" + type.name() + "]->() RETURN count(r) AS n") - linksTo(tx, type, end);
    }

    private static long count(Transaction tx, String query) {
        try (Result result = tx.execute("CYPHER 5 " + query, Map.of())) {
            return (Long) result.next().get("n");
        }
    }
}
