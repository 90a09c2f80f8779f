package org.metapolicy.graph.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** What the database keeps of texts is compared as the texts are, however they were read. */
class ValuesIT {
    private static final String TEXT = "values_text";
    private static final String ABSENT = "values_absent";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void textsAreComparedAsTheyAreRead() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            List<Object> all = List.of("ä", "a", 'a', "", "a".repeat(300), 1L, new String[] {"a"});
            List<Node> nodes = all.stream()
                    .map(value -> {
                        Node node = tx.createNode();
                        node.setProperty(TEXT, value);
                        return node;
                    })
                    .toList();
            sameTexts(tx, all, nodes);
            tx.commit();
            try (Transaction later = NEO4J.database().beginTx()) {
                List<Node> again = nodes.stream()
                        .map(node -> later.getNodeByElementId(node.getElementId()))
                        .toList();
                sameTexts(later, all, again);
                // One from the store, and one from the transaction.
                again.get(1).setProperty(TEXT, "a");
                sameTexts(later, all, again);
            }
        }
    }

    @Test
    void constantsAreToldByTheirNamesAlone() {
        Constants<Direction> directions = Constants.of(Direction.class);
        List<Object> all = List.of("INCOMING", "BOTH", "Incoming", "INCOMIN", "INCOMINGS", 'I', "", 1L, true);
        try (Transaction tx = NEO4J.database().beginTx()) {
            List<String> ids = all.stream().map(value -> of(tx, value)).toList();
            told(tx, ids, directions);
            tx.commit();
            try (Transaction later = NEO4J.database().beginTx()) {
                told(later, ids, directions);
            }
        }
    }

    @Test
    void wholeNumbersAreReadAsNumbersGiveThem() {
        List<Object> all =
                List.of(7L, -1, (byte) 3, (short) 4, 2.9, -2.5f, Double.NaN, 1e300, "7", true, new long[] {7});
        try (Transaction tx = NEO4J.database().beginTx()) {
            List<String> ids = all.stream().map(value -> of(tx, value)).toList();
            wholes(tx, ids, all);
            tx.commit();
            try (Transaction later = NEO4J.database().beginTx()) {
                wholes(later, ids, all);
            }
        }
    }

    private static String of(Transaction tx, Object value) {
        Node node = tx.createNode();
        node.setProperty(TEXT, value);
        return node.getElementId();
    }

    private static void told(Transaction tx, List<String> ids, Constants<Direction> directions) {
        for (Function<Consumer<NodeReader>, Object> way : NodeReaderIT.ways(tx)) {
            way.apply(reader -> {
                List<Direction> told = new ArrayList<>();
                for (String id : ids) {
                    reader.to(tx.getNodeByElementId(id));
                    Values read = reader.values(Keys.of(TEXT, ABSENT));
                    told.add(directions.in(read, TEXT));
                    assertThat(directions.in(read, ABSENT)).isNull();
                }
                assertThat(told)
                        .containsExactly(Direction.INCOMING, Direction.BOTH, null, null, null, null, null, null, null);
            });
        }
    }

    private static void wholes(Transaction tx, List<String> ids, List<Object> all) {
        for (Function<Consumer<NodeReader>, Object> way : NodeReaderIT.ways(tx)) {
            way.apply(reader -> {
                for (int i = 0; i < ids.size(); i++) {
                    reader.to(tx.getNodeByElementId(ids.get(i)));
                    Values read = reader.values(Keys.of(TEXT, ABSENT));
                    assertThat(read.whole(TEXT, 5))
                            .isEqualTo(all.get(i) instanceof Number number ? number.longValue() : 5);
                    assertThat(read.whole(ABSENT, 5)).isEqualTo(5);
                }
            });
        }
    }

    private static void sameTexts(Transaction tx, List<Object> all, List<Node> nodes) {
        Keys keys = Keys.of(TEXT, ABSENT);
        for (Function<Consumer<NodeReader>, Object> way : NodeReaderIT.ways(tx)) {
            way.apply(reader -> {
                List<Values> read = new ArrayList<>();
                for (Node node : nodes) {
                    reader.to(node);
                    read.add(reader.values(keys));
                }
                for (int one = 0; one < read.size(); one++) {
                    for (int other = 0; other < read.size(); other++) {
                        assertThat(read.get(one).isSameText(TEXT, read.get(other), TEXT))
                                .as(all.get(one) + " and " + all.get(other))
                                .isEqualTo(one == other && all.get(one) instanceof String);
                        assertThat(read.get(one).isSameText(ABSENT, read.get(other), TEXT))
                                .isFalse();
                        assertThat(read.get(one).isSameText(ABSENT, read.get(other), ABSENT))
                                .isFalse();
                    }
                    assertThat(read.get(one).has(TEXT)).isTrue();
                    assertThat(read.get(one).has(ABSENT)).isFalse();
                }
            });
        }
    }
}
