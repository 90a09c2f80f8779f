package org.metapolicy.graph.evidence;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.graph.OwnTransactions;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Transaction;

/** Labels the outcomes that a scan met and nobody counts now, so that the next scan does not meet them again. */
final class SetAside {
    private final OwnTransactions transactions;
    private final int batchSize;

    SetAside(OwnTransactions transactions, int batchSize) {
        this.transactions = transactions;
        this.batchSize = batchSize;
    }

    void run(Backlog backlog) {
        inBatches(backlog.elsewhere(), (outcome, familyId) -> {
            outcome.addLabel(Labels.QueuedOutcome);
            outcome.setProperty(Schema.Outcome.QUEUED_FOR, familyId);
        });
        inBatches(backlog.waiting(), (outcome, reason) -> {
            outcome.addLabel(Labels.WaitingOutcome);
            outcome.setProperty(Schema.Outcome.WAITING_REASON, reason);
        });
        if (transactions.run(WaitingOutcomes::areMany)) {
            transactions.write(WaitingOutcomes::remember);
        }
    }

    private void inBatches(Map<String, String> marks, BiConsumer<Node, String> mark) {
        // In order of element id, so that two of these at once cannot wait for each other.
        List<Map.Entry<String, String>> ordered =
                marks.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        transactions.inBatches(ordered, batchSize, (tx, entry) -> markUnseen(tx, entry, mark));
    }

    private static void markUnseen(Transaction tx, Map.Entry<String, String> entry, BiConsumer<Node, String> mark) {
        try {
            Node outcome = tx.getNodeByElementId(entry.getKey());
            tx.acquireWriteLock(outcome);
            if (!outcome.hasLabel(Labels.CountedOutcome) && !outcome.hasLabel(Labels.InvalidOutcome)) {
                Marks.clearOthers(outcome);
                mark.accept(outcome, entry.getValue());
            }
        } catch (NotFoundException deletedMeanwhile) {
            // Nothing is left to be set aside.
            return;
        }
    }
}
