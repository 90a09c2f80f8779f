package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.metapolicy.graph.OwnTransactions;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Transaction;

/**
 * Labels every episode whose status has not been counted as open, at a cost that follows the new ones, with whose it is: an
 * index finds a family's. What cannot be read of one is marked on it.
 */
final class EpisodeSorting {
    private final OwnTransactions transactions;
    private final int batchSize;
    private final Instant now;

    EpisodeSorting(OwnTransactions transactions, int batchSize, Instant now) {
        this.transactions = transactions;
        this.batchSize = batchSize;
        this.now = now;
    }

    void run() {
        // The scan of this refresh has just compared counts with what stands there.
        transactions.inBatches(transactions.run(EpisodeSorting::uncounted), batchSize, this::open);
        InvalidEpisodes.lookAgain(transactions, batchSize);
    }

    /** Element ids of the episodes that were not looked at yet, in the order in which they may be locked. */
    static List<String> unsorted(Transaction tx) {
        List<String> found = new ArrayList<>();
        UnmarkedNodes.EPISODES.forEach(
                tx, false, CountingCheck.read(tx).apart().episodes(), episode -> found.add(episode.getElementId()));
        found.sort(null);
        return found;
    }

    private static List<String> uncounted(Transaction tx) {
        List<String> found = new ArrayList<>();
        UnmarkedNodes.EPISODES.forEachCounted(
                tx, CountingCheck.read(tx).apart().episodes(), episode -> found.add(episode.getElementId()));
        found.sort(null);
        return found;
    }

    private void open(Transaction tx, String id) {
        try {
            Node episode = tx.getNodeByElementId(id);
            tx.acquireWriteLock(episode);
            if (!episode.hasLabel(Labels.ResolvedEpisode)) {
                // It may have lost its label by another hand.
                if (new Resolutions(tx).isResolved(episode)) {
                    Marks.resolve(episode, Marks.labels(episode));
                } else {
                    OpenEpisodes.open(tx, episode, now);
                }
            }
            InvalidEpisodes.look(tx, episode);
        } catch (NotFoundException deletedMeanwhile) {
            return;
        }
    }
}
