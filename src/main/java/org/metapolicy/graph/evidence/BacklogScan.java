package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * Finds the outcomes that have not been counted, at a cost that follows their number and not the history's.
 *
 * <p>Every outcome that was looked at carries one of four labels. The count store therefore knows how many carry none, and
 * as new nodes mostly have high internal ids, reading the label's index downwards meets them first: the scan stops at the
 * last one. Where ids were reused it reads further, and still misses none. See docs/evidence.md for what else was tried.
 */
final class BacklogScan {
    static final List<Labels> LOOKED_AT =
            List.of(Labels.CountedOutcome, Labels.InvalidOutcome, Labels.WaitingOutcome, Labels.QueuedOutcome);

    private static final String NEWEST_FIRST =
            "CYPHER 5 MATCH (o:PolicyOutcome) WITH o ORDER BY o DESC WHERE NOT o:CountedOutcome AND NOT o:InvalidOutcome"
                    + " AND NOT o:WaitingOutcome AND NOT o:QueuedOutcome RETURN o LIMIT $limit";

    private final Transaction tx;
    private final Attributions attributions;
    private final Map<String, List<Arrival>> byFamily = new HashMap<>();
    private final Map<String, String> elsewhere = new HashMap<>();
    private final Map<String, String> waiting = new HashMap<>();

    BacklogScan(Transaction tx) {
        this.tx = tx;
        this.attributions = new Attributions(tx);
    }

    /** How many outcomes were never looked at; exact but for what is being committed now, and then too few. */
    static long unseen(Transaction tx) {
        // The total comes first: what is counted in between is then missed by this scan, never searched for in vain.
        long unseen = LabelCounts.of(tx, Labels.PolicyOutcome);
        for (Labels label : LOOKED_AT) {
            unseen -= LabelCounts.of(tx, label);
        }
        return Math.max(0, unseen);
    }

    /** The backlog of one family, or of all. */
    Backlog run(Optional<String> familyId) {
        long unseen = unseen(tx);
        if (unseen > 0) {
            try (Result result = tx.execute(NEWEST_FIRST, Map.of("limit", unseen))) {
                result.<Node>columnAs("o").forEachRemaining(outcome -> sort(outcome, familyId));
            }
        }
        try (ResourceIterator<Node> again = tx.findNodes(Labels.WaitingOutcome)) {
            again.forEachRemaining(outcome -> sort(outcome, familyId));
        }
        try (ResourceIterator<Node> queued = familyId.map(
                        id -> tx.findNodes(Labels.QueuedOutcome, Schema.Outcome.QUEUED_FOR, id))
                .orElseGet(() -> tx.findNodes(Labels.QueuedOutcome))) {
            queued.forEachRemaining(outcome -> sort(outcome, familyId));
        }
        byFamily.values().forEach(arrivals -> arrivals.sort(null));
        return new Backlog(byFamily, elsewhere, waiting);
    }

    private void sort(Node outcome, Optional<String> familyId) {
        Attribution<Node> attribution = attributions.ofOutcome(outcome);
        if (attribution instanceof Attribution.Owned<Node> owned) {
            if (familyId.isEmpty() || familyId.get().equals(owned.familyId())) {
                byFamily.computeIfAbsent(owned.familyId(), any -> new ArrayList<>())
                        .add(arrival(outcome, owned.episode()));
            } else if (!outcome.hasLabel(Labels.QueuedOutcome)) {
                elsewhere.put(outcome.getElementId(), owned.familyId());
            }
        } else if (attribution instanceof Attribution.Waiting<Node> missing) {
            waiting.put(outcome.getElementId(), missing.reason());
        }
    }

    static Arrival arrival(Node outcome, Node episode) {
        Instant at = Instants.of(outcome.getProperty(Schema.Outcome.RECORDED_AT, null))
                .or(() -> Instants.of(episode.getProperty(Schema.Episode.TIMESTAMP, null)))
                .orElse(Instant.MIN);
        return new Arrival(at, outcome.getProperty(Schema.ID, "").toString(), outcome.getElementId());
    }
}
