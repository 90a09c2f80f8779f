package org.metapolicy.graph.evidence;

import java.util.List;
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

    /**
     * Nodes of a label less those of the marks, in one look. The total comes first: what is marked in between is then missed by
     * this look, never searched for in vain.
     */
    static long without(Transaction tx, Labels label, List<Labels> marks) {
        StringBuilder query = new StringBuilder(counting(label.name(), "n"));
        StringBuilder less = new StringBuilder();
        for (Labels mark : marks) {
            query.append(' ').append(counting(mark.name(), mark.name()));
            less.append(" - ").append(mark.name());
        }
        return count(tx, query + " RETURN n" + less + " AS n");
    }

    private static String counting(String label, String name) {
        return "CALL { MATCH (x:" + label + ") RETURN count(x) AS " + name + " }";
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
