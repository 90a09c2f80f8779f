package org.metapolicy.graph.evidence;

import java.util.List;
import java.util.Optional;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.graph.OwnTransactions;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Takes outcomes that were left out as invalid back among the uncounted: what made them so may have been mended. */
final class Reexamination {
    private final OwnTransactions transactions;
    private final int batchSize;

    Reexamination(OwnTransactions transactions, int batchSize) {
        this.transactions = transactions;
        this.batchSize = batchSize;
    }

    void run(Optional<String> familyId) {
        List<String> invalid = transactions.run(tx -> invalid(tx, familyId));
        for (int from = 0; from < invalid.size(); from += batchSize) {
            List<String> batch = invalid.subList(from, Math.min(from + batchSize, invalid.size()));
            transactions.write(tx -> batch.forEach(id -> release(tx, id)));
        }
    }

    private static List<String> invalid(Transaction tx, Optional<String> familyId) {
        try (ResourceIterator<Node> outcomes = tx.findNodes(Labels.InvalidOutcome)) {
            return outcomes.stream()
                    .filter(outcome -> familyId.isEmpty()
                            || familyId.equals(owner(tx, outcome).map(Attribution.Owned::familyId)))
                    .map(Node::getElementId)
                    .sorted()
                    .toList();
        }
    }

    private static void release(Transaction tx, String id) {
        try {
            Node outcome = tx.getNodeByElementId(id);
            Optional<Node> family = owner(tx, outcome).map(owned -> owned.version()
                    .getSingleRelationship(Types.HAS_VERSION, Direction.INCOMING)
                    .getStartNode());
            // The family first and then the outcome, as counting locks them.
            family.ifPresent(tx::acquireWriteLock);
            tx.acquireWriteLock(outcome);
            if (outcome.hasLabel(Labels.InvalidOutcome)) {
                outcome.removeLabel(Labels.InvalidOutcome);
                outcome.removeProperty(Schema.Outcome.INVALID_REASON);
                family.ifPresent(Reexamination::subtract);
            }
        } catch (NotFoundException deletedMeanwhile) {
            return;
        }
    }

    private static void subtract(Node family) {
        Node evidence = EvidenceNodes.evidenceOf(family, "the meta-policy");
        long invalid = ((Number) evidence.getProperty(Schema.FamilyCount.INVALID, 0L)).longValue();
        evidence.setProperty(Schema.FamilyCount.INVALID, Math.max(0, invalid - 1));
    }

    private static Optional<Attribution.Owned<Node>> owner(Transaction tx, Node outcome) {
        return new Attributions(tx).ofOutcome(outcome) instanceof Attribution.Owned<Node> owned
                ? Optional.of(owned)
                : Optional.empty();
    }
}
