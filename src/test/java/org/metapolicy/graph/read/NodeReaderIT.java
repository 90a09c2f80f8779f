package org.metapolicy.graph.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/** Cursors and the core API read the same of random nodes, and what the core API says by itself. */
class NodeReaderIT {
    private static final List<String> NAMES =
            IntStream.range(0, 40).mapToObj(i -> "reader_key_" + i).toList();
    private static final List<RelationshipType> TYPES = IntStream.range(0, 4)
            .mapToObj(i -> RelationshipType.withName("READER_TYPE_" + i))
            .toList();
    private static final List<Label> LABELS =
            IntStream.range(0, 4).mapToObj(i -> Label.label("Reader" + i)).toList();
    private static final RelationshipType NOWHERE = RelationshipType.withName("READER_NOWHERE");

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Test
    void bothReadWhatIsThere() {
        long seed = new Random().nextLong();
        System.out.println("NodeReaderIT: seed " + seed);
        Random random = new Random(seed);
        List<String> nodes;
        try (Transaction tx = NEO4J.database().beginTx()) {
            nodes = graph(tx, random).stream().map(Node::getElementId).toList();
            tx.commit();
        }
        try (Transaction tx = NEO4J.database().beginTx()) {
            looksAt(tx, nodes, random);
            // What the transaction itself changed is seen as well.
            for (String id : nodes) {
                Node node = tx.getNodeByElementId(id);
                node.setProperty(NAMES.get(random.nextInt(NAMES.size())), value(random));
                node.removeProperty(NAMES.get(random.nextInt(NAMES.size())));
                node.addLabel(LABELS.get(random.nextInt(LABELS.size())));
                node.removeLabel(LABELS.get(random.nextInt(LABELS.size())));
                node.createRelationshipTo(
                        tx.getNodeByElementId(nodes.get(random.nextInt(nodes.size()))),
                        TYPES.get(random.nextInt(TYPES.size())));
                try (var links = node.getRelationships()) {
                    links.iterator().next().delete();
                }
            }
            looksAt(tx, nodes, random);
        }
    }

