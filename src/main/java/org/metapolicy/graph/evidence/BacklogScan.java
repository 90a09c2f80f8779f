package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.graph.CountingKeys;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * Finds the outcomes and statuses that have not been counted, at a cost that follows their number and not the history's:
 * outcomes and episodes without a mark, outcomes that may have got what they waited for, those queued for the family, and the
 * family's open episodes. See docs/evidence.md for what else
 * was tried.
 */
final class BacklogScan {
    private static final String QUEUED =
            "CYPHER 5 MATCH (n:QueuedOutcome) WHERE n.queued_for IS NULL OR n.queued_for <> $id"
                    + " RETURN n LIMIT $look";

    private static final String[] OF_STATUSES = {
        Schema.ID,
        Schema.Episode.HUMAN_OVERRIDE,
        Schema.Episode.POLICY_VERSION_ID,
        Schema.Episode.TIMESTAMP,
        Schema.Episode.RESOLVED_BY,
        CountingKeys.OPENED_AT
    };

    private final Transaction tx;
    private final Attributions attributions;
    private final Instant now;
    private final Resolutions resolutions;
    private final Map<String, Backlog.OfFamily> byFamily = new HashMap<>();
    private final Map<String, String> elsewhere = new HashMap<>();
    private final Map<String, String> waiting = new HashMap<>();
    private final Map<Node, String> versionIds = new HashMap<>();
    /** One text for an episode that both its outcome and its status name: of a long backlog they are the most that is held. */
    private final Map<String, String> episodes = new HashMap<>();

    private long stillWaiting;
    private String firstReason;

    /** @param now when an episode came that no time of its own or of its outcome tells */
    BacklogScan(Transaction tx, Instant now) {
        this.tx = tx;
        this.now = now;
        this.attributions = new Attributions(tx);
        this.resolutions = new Resolutions(tx);
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
        statuses(familyId, whole);
        byFamily.values().forEach(found -> found.outcomes().sort(null));
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

    private void statuses(Optional<String> familyId, boolean whole) {
        UnmarkedNodes.EPISODES.forEach(
                tx, whole, CountingCheck.read(tx).apart().episodes(), episode -> attribute(episode, familyId));
        OpenEpisodes.forEachMended(tx, episode -> attribute(episode, familyId));
        if (familyId.isPresent()) {
            OpenEpisodes.forEach(tx, familyId.get(), episode -> attribute(episode, familyId));
            return;
        }
        GraphRefreshTransactions.ids(tx, any -> true)
                .forEach(id -> OpenEpisodes.forEach(tx, id, episode -> attribute(episode, familyId)));
    }

    private void attribute(Node episode, Optional<String> familyId) {
        try {
            attributeStanding(episode, familyId);
        } catch (NotFoundException deletedMeanwhile) {
            return;
        }
    }

    /** An episode that contradicts itself, or whose override cannot be read, has no status. */
    private void attributeStanding(Node episode, Optional<String> familyId) {
        Map<String, Object> properties = episode.getProperties(OF_STATUSES);
        Object override = properties.get(Schema.Episode.HUMAN_OVERRIDE);
        boolean readable = override == null || override instanceof Boolean;
        if (readable
                && attributions.ofEpisode(episode, properties.get(Schema.Episode.POLICY_VERSION_ID))
                        instanceof Attribution.Owned<Node> owned
                && owned.contradiction().isEmpty()
                && (familyId.isEmpty() || familyId.get().equals(owned.familyId()))) {
            of(owned.familyId()).statuses().add(place(episode, properties, owned.version(), override));
        }
    }

    private StatusPlace place(Node episode, Map<String, Object> properties, Node version, Object override) {
        Optional<Node> outcome =
                resolutions.counted(episode, properties).stream().findFirst();
        Optional<Instant> dated = time(properties, outcome);
        return new StatusPlace(
                versionIds.computeIfAbsent(version, GovernedNodes::id),
                dated.or(() -> Instants.of(properties.get(CountingKeys.OPENED_AT)))
                        .orElse(now),
                dated.isPresent(),
                properties.get(Schema.ID) instanceof String id ? id : "",
                handle(episode),
                Boolean.TRUE.equals(override),
                outcome.isPresent());
    }

    /**
     * An episode's own time, else when its counted outcome was recorded.
     *
     * @param properties what stands on the episode, by key
     */
    static Optional<Instant> time(Map<String, Object> properties, Optional<Node> outcome) {
        return Instants.of(properties.get(Schema.Episode.TIMESTAMP))
                .or(() -> outcome.flatMap(one -> Instants.of(one.getProperty(Schema.Outcome.RECORDED_AT, null))));
    }

    private Backlog.OfFamily of(String familyId) {
        return byFamily.computeIfAbsent(familyId, any -> Backlog.OfFamily.empty());
    }

    private void sort(Node outcome, Optional<String> familyId) {
        try {
            sortStanding(outcome, familyId);
        } catch (NotFoundException deletedMeanwhile) {
            return;
        }
    }

    private void sortStanding(Node outcome, Optional<String> familyId) {
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
                of(owned.familyId()).outcomes().add(arrival(outcome, owned.episode(), handle(owned.episode())));
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

    private String handle(Node episode) {
        return episodes.computeIfAbsent(episode.getElementId(), id -> id);
    }

    static Arrival arrival(Node outcome, Node episode) {
        return arrival(outcome, episode, episode.getElementId());
    }

    private static Arrival arrival(Node outcome, Node episode, String handle) {
        Instant at = Instants.of(outcome.getProperty(Schema.Outcome.RECORDED_AT, null))
                .or(() -> Instants.of(episode.getProperty(Schema.Episode.TIMESTAMP, null)))
                .orElse(Instant.MIN);
        return new Arrival(at, outcome.getProperty(Schema.ID, "").toString(), outcome.getElementId(), handle);
    }
}
