package org.metapolicy.graph.evidence;

import java.util.List;
import java.util.Map;
import org.metapolicy.graph.OwnTransactions;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * Labels every episode that counting has not resolved as open, at a cost that follows the new ones. Among the open ones an
 * index on human_override finds the overrides, also those that are set later.
 */
final class EpisodeSorting {
    private static final String NEWEST_FIRST =
            "CYPHER 5 MATCH (e:PolicyEpisode) WITH e ORDER BY e DESC WHERE NOT e:OpenEpisode AND NOT e:ResolvedEpisode"
                    + " RETURN elementId(e) AS id LIMIT $limit";

    private final OwnTransactions transactions;
    private final int batchSize;

    EpisodeSorting(OwnTransactions transactions, int batchSize) {
        this.transactions = transactions;
        this.batchSize = batchSize;
    }

    void run() {
        List<String> found = transactions.run(EpisodeSorting::unsorted);
        for (int from = 0; from < found.size(); from += batchSize) {
            List<String> batch = found.subList(from, Math.min(from + batchSize, found.size()));
            transactions.write(tx -> batch.forEach(id -> open(tx, id)));
        }
    }

    /** Element ids of the episodes that were not looked at yet, in the order in which they may be locked. */
    static List<String> unsorted(Transaction tx) {
        // The total first, as in BacklogScan: an episode labelled in between is then not searched for in vain.
        long unsorted = LabelCounts.of(tx, Labels.PolicyEpisode)
                - LabelCounts.of(tx, Labels.OpenEpisode)
                - LabelCounts.of(tx, Labels.ResolvedEpisode);
        if (unsorted <= 0) {
            return List.of();
        }
        try (Result result = tx.execute(NEWEST_FIRST, Map.of("limit", unsorted))) {
            return result.<String>columnAs("id").stream().sorted().toList();
        }
    }

    private static void open(Transaction tx, String id) {
        try {
            Node episode = tx.getNodeByElementId(id);
            tx.acquireWriteLock(episode);
            if (!episode.hasLabel(Labels.ResolvedEpisode)) {
                episode.addLabel(Labels.OpenEpisode);
            }
        } catch (NotFoundException deletedMeanwhile) {
            return;
        }
    }
}