    @Test
    void neitherReadsANodeThatIsGone() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node gone = tx.createNode();
            gone.delete();
            for (Function<Consumer<NodeReader>, Object> way : ways(tx)) {
                assertThatThrownBy(() -> way.apply(reader -> {
                            reader.to(gone);
                            reader.values(Keys.of(NAMES.get(0)));
                        }))
                        .isInstanceOf(NotFoundException.class)
                        .as("tells an entity from a property that is not there")
                        .hasCauseInstanceOf(Exception.class);
            }
        }
    }

    @Test
    void whatWasNotReadIsNoAnswer() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node node = tx.createNode();
            NodeReader.read(tx, reader -> {
                reader.to(node);
                Values values = reader.values(Keys.of("one", "other"));
                assertThat(values.get("one")).isNull();
                assertThatThrownBy(() -> values.get("third"))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("third was not read: it must be one of one, other");
                return null;
            });
        }
    }

    @Test
    void ofAListOnlyThePresenceMayBeAsked() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node node = tx.createNode();
            node.setProperty(NAMES.get(0), 3L);
            node.setProperty(NAMES.get(1), new double[300]);
            for (Function<Consumer<NodeReader>, Object> way : ways(tx)) {
                way.apply(reader -> {
                    reader.to(node);
                    Values values = reader.values(Keys.of(NAMES.get(0)).andPresenceOf(NAMES.get(1), NAMES.get(2)));
                    assertThat(values.get(NAMES.get(0))).isEqualTo(3L);
                    assertThat(values.get(NAMES.get(1))).isEqualTo(true);
                    assertThat(values.get(NAMES.get(2))).isNull();
                });
            }
            assertThatThrownBy(() -> Keys.of("one").andPresenceOf("other").and("third"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whereTheCursorsAreOthersTheCoreApiReads() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node node = tx.createNode(LABELS.get(0));
            Transaction elsewhere = whoseKernel(new NoSuchMethodError("as of another version"), tx);
            assertThat(NodeReader.<Boolean>read(elsewhere, reader -> {
                        assertThat(reader).isInstanceOf(EntityReader.class);
                        reader.to(node);
                        return reader.has(LABELS.get(0));
                    }))
                    .isTrue();
            assertThat(NodeReader.<Boolean>read(tx, CursorReader.class::isInstance))
                    .isTrue();
        }
    }

    /** As those of a query on several threads are, which only Neo4j's Enterprise edition has. */
    @Test
    void nodesMayBeOfAnotherClass() {
        try (Transaction tx = NEO4J.database().beginTx()) {
            Node node = tx.createNode(LABELS.get(1));
            Node other = (Node) Proxy.newProxyInstance(
                    NodeReaderIT.class.getClassLoader(), new Class<?>[] {Node.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("getElementId")) {
                            return node.getElementId();
                        }
                        throw new AssertionError(method + " is asked of it");
                    });
            assertThat(NodeReader.<Boolean>read(tx, reader -> {
                        assertThat(reader).isInstanceOf(CursorReader.class);
                        reader.to(other);
                        return reader.has(LABELS.get(1));
                    }))
                    .isTrue();
        }
    }

    private static void looksAt(Transaction tx, List<String> nodes, Random random) {
        List<Node> all = nodes.stream().map(tx::getNodeByElementId).toList();
        List<Keys> keys = IntStream.range(0, 6).mapToObj(i -> someKeys(random)).toList();
        List<Links> links = Stream.of(Direction.values())
                .flatMap(direction -> Stream.of(
                        Links.of(direction, TYPES.get(0)),
                        Links.of(direction, TYPES.get(1), NOWHERE, TYPES.get(3)),
                        Links.of(direction, NOWHERE),
                        new Links(direction, TYPES)))
                .toList();
        for (Function<Consumer<NodeReader>, Object> way : ways(tx)) {
            way.apply(reader -> {
                for (Node node : all) {
                    reader.to(node);
                    keys.forEach(some -> sameValues(node, some, reader.values(some)));
                    assertThat(shown(reader.all())).isEqualTo(shown(node.getAllProperties()));
                    LABELS.forEach(label -> assertThat(reader.has(label)).isEqualTo(node.hasLabel(label)));
                    assertThat(reader.has(Label.label("ReaderNowhere"))).isFalse();
                    links.forEach(some -> sameLinks(node, some, reader, all));
                }
            });
        }
    }

    private static void sameValues(Node node, Keys keys, Values values) {
        for (String name : keys.names()) {
            assertThat(shown(values.get(name))).isEqualTo(shown(node.getProperty(name, null)));
        }
    }

    private static void sameLinks(Node node, Links which, NodeReader reader, List<Node> all) {
        List<String> met = new ArrayList<>();
        reader.links(
                which,
                (type, start, end) -> met.add(start.getElementId() + " " + type.name() + " " + end.getElementId()));
        List<String> there = new ArrayList<>();
        try (var links = node.getRelationships(which.direction(), which.types().toArray(RelationshipType[]::new))) {
            for (Relationship link : links) {
                there.add(link.getStartNode().getElementId() + " "
                        + link.getType().name() + " " + link.getEndNode().getElementId());
            }
        }
        assertThat(met).containsExactlyInAnyOrderElementsOf(there);
        assertThat(reader.hasAny(which)).isEqualTo(!there.isEmpty());
        RelationshipType[] types = which.types().toArray(RelationshipType[]::new);
        all.forEach(other -> assertThat(reader.isLinked(which, other))
                .isEqualTo(node.getRelationships(which.direction(), types).stream()
                        .anyMatch(link -> link.getOtherNode(node).equals(other))));
    }

    /** By cursors and by the core API. */
    static List<Function<Consumer<NodeReader>, Object>> ways(Transaction tx) {
        return List.of(
                reading -> NodeReader.read(tx, reader -> {
                    assertThat(reader).isInstanceOf(CursorReader.class);
                    reading.accept(reader);
                    return reader;
                }),
                reading -> {
                    reading.accept(new EntityReader());
                    return reading;
                });
    }

    /** Nodes with few and with many links, to each other and to themselves. */
    private static List<Node> graph(Transaction tx, Random random) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Node node = tx.createNode(
                    LABELS.stream().filter(label -> random.nextBoolean()).toArray(Label[]::new));
            NAMES.stream()
                    .limit(35)
                    .filter(name -> random.nextInt(3) > 0)
                    .forEach(name -> node.setProperty(name, value(random)));
            nodes.add(node);
        }
        for (int i = 0; i < 400; i++) {
            Node from = nodes.get(random.nextInt(i % 2 == 0 ? 2 : nodes.size()));
            from.createRelationshipTo(nodes.get(random.nextInt(nodes.size())), TYPES.get(random.nextInt(TYPES.size())));
        }
        nodes.forEach(node -> node.createRelationshipTo(node, TYPES.get(0)));
        return nodes;
    }

    private static Keys someKeys(Random random) {
        return Keys.of(NAMES.stream().filter(name -> random.nextInt(3) == 0).toArray(String[]::new));
    }

    private static Object value(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextDouble();
            case 2 -> random.nextBoolean();
            case 3 -> "a text of " + random.nextInt();
            case 4 -> "long ".repeat(1 + random.nextInt(60));
            case 5 -> random.doubles(random.nextInt(20)).toArray();
            case 6 -> new String[] {"one", "ä " + random.nextInt()};
            case 7 -> new byte[random.nextInt(300)];
            default -> ZonedDateTime.of(2026, 1 + random.nextInt(12), 1, 0, 0, 0, random.nextInt(999), ZoneOffset.UTC);
        };
    }

    private static String shown(Map<String, Object> properties) {
        return properties.keySet().stream()
                .sorted()
                .map(key -> key + " " + shown(properties.get(key)))
                .toList()
                .toString();
    }

    private static String shown(Object value) {
        String text = Arrays.deepToString(new Object[] {value});
        return value == null ? text : value.getClass() + text;
    }

    /** The same transaction of a database whose kernel cannot be had. */
    static Transaction whoseKernel(Throwable fault, Transaction tx) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("kernelTransaction")) {
                throw fault;
            }
            try {
                return method.invoke(tx, arguments);
            } catch (InvocationTargetException own) {
                throw own.getCause();
            }
        };
        return (Transaction) Proxy.newProxyInstance(
                NodeReaderIT.class.getClassLoader(), new Class<?>[] {InternalTransaction.class}, handler);
    }
}
