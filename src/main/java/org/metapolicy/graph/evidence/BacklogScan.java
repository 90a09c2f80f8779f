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
 * Finds the outcomes that have not been counted, at a cost that follows their number and not the history's: those without a
 * mark, those that may have got what they waited for, and those queued for the family. See docs/evidence.md for what else
 * was tried.
 */
final class BacklogScan {
    private static final String QUEUED =
            "CYPHER 5 MATCH (n:QueuedOutcome) WHERE n.queued_for IS NULL OR n.queued_for <> $id"
                    + " RETURN n LIMIT $look";

    private final Transaction tx;
    private final Attributions attributions;
    private final Map<String, List<Arrival>> byFamily = new HashMap<>();
    private final Map<String, String> elsewhere = new HashMap<>();
    private final Map<String, String> waiting = new HashMap<>();
    private long stillWaiting;
    private String firstReason;

    BacklogScan(Transaction tx) {
        this.tx = tx;
        this.attributions = new Attributions(tx);
    }

    /**
     * The backlog of one family, or of all.
     *
     * @param whole whether every outcome is looked at that is not counted, whatever its marks and the counts say
     */
    Backlog run(Optional<String> familyId, boolean whole) {
        long apart = CountingCheck.read(tx).apart().outcomes();
        stillWaiting = LabelCounts.of(tx, Labels.WaitingOutcome);
        UnmarkedNodes.OUTCOMES.forEach(tx, whole, apart, outcome -> sort(outcome, familyId));
        WaitingOutcomes.forEach(tx, whole, outcome -> sort(outcome, familyId));
        queued(familyId, whole);
        byFamily.values().forEach(arrivals -> arrivals.sort(null));
        return new Backlog(byFamily, elsewhere, waiting, Math.max(0, stillWaiting), Optional.ofNullable(firstReason));
    }

    /** Of those queued for others only some are looked at: whether they are rightly there. */
    private void queued(Optional<String> familyId, boolean whole) {
        if (familyId.isEmpty() || whole) {
            try (ResourceIterator<Node> queued = tx.findNodes(Labels.QueuedOutcome)) {
                queued.forEachRemaining(outcome -> sort(outcome, familyId));
            }
            return;
        }
        try (ResourceIterator<Node> queued =
                tx.findNodes(Labels.QueuedOutcome, Schema.Outcome.QUEUED_FOR, familyId.get())) {
            queued.forEachRemaining(outcome -> sort(outcome, familyId));
        }
        try (Result others = tx.execute(QUEUED, Map.of("id", familyId.get(), "look", WaitingOutcomes.LOOK))) {
            others.<Node>columnAs("n").forEachRemaining(outcome -> sort(outcome, familyId));
        }
    }

    private void sort(Node outcome, Optional<String> familyId) {
        boolean waited = outcome.hasLabel(Labels.WaitingOutcome);
        if (!outcome.hasLabel(Labels.PolicyOutcome)
                || outcome.hasLabel(Labels.CountedOutcome)
                || outcome.hasLabel(Labels.InvalidOutcome)) {
            return;
        }
        Attribution<Node> attribution = attributions.ofOutcome(outcome);
        if (attribution instanceof Attribution.Owned<Node> owned) {
            stillWaiting -= waited ? 1 : 0;
            if (familyId.isEmpty() || familyId.get().equals(owned.familyId())) {
                byFamily.computeIfAbsent(owned.familyId(), any -> new ArrayList<>())
                        .add(arrival(outcome, owned.episode()));
            } else if (!owned.familyId().equals(outcome.getProperty(Schema.Outcome.QUEUED_FOR, null))) {
                elsewhere.put(outcome.getElementId(), owned.familyId());
            }
        } else if (attribution instanceof Attribution.Waiting<Node> missing) {
            firstReason = firstReason == null ? missing.reason() : firstReason;
            stillWaiting += waited ? 0 : 1;
            if (!waited || !missing.reason().equals(outcome.getProperty(Schema.Outcome.WAITING_REASON, null))) {
                waiting.put(outcome.getElementId(), missing.reason());
            }
        }
    }

    static Arrival arrival(Node outcome, Node episode) {
        Instant at = Instants.of(outcome.getProperty(Schema.Outcome.RECORDED_AT, null))
                .or(() -> Instants.of(episode.getProperty(Schema.Episode.TIMESTAMP, null)))
                .orElse(Instant.MIN);
        return new Arrival(at, outcome.getProperty(Schema.ID, "").toString(), outcome.getElementId());
    }
}
