package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.Counted;
import org.metapolicy.evidence.CountingTransaction;
import org.metapolicy.evidence.FamilyProgress;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.OpenStatus;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.SnapshotFigures;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.evidence.WrittenEpisode;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.graph.CountingKeys;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.Settings;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
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
                reader.episode(owned.episode(), owned.version(), resolutions.override(owned.episode())),
                EpisodeReader.figures(outcome),
                resolutions.outcome(owned.episode(), outcome).isPresent(),
                owned.contradiction());
        outcomes.put(arrival.elementId(), outcome);
        episodes.put(arrival.elementId(), owned.episode());
        return Optional.of(written);
    }

    @Override
    public Optional<OpenStatus> take(StatusPlace place, Instant now) {
        Node episode;
        try {
            episode = tx.getNodeByElementId(place.elementId());
            tx.acquireWriteLock(episode);
            if (!episode.hasLabel(Labels.PolicyEpisode) || episode.hasLabel(Labels.ResolvedEpisode)) {
                return Optional.empty();
            }
        } catch (NotFoundException deletedMeanwhile) {
            return Optional.empty();
        }
        if (!(attributions.ofEpisode(episode) instanceof Attribution.Owned<Node> owned)
                || !owned.familyId().equals(familyId)
                || owned.contradiction().isPresent()) {
            if (episode.hasLabel(Labels.OpenEpisode)) {
                OpenEpisodes.describe(tx, episode, now);
            }
            return Optional.empty();
        }
        if (resolutions.isResolved(episode)) {
            resolve(episode);
            return Optional.empty();
        }
        WrittenEpisode written = reader.episode(episode, owned.version());
        if (written.override() != null && !(written.override() instanceof Boolean)) {
            return Optional.empty();
        }
        Marks.clearNumber(episode);
        episodes.put(episode.getElementId(), episode);
        Optional<Node> outcome = resolutions.outcome(episode, null);
        Instant at = BacklogScan.time(episode, outcome)
                .or(() -> OpenEpisodes.openedAt(episode))
                .orElse(now);
        return Optional.of(new OpenStatus(place.elementId(), written, at, outcome.isPresent()));
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
        if (!outcome.hasRelationship(Schema.Types.HAS_OUTCOME)) {
            episode.setProperty(
                    Schema.Episode.RESOLVED_BY,
                    outcome.getProperty(Schema.ID, "an outcome without an id").toString());
        }
        if (episode.hasLabel(Labels.OpenEpisode)) {
            episode.setProperty(CountingKeys.OPEN_FOR, familyId);
        }
    }

    @Override
    public void markCounted(OpenStatus status, Counted counted) {
        Node episode = episodes.get(status.elementId());
        mark(episode, status.episode(), counted);
        if (status.episode().timestamp().isPresent()) {
            episode.removeProperty(CountingKeys.OPENED_AT);
        } else {
            episode.setProperty(CountingKeys.OPENED_AT, status.at().atZone(ZoneOffset.UTC));
        }
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
        if (episode.unit() != null) {
            evidence.setProperty(Schema.Outcome.COUNTED_UNIT, (long) episode.unit());
        }
        evidence.setProperty(Schema.Outcome.COUNTED_OVERRIDE, Boolean.TRUE.equals(episode.override()));
        evidence.setProperty(CountingKeys.COUNTED_APART, true);
        episode.agreeingSuggestion()
                .ifPresent(suggested -> evidence.setProperty(Schema.Outcome.COUNTED_SHADOW_VERSION_ID, suggested));
    }

    private void resolve(Node episode) {
        Marks.remove(episode, Labels.OpenEpisode);
        episode.addLabel(Labels.ResolvedEpisode);
        OpenEpisodes.close(episode);
        InvalidEpisodes.look(tx, episode);
    }

    @Override
    public void saveVersion(String versionId, SavedStates states, VersionFigures figures) {
        nodes.saveVersion(versionId, states, figures);
    }

    @Override
    public Set<String> live() {
        return nodes.live();
    }

    @Override
    public void saveTabulation(Tabulation tabulation, Instant at) {
        nodes.saveTabulation(tabulation, at);
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
        Recount recount =
                new Recount(new CountingChangeReader(nodes.family()).read(), GraphEvidenceBases.read(nodes.evidence()));
        new StoredEvidenceReader(tx, nodes.family(), settings).forEach(recount::count);
        recount.finish();
        return recount;
    }

    @Override
    public void saveTotals(FamilyTotals totals, Instant refreshedAt) {
        nodes.saveTotals(totals, refreshedAt);
    }
}
