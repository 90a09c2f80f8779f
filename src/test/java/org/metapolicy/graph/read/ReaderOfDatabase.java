package org.metapolicy.graph.read;

import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/** Prints by what nodes are read under the Neo4j on the class path, and what was read. Runs in a JVM of its own. */
public final class ReaderOfDatabase {
    private static final RelationshipType TYPE = RelationshipType.withName("LEADS_TO");

    private ReaderOfDatabase() {}

    /** @param args an empty folder for the database */
    public static void main(String... args) {
        DatabaseManagementService neo4j = new DatabaseManagementServiceBuilder(Path.of(args[0])).build();
        try (Transaction tx = neo4j.database("neo4j").beginTx()) {
            Node node = tx.createNode(Label.label("Read"));
            node.setProperty("text", "read");
            node.setProperty("numbers", new double[] {1, 2});
            node.setProperty("direction", Direction.BOTH.name());
            node.setProperty("count", 7L);
            Node other = tx.createNode();
            node.createRelationshipTo(other, TYPE);
            System.out.println(NodeReader.<String>read(tx, reader -> read(reader, node, other)));
        } finally {
            neo4j.shutdown();
        }
    }

    private static String read(NodeReader reader, Node node, Node other) {
        reader.to(node);
        Values values =
                reader.values(Keys.of("text", "absent", "direction", "count").andPresenceOf("numbers"));
        StringBuilder links = new StringBuilder();
        reader.links(Links.of(Direction.BOTH, TYPE), (type, start, end) -> links.append(type.name())
                .append(start.equals(node) && !end.equals(node)));
        return reader.getClass().getSimpleName() + " " + reader.has(Label.label("Read")) + " " + values.get("text")
                + " "
                + values.get("absent") + " " + values.get("numbers") + " " + links + " "
                + reader.hasAny(Links.of(Direction.INCOMING, TYPE)) + " "
                + reader.isLinked(Links.of(Direction.OUTGOING, TYPE), other) + " "
                + values.whole("count", 5) + " "
                + Constants.of(Direction.class).in(values, "direction") + " "
                + reader.all().keySet().size() + " "
                + node.getElementId().endsWith(":" + reader.number(node));
    }
}
