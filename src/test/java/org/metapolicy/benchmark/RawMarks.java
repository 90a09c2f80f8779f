package org.metapolicy.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * The labels and properties that a refresh left on an outcome and its episode, written on others by the core API, and nothing
 * counted: what no refresh that marks evidence so can be quicker than.
 */
record RawMarks(Mark ofOutcome, Mark ofEpisode) {
    /** As many outcomes to a transaction as a refresh counts in one. */
    private static final int BATCH = 5_000;

    private record Mark(Label label, Map<String, Object> properties) {
        static Mark of(Node counted, Label before) {
            return new Mark(
                    StreamSupport.stream(counted.getLabels().spliterator(), false)
                            .filter(label -> !label.name().equals(before.name()))
                            .findFirst()
                            .orElseThrow(),
                    counted.getAllProperties().entrySet().stream()
                            .filter(property -> property.getKey().startsWith("counted_"))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        }

        void write(Node node, long number) {
            properties.forEach(node::setProperty);
            node.setProperty(Schema.Outcome.COUNTED_NUMBER, number);
            node.addLabel(label);
        }
    }

    /** Those that a database has where everything was counted. */
    static RawMarks of(GraphDatabaseService counted) {
        try (Transaction tx = counted.beginTx();
                ResourceIterator<Node> outcomes = tx.findNodes(Labels.CountedOutcome)) {
            Node outcome = outcomes.next();
            return new RawMarks(
                    Mark.of(outcome, Labels.PolicyOutcome), Mark.of(episode(outcome), Labels.PolicyEpisode));
        }
    }

    /** Marks every outcome of a database where none was counted; the nanoseconds that it took once they were found. */
    long nanoseconds(GraphDatabaseService database) {
        List<String> outcomes = new ArrayList<>();
        try (Transaction tx = database.beginTx();
                ResourceIterator<Node> all = tx.findNodes(Labels.PolicyOutcome)) {
            all.forEachRemaining(outcome -> outcomes.add(outcome.getElementId()));
        }
        long start = System.nanoTime();
        long number = 0;
        for (int from = 0; from < outcomes.size(); from += BATCH) {
            try (Transaction tx = database.beginTx()) {
                for (String id : outcomes.subList(from, Math.min(from + BATCH, outcomes.size()))) {
                    Node outcome = tx.getNodeByElementId(id);
                    ofOutcome.write(outcome, ++number);
                    ofEpisode.write(episode(outcome), ++number);
                }
                tx.commit();
            }
        }
        return System.nanoTime() - start;
    }

    private static Node episode(Node outcome) {
        return outcome.getSingleRelationship(Types.HAS_OUTCOME, Direction.INCOMING)
                .getStartNode();
    }
}
