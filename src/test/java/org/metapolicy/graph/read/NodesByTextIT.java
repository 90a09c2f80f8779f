package org.metapolicy.graph.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Nodes are found by their text with an index and without one, as the transaction sees them. */
class NodesByTextIT {
    private static final Label UNINDEXED = Label.label("NodesByTextUnindexed");

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void whatTheTransactionDidIsSeenInTheIndex() {
        String id;
        try (Transaction tx = NEO4J.database().beginTx()) {
            id = named(tx, Labels.MetaPolicy, "nodes-by-text").getElementId();
            tx.commit();
        }
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node node = tx.getNodeByElementId(id);
            assertThat(found(tx, Labels.MetaPolicy, "nodes-by-text")).containsExactly(node);
            assertThat(found(tx, Labels.MetaPolicy, "nodes-by-tex")).isEmpty();
            assertThat(found(tx, Labels.PolicyVersion, "nodes-by-text")).isEmpty();
            node.setProperty(Schema.ID, "nodes-by-other-text");
            assertThat(found(tx, Labels.MetaPolicy, "nodes-by-text")).isEmpty();
            assertThat(found(tx, Labels.MetaPolicy, "nodes-by-other-text")).containsExactly(node);
            Node added = named(tx, Labels.MetaPolicy, "nodes-by-text");
            assertThat(found(tx, Labels.MetaPolicy, "nodes-by-text")).containsExactly(added);
            node.delete();
            // Whether one that was first changed and then deleted is found is the database's to say.
            found(tx, Labels.MetaPolicy, "nodes-by-other-text");
            tx.commit();
        }
    }

    @Test
    void withoutAnIndexTheyAreFoundAsWell() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            assertThat(found(tx, UNINDEXED, "one")).isEmpty();
            Node one = named(tx, UNINDEXED, "one");
            assertThat(found(tx, UNINDEXED, "one")).containsExactly(one);
            assertThat(found(tx, UNINDEXED, "other")).isEmpty();
            named(tx, UNINDEXED, "one");
            named(tx, UNINDEXED, "one");
            assertThat(found(tx, UNINDEXED, "one")).hasSize(2);
        }
    }

    @Test
    void whereTheKernelIsAnotherTheCoreApiFindsThem() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node node = named(tx, Labels.MetaPolicy, "nodes-by-core-api");
            Transaction elsewhere = NodeReaderIT.whoseKernel(new NoSuchMethodError("as of another version"), tx);
            assertThat(found(elsewhere, Labels.MetaPolicy, "nodes-by-core-api")).containsExactly(node);
        }
    }

    private static Node named(Transaction tx, Label label, String text) {
        Node node = tx.createNode(label);
        node.setProperty(Schema.ID, text);
        return node;
    }

    /** The same as the core API finds first. */
    private static List<Node> found(Transaction tx, Label label, String text) {
        List<Node> found = NodesByText.upToTwo(tx, label, Schema.ID, text);
        try (ResourceIterator<Node> all = tx.findNodes(label, Schema.ID, text)) {
            assertThat(found).containsExactlyElementsOf(all.stream().limit(2).toList());
        }
        return found;
    }
}
