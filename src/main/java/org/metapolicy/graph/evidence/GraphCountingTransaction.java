package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.Counted;
import org.metapolicy.evidence.CountingTransaction;
import org.metapolicy.evidence.FamilyProgress;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.OpenOverride;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.SnapshotFigures;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.evidence.WrittenEpisode;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.Settings;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** A family's evidence in the graph, under the family's write lock from the constructor to the transaction's end. */
final class GraphCountingTransaction implements CountingTransaction {
    private final Transaction tx;
    private final String familyId;
    private final EvidenceNodes nodes;
    private final Settings settings;
    private final ContextClusters clusters;
    private final Attributions attributions;
    private final EpisodeReader reader;
    private final Resolutions resolutions;
    private final CountedNumbers numbers;
    private final Map<String, Node> outcomes = new HashMap<>();
    private final Map<String, Node> episodes = new HashMap<>();

    GraphCountingTransaction(Transaction tx, String familyId) {
        this.tx = tx;
        this.familyId = familyId;
        this.nodes = new EvidenceNodes(tx, familyId);
        nodes.lock();
        this.settings = nodes.settings();
        this.clusters = nodes.clusters();
        this.attributions = new Attributions(tx);
        this.reader = new EpisodeReader(tx, settings);
        this.resolutions = new Resolutions(tx);
        this.numbers = new CountedNumbers(tx);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public ContextClusters clusters() {
        return clusters;
    }

    @Override
    public long counted() {
        return nodes.counted();
    }

    @Override
    public Optional<WrittenOutcome> take(Arrival arrival) {
        Node outcome;
        try {
            outcome = tx.getNodeByElementId(arrival.elementId());
            tx.acquireWriteLock(outcome);
            if (!outcome.hasLabel(Labels.PolicyOutcome)
                    || outcome.hasLabel(Labels.CountedOutcome)
                    || outcome.hasLabel(Labels.InvalidOutcome)) {
                return Optional.empty();
            }
        } catch (NotFoundException deletedMeanwhile) {
            return Optional.empty();
        }
        if (!(attributions.ofOutcome(outcome) instanceof Attribution.Owned<Node> owned)
                || !owned.familyId().equals(familyId)) {
            return Optional.empty();
        }
        tx.acquireWriteLock(owned.episode());
        if (numbers.isOwn(outcome, Labels.CountedOutcome)) {
            // It was counted, and lost its label by another hand.
            Marks.clearOthers(outcome);
            outcome.addLabel(Labels.CountedOutcome);
            return Optional.empty();
        }
        Marks.clearNumber(outcome);
        WrittenOutcome written = new WrittenOutcome(
                arrival,
                reader.episode(owned.episode(), owned.version()),
                EpisodeReader.figures(outcome),
                resolutions.of(owned.episode(), outcome),
                owned.contradiction());
        outcomes.put(arrival.elementId(), outcome);
        episodes.put(arrival.elementId(), owned.episode());
        return Optional.of(written);
    }

    @Override
    public List<OpenOverride> overridesBefore(Instant due, int most) {
        List<Node> old = new ArrayList<>();
        try (ResourceIterator<Node> open = tx.findNodes(Labels.OpenEpisode, Schema.Episode.HUMAN_OVERRIDE, true)) {
            open.stream().filter(episode -> !decidedAt(episode).isAfter(due)).forEach(old::add);
        }
        return old.stream()
                .sorted(Comparator.comparing(GraphCountingTransaction::decidedAt)
                        .thenComparing(
                                episode -> episode.getProperty(Schema.ID, "").toString()))
                .flatMap(episode -> openOverride(episode).stream())
                .limit(most)
                .toList();
    }

    /** One without a time stamp counts at once: an unknown age must not hide an override. */
    private static Instant decidedAt(Node episode) {
        return Instants.of(episode.getProperty(Schema.Episode.TIMESTAMP, null)).orElse(Instant.MIN);
    }

    private Optional<OpenOverride> openOverride(Node episode) {
        if (!(attributions.ofEpisode(episode) instanceof Attribution.Owned<Node> owned)
                || !owned.familyId().equals(familyId)
                || owned.contradiction().isPresent()) {
            return Optional.empty();
        }
        tx.acquireWriteLock(episode);
        if (!episode.hasLabel(Labels.OpenEpisode)) {
            return Optional.empty();
        }
        if (resolutions.isResolved(episode)) {
            resolve(episode);
            return Optional.empty();
        }
        Marks.clearNumber(episode);
        episodes.put(episode.getElementId(), episode);
        return Optional.of(new OpenOverride(episode.getElementId(), reader.episode(episode, owned.version())));
    }

    @Override
    public SavedStates states(String versionId) {
        return nodes.states(versionId);
    }

    @Override
    public void markCounted(WrittenOutcome written, Counted counted) {
        Node outcome = outcomes.get(written.arrival().elementId());
        Node episode = episodes.get(written.arrival().elementId());
        Marks.clearOthers(outcome);
        outcome.addLabel(Labels.CountedOutcome);
        mark(outcome, written.episode(), counted);
        if (written.resolution() == WrittenOutcome.Resolution.NOTHING) {
            written.episode()
                    .agreeingSuggestion()
                    .ifPresent(suggested -> outcome.setProperty(Schema.Outcome.COUNTED_SHADOW_VERSION_ID, suggested));
        }
        resolve(episode);
        if (!outcome.hasRelationship(Schema.Types.HAS_OUTCOME)) {
            episode.setProperty(
                    Schema.Episode.RESOLVED_BY,
                    outcome.getProperty(Schema.ID, "an outcome without an id").toString());
        }
    }

    @Override
    public void markCounted(OpenOverride override, Counted counted) {
        Node episode = episodes.get(override.elementId());
        mark(episode, override.episode(), counted);
        resolve(episode);
    }

    @Override
    public void markInvalid(WrittenOutcome written, String reason) {
        Node outcome = outcomes.get(written.arrival().elementId());
        Marks.clearOthers(outcome);
        outcome.addLabel(Labels.InvalidOutcome);
        outcome.setProperty(Schema.Outcome.INVALID_REASON, reason);
    }

    private static void mark(Node evidence, WrittenEpisode episode, Counted counted) {
        evidence.setProperty(Schema.Outcome.COUNTED_NUMBER, counted.number());
        evidence.setProperty(Schema.Outcome.COUNTED_VERSION_ID, episode.versionId());
        counted.cluster().ifPresent(cluster -> evidence.setProperty(Schema.Outcome.COUNTED_CLUSTER, cluster));
        evidence.setProperty(Schema.Outcome.COUNTED_HIGH_POTENCY, Boolean.TRUE.equals(episode.highPotency()));
        evidence.setProperty(Schema.Outcome.COUNTED_OVERRIDE, Boolean.TRUE.equals(episode.override()));
    }

    private void resolve(Node episode) {
        Marks.remove(episode, Labels.OpenEpisode);
        episode.addLabel(Labels.ResolvedEpisode);
        InvalidEpisodes.look(tx, episode);
    }

    @Override
    public void saveVersion(String versionId, SavedStates states, VersionFigures figures) {
        nodes.saveVersion(versionId, states, figures);
    }

    @Override
    public String saveSnapshot(String versionId, SnapshotFigures snapshot) {
        return nodes.saveSnapshot(versionId, snapshot);
    }

    @Override
    public void saveFamily(FamilyProgress progress) {
        nodes.saveFamily(progress, clusters);
    }

    @Override
    public List<String> versions() {
        return nodes.versions();
    }

    @Override
    public Recount recount() {
        Recount recount = new Recount(new CountingChangeReader(nodes.family()).read());
        new StoredEvidenceReader(tx, nodes.family(), settings).forEach(recount::count);
        recount.finish();
        return recount;
    }

    @Override
    public void saveTotals(FamilyTotals totals, Instant refreshedAt) {
        nodes.saveTotals(totals, refreshedAt);
    }
}
