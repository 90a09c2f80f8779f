package org.metapolicy.graph.selection;

import org.neo4j.graphdb.Node;

/** A node, as long as no other is named beside it. */
final class One {
    private Node node;
    private boolean contradicted;

    void add(Node other) {
        contradicted |= node != null && !node.equals(other);
        node = other;
    }

    /** Null where there is none, or where several contradict each other. */
    Node get() {
        return contradicted ? null : node;
    }
}
