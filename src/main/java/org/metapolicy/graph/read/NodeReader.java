package org.metapolicy.graph.read;

import java.util.Map;
import java.util.function.Function;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/** Reads one node after the other within a transaction, with the rights of its caller. Not for several threads. */
public interface NodeReader {
    /** No node's number. */
    long UNNUMBERED = -1;

    /**
     * Goes to a node, which everything else is asked of from then on.
     *
     * @throws org.neo4j.graphdb.NotFoundException where it is gone
     */
    void to(Node node);

    boolean has(Label label);

    /** What it has under these keys. */
    Values values(Keys keys);

    /** All its properties. */
    Map<String, Object> all();

    /** Shows each of its relationships that are looked for, once; the visitor must not go to another node. */
    void links(Links which, Visitor visitor);

    /**
     * What this database calls a node, whichever one the reader is at: a number of 0 or more, which means nothing in another one.
     *
     * @return {@link #UNNUMBERED} where it does not tell
     */
    long number(Node node);

    /** Whether it has any of them. */
    boolean hasAny(Links which);

    /** Whether one of them has this node at its other end. */
    boolean isLinked(Links which, Node other);

    /** Is shown relationships. */
    @FunctionalInterface
    interface Visitor {
        void link(RelationshipType type, Node start, Node end);
    }

    /**
     * What is made of a reading: by cursors, which take less time and memory than the core API; by that, all over again, under a
     * version of the database whose cursors are others than the plugin was built for, as its linkage errors tell.
     *
     * @param reading must do nothing but read
     */
    static <T> T read(Transaction tx, Function<NodeReader, T> reading) {
        if (tx instanceof InternalTransaction within) {
            try (CursorReader cursors = CursorReader.of(within)) {
                return reading.apply(cursors);
            } catch (LinkageError otherVersion) {
                return reading.apply(new EntityReader());
            }
        }
        return reading.apply(new EntityReader());
    }
}
