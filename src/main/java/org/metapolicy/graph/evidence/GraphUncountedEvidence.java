package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.OpenStatus;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.evidence.UncountedEvidence;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Transaction;

/** Uncounted evidence in the graph, read in the caller's transaction. */
public final class GraphUncountedEvidence implements UncountedEvidence {
    private final Transaction tx;
    private final String familyId;
    private final ContextClusters clusters;
    private final Attributions attributions;
    private final EpisodeReader reader;
    private final Resolutions resolutions;
    private final CountedNumbers numbers;
    private final Set<Node> met = new HashSet<>();

    public GraphUncountedEvidence(Transaction tx, String familyId) {
        this.tx = tx;
        this.familyId = familyId;
        EvidenceNodes nodes = new EvidenceNodes(tx, familyId);
        this.clusters = nodes.clusters();
        this.attributions = new Attributions(tx);
        this.reader = new EpisodeReader(tx, nodes.settings());
        this.resolutions = new Resolutions(tx);
        this.numbers = new CountedNumbers(tx);
    }

    @Override
    public ContextClusters clusters() {
        return clusters;
    }

    @Override
    public Backlog.OfFamily backlog(Instant now) {
        return new BacklogScan(tx, now)
                .run(Optional.of(familyId), false)
                .byFamily()
                .getOrDefault(familyId, Backlog.OfFamily.empty());
    }

    @Override
    public Optional<WrittenOutcome> read(Arrival arrival) {
        try {
            return standing(arrival);
        } catch (NotFoundException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    private Optional<WrittenOutcome> standing(Arrival arrival) {
        Node outcome = tx.getNodeByElementId(arrival.elementId());
        if (numbers.isOwn(outcome, Labels.CountedOutcome)) {
            return Optional.empty();
        }
        return owned(attributions.ofOutcome(outcome))
                .map(owned -> new WrittenOutcome(
                        arrival,
                        reader.episode(owned.episode(), owned.version(), resolutions.override(owned.episode())),
                        EpisodeReader.figures(outcome),
                        !met.add(owned.episode())
                                || resolutions.outcome(owned.episode(), outcome).isPresent(),
                        resolutions.isResolved(owned.episode()),
                        owned.contradiction()));
    }

    @Override
    public Optional<OpenStatus> read(StatusPlace place, Instant now) {
        try {
            return standing(place);
        } catch (NotFoundException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    private Optional<OpenStatus> standing(StatusPlace place) {
        Node episode = tx.getNodeByElementId(place.elementId());
        if (resolutions.isResolved(episode)) {
            return Optional.empty();
        }
        return owned(attributions.ofEpisode(episode))
                .filter(owned -> owned.contradiction().isEmpty())
                .map(owned -> new OpenStatus(
                        place.elementId(), reader.episode(episode, owned.version()), place.at(), place.withOutcome()));
    }

    private Optional<Attribution.Owned<Node>> owned(Attribution<Node> attribution) {
        return attribution instanceof Attribution.Owned<Node> owned
                        && owned.familyId().equals(familyId)
                ? Optional.of(owned)
                : Optional.empty();
    }
}
