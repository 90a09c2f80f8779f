package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.OpenOverride;
import org.metapolicy.evidence.UncountedEvidence;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.evidence.WrittenOutcome.Resolution;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
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
    private final Set<Node> resolved = new HashSet<>();

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
    public List<WrittenOutcome> outcomes() {
        List<Arrival> arrivals =
                new BacklogScan(tx).run(Optional.of(familyId), false).byFamily().getOrDefault(familyId, List.of());
        return arrivals.stream().flatMap(arrival -> read(arrival).stream()).toList();
    }

    private Optional<WrittenOutcome> read(Arrival arrival) {
        Node outcome = tx.getNodeByElementId(arrival.elementId());
        if (numbers.isOwn(outcome, Labels.CountedOutcome)) {
            return Optional.empty();
        }
        return owned(attributions.ofOutcome(outcome)).map(owned -> {
            Resolution before = resolutions.of(owned.episode(), outcome);
            return new WrittenOutcome(
                    arrival,
                    reader.episode(owned.episode(), owned.version()),
                    EpisodeReader.figures(outcome),
                    resolved.add(owned.episode()) ? before : Resolution.OUTCOME,
                    owned.contradiction());
        });
    }

    @Override
    public List<OpenOverride> overridesBefore(Instant due) {
        return overridden().stream()
                .filter(episode -> !resolved.contains(episode) && !resolutions.isResolved(episode))
                .flatMap(episode -> owned(attributions.ofEpisode(episode)).stream())
                .filter(owned -> owned.contradiction().isEmpty())
                .map(owned -> new OpenOverride(
                        owned.episode().getElementId(), reader.episode(owned.episode(), owned.version())))
                .filter(override ->
                        !override.episode().timestamp().orElse(Instant.MIN).isAfter(due))
                .sorted(Comparator.comparing((OpenOverride override) ->
                                override.episode().timestamp().orElse(Instant.MIN))
                        .thenComparing(override -> override.episode().id()))
                .toList();
    }

    /** Open ones, and those that a refresh would find to be. */
    private List<Node> overridden() {
        List<Node> episodes = new ArrayList<>();
        try (ResourceIterator<Node> open = tx.findNodes(Labels.OpenEpisode, Schema.Episode.HUMAN_OVERRIDE, true)) {
            open.forEachRemaining(episodes::add);
        }
        EpisodeSorting.unsorted(tx).stream()
                .map(tx::getNodeByElementId)
                .filter(episode -> Boolean.TRUE.equals(episode.getProperty(Schema.Episode.HUMAN_OVERRIDE, null)))
                .forEach(episodes::add);
        return episodes;
    }

    private Optional<Attribution.Owned<Node>> owned(Attribution<Node> attribution) {
        return attribution instanceof Attribution.Owned<Node> owned
                        && owned.familyId().equals(familyId)
                ? Optional.of(owned)
                : Optional.empty();
    }
}
