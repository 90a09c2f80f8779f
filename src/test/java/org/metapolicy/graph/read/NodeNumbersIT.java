package org.metapolicy.graph.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** What the database calls its nodes. */
class NodeNumbersIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** The core API tells it by a method that is to go; what rests on numbers does without them. */
    @Test
    void cursorsAloneTellTheNumberOfANode() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node node = tx.createNode();
            Node other = tx.createNode();
            NodeReader.read(tx, reader -> {
                reader.to(node);
                for (Node each : List.of(node, other)) {
                    assertThat(each.getElementId()).endsWith(":" + reader.number(each));
                }
                return null;
            });
            assertThat(new EntityReader().number(node)).isEqualTo(NodeReader.UNNUMBERED);
        }
    }
}
