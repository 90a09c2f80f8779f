package org.metapolicy.graph.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

class FoundFamilyIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void whatIsRememberedIsTheFamilyThatIsAskedFor() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node one = tx.createNode(Labels.MetaPolicy);
            one.setProperty(Schema.ID, "one");
            Node other = tx.createNode(Labels.MetaPolicy);
            other.setProperty(Schema.ID, "other");
            FoundFamily found = new FoundFamily(tx);
            assertThat(found.of(null)).isEmpty();
            assertThat(found.of("one")).contains(one);
            assertThat(found.of("one")).contains(one);
            assertThat(found.of("other")).contains(other);
            assertThat(found.of("third")).isEmpty();
            assertThat(found.of("one")).contains(one);
        }
    }

    @Test
    void itsPropertiesAreThoseThatWereReadOfTheFamilyFoundLast() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node one = tx.createNode(Labels.MetaPolicy);
            one.setProperty(Schema.ID, "one");
            Node other = tx.createNode(Labels.MetaPolicy);
            other.setProperty(Schema.ID, "other");
            FoundFamily found = new FoundFamily(tx);
            found.of("one");
            assertThat(found.properties()).containsOnly(Map.entry(Schema.ID, "one"));
            one.setProperty(Schema.NAME, "One");
            assertThat(found.properties()).doesNotContainKey(Schema.NAME);
            assertThat(NodeReader.<Map<String, Object>>read(tx, found::read)).containsEntry(Schema.NAME, "One");
            assertThat(found.properties()).containsEntry(Schema.NAME, "One");
            found.of("other");
            assertThat(found.properties()).containsOnly(Map.entry(Schema.ID, "other"));
        }
    }
}
