package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.metapolicy.evidence.StoredEvidence;
import org.metapolicy.evidence.WrittenEpisode;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.unit.EvidenceUnit;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Reads a family's counted evidence in the order in which it was counted, whatever its size: a piece at a time. */
final class StoredEvidenceReader {
    private final Transaction tx;
    private final Node family;
    private final EpisodeReader reader;
    private final CountedNumbers numbers;
    private final Resolutions resolutions;

    private record Place(long number, String elementId) {}

    StoredEvidenceReader(Transaction tx, Node family, Settings settings) {
        this.tx = tx;
        this.family = family;
        this.reader = EpisodeReader.withSessions(tx, settings);
        this.numbers = new CountedNumbers(tx);
        this.resolutions = new Resolutions(tx);
    }

    void forEach(Consumer<StoredEvidence> consumer) {
        List<Place> places = new ArrayList<>();
        for (Label label : List.of(Labels.CountedOutcome, Labels.ResolvedEpisode)) {
            try (ResourceIterator<Node> nodes = tx.findNodes(label)) {
                nodes.forEachRemaining(node -> place(node).ifPresent(places::add));
            }
        }
        places.sort(Comparator.comparingLong(Place::number));
        places.forEach(place -> read(place).ifPresent(consumer));
    }

    /** Where a piece of the family stands; empty of others, and of what goes meanwhile. */
    private Optional<Place> place(Node evidence) {
        try {
            return numbers.family(evidence)
                    .filter(family::equals)
                    .map(ours -> new Place(Marks.number(evidence), evidence.getElementId()));
        } catch (NotFoundException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    /** As if it had gone before, where it or its episode goes meanwhile. */
    private Optional<StoredEvidence> read(Place place) {
        try {
            return read(tx.getNodeByElementId(place.elementId()));
        } catch (NotFoundException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    private Optional<StoredEvidence> read(Node evidence) {
        boolean status = evidence.hasLabel(Labels.ResolvedEpisode);
        boolean apart = Resolutions.isApart(evidence);
        return (status ? Optional.of(evidence) : EpisodeReader.episodeOf(tx, evidence)).map(episode -> {
            Node version = tx.findNode(
                    Labels.PolicyVersion, Schema.ID, evidence.getProperty(Schema.Outcome.COUNTED_VERSION_ID));
            WrittenEpisode written = reader.episode(episode, version);
            boolean override = (Boolean) evidence.getProperty(Schema.Outcome.COUNTED_OVERRIDE);
            return new StoredEvidence(
                    Marks.number(evidence),
                    written.versionId(),
                    GovernedNodes.text(evidence, Schema.Outcome.COUNTED_SHADOW_VERSION_ID),
                    new EpisodeFacts(
                            override,
                            GovernedNodes.text(evidence, Schema.Outcome.COUNTED_CLUSTER),
                            Potencies.counted(
                                    (Boolean) evidence.getProperty(Schema.Outcome.COUNTED_HIGH_POTENCY), episode),
                            written.sessionId().orElse(null),
                            unit(evidence),
                            time(evidence, episode, written, status)),
                    status ? null : EpisodeReader.figures(evidence),
                    apart,
                    !status && episode.hasProperty(Schema.Outcome.COUNTED_NUMBER),
                    resolutions.isOtherCounted(episode, status, Marks.number(evidence)),
                    // An outcome may have come before an override was told; what is fixed is the status.
                    (status || !apart) && override != Boolean.TRUE.equals(written.override()),
                    written.participant()
                            .filter(id -> Integer.valueOf(EvidenceUnit.of(id)).equals(unit(evidence)))
                            .orElse(null),
                    written.decision());
        });
    }

    /** As it was counted: where it was not known then it stays so, whatever was linked since. */
    private static Integer unit(Node evidence) {
        return evidence.getProperty(Schema.Outcome.COUNTED_UNIT, null) instanceof Number unit
                ? (Integer) unit.intValue()
                : null;
    }

    /** As it stood when it was counted. */
    private static Instant time(Node evidence, Node episode, WrittenEpisode written, boolean status) {
        if (status) {
            return OpenEpisodes.openedAt(episode).or(written::timestamp).orElse(Instant.EPOCH);
        }
        Instant arrived = BacklogScan.arrival(evidence, episode).at();
        return written.timestamp().orElse(arrived.equals(Instant.MIN) ? Instant.EPOCH : arrived);
    }
}
