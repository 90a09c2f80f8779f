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
import org.metapolicy.evidence.CountingTransaction.SavedVersion;
import org.metapolicy.evidence.FamilyProgress;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.OpenStatus;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.SnapshotFigures;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.evidence.differences.StoredDifferences;
import org.metapolicy.evidence.people.PeopleEvidence;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.graph.CountingKeys;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.decisions.DifferenceNodes;
import org.metapolicy.graph.evidence.Resolutions.TakenEpisode;
import org.metapolicy.graph.people.GraphPeople;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.OutcomeFigures;
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
    private final Map<String, TakenOutcome> outcomes = new HashMap<>();
    private final Map<String, TakenEpisode> episodes = new HashMap<>();

    /**
     * An outcome under its lock.
     *
     * @param marked whether it carries a mark that counting it takes away
     */
    private record TakenOutcome(Node node, boolean marked, TakenEpisode episode) {}

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
        try {
            return standing(arrival);
        } catch (NotFoundException deletedMeanwhile) {
            // The outcome, or what it belongs to: one that is left is looked at again.
            return Optional.empty();
        }
    }

    private Optional<WrittenOutcome> standing(Arrival arrival) {
        Node outcome = tx.getNodeByElementId(arrival.elementId());
        tx.acquireWriteLock(outcome);
        Set<String> labels = Marks.labels(outcome);
        if (!labels.contains(Labels.PolicyOutcome.name())
                || labels.contains(Labels.CountedOutcome.name())
                || labels.contains(Labels.InvalidOutcome.name())) {
            return Optional.empty();
        }
        Map<String, Object> properties = outcome.getAllProperties();
        if (!(attributions.ofOutcome(outcome, properties.get(Schema.Outcome.EPISODE_ID))
                        instanceof Attribution.Owned<Node> owned)
                || !owned.familyId().equals(familyId)) {
            return Optional.empty();
        }
        tx.acquireWriteLock(owned.episode());
        if (Marks.isNumbered(properties) && numbers.isOwn(outcome, Labels.CountedOutcome)) {
            // It was counted, and lost its label by another hand.
            Marks.clearOthers(outcome);
            outcome.addLabel(Labels.CountedOutcome);
            return Optional.empty();
        }
        Marks.clearNumber(outcome, properties);
        TakenEpisode episode = taken(owned);
        outcomes.put(arrival.elementId(), new TakenOutcome(outcome, Marks.areOthers(labels, properties), episode));
        return Optional.of(new WrittenOutcome(
                arrival,
                episode.written(),
                OutcomeFigures.of(properties::get),
                episode.counted().stream().anyMatch(other -> !other.equals(outcome)),
                episode.resolved(),
                owned.contradiction()));
    }

    private TakenEpisode taken(Attribution.Owned<Node> owned) {
        return episodes.compute(owned.episode().getElementId(), (id, before) -> resolutions.take(owned, reader));
    }

    @Override
    public Optional<OpenStatus> take(StatusPlace place, Instant now) {
        TakenEpisode met = episodes.get(place.elementId());
        Optional<TakenEpisode> taken = met != null && met.serves() ? Optional.of(met) : take(place.elementId(), now);
        return taken.filter(episode -> !episode.has(Labels.ResolvedEpisode))
                .flatMap(episode -> status(place, episode, now));
    }

    private Optional<TakenEpisode> take(String elementId, Instant now) {
        try {
            Node episode = tx.getNodeByElementId(elementId);
            tx.acquireWriteLock(episode);
            if (!episode.hasLabel(Labels.PolicyEpisode) || episode.hasLabel(Labels.ResolvedEpisode)) {
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
            return Optional.of(taken(owned));
        } catch (NotFoundException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    private Optional<OpenStatus> status(StatusPlace place, TakenEpisode episode, Instant now) {
        if (episode.resolved()) {
            resolve(episode);
            return Optional.empty();
        }
        Object override = episode.written().override();
        if (override != null && !(override instanceof Boolean)) {
            return Optional.empty();
        }
        Marks.clearNumber(episode.node(), episode.properties());
        Instant at = BacklogScan.time(
                        episode.properties(), episode.counted().stream().findFirst())
                .or(() -> Instants.of(episode.properties().get(CountingKeys.OPENED_AT)))
                .orElse(now);
        return Optional.of(new OpenStatus(
                place.elementId(), episode.written(), at, !episode.counted().isEmpty()));
    }

    @Override
    public SavedStates states(String versionId) {
        return nodes.states(versionId);
    }

    @Override
    public StoredDifferences differences() {
        return new DifferenceNodes(nodes.evidence());
    }

    @Override
    public void markCounted(WrittenOutcome written, Counted counted) {
        TakenOutcome outcome = outcomes.get(written.arrival().elementId());
        TakenEpisode episode = outcome.episode();
        Marks.clearOthers(outcome.node(), outcome.marked());
        Marks.count(outcome.node(), written.episode(), counted);
        // Last, so that indexes are looked at once and not for each property.
        outcome.node().addLabel(Labels.CountedOutcome);
        episode.count(outcome.node());
        if (episode.has(Labels.OpenEpisode)) {
            episode.node().setProperty(CountingKeys.OPEN_FOR, familyId);
        }
    }

    @Override
    public void markCounted(OpenStatus status, Counted counted) {
        TakenEpisode episode = episodes.get(status.elementId());
        Marks.count(episode.node(), status.episode(), counted);
        if (status.episode().timestamp().isEmpty()) {
            episode.node().setProperty(CountingKeys.OPENED_AT, status.at().atZone(ZoneOffset.UTC));
        } else if (episode.properties().containsKey(CountingKeys.OPENED_AT)) {
            episode.node().removeProperty(CountingKeys.OPENED_AT);
        }
        resolve(episode);
    }

    @Override
    public void markInvalid(WrittenOutcome written, String reason) {
        TakenOutcome outcome = outcomes.get(written.arrival().elementId());
        Marks.clearOthers(outcome.node(), outcome.marked());
        outcome.node().addLabel(Labels.InvalidOutcome);
        outcome.node().setProperty(Schema.Outcome.INVALID_REASON, reason);
    }

    private void resolve(TakenEpisode episode) {
        boolean open = episode.has(Labels.OpenEpisode);
        Marks.resolve(episode.node(), episode.labels());
        if (open || episode.properties().containsKey(CountingKeys.OPEN_FOR)) {
            OpenEpisodes.close(episode.node());
        }
        InvalidEpisodes.look(tx, episode.node(), episode.properties());
        episodes.remove(episode.node().getElementId());
    }

    @Override
    public void saveVersions(Map<String, SavedVersion> versions) {
        nodes.saveVersions(versions);
    }

    @Override
    public PeopleEvidence people() {
        return new GraphPeople(tx);
    }

    @Override
    public long events() {
        return nodes.events();
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
        Recount recount = new Recount(
                        new CountingChangeReader(nodes.family()).read(),
                        GraphEvidenceBases.read(nodes.evidence()),
                        people()::ofVersion)
                .comparingAsIn(differences().read());
        new StoredEvidenceReader(tx, nodes.family(), settings).forEach(recount::count);
        recount.finish();
        return recount;
    }

    @Override
    public void saveTotals(FamilyTotals totals, Instant refreshedAt) {
        nodes.saveTotals(totals, refreshedAt);
    }
}
