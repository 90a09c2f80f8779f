package org.metapolicy.graph.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.CountingChange;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.MarkCounts;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.StoredEvidence;
import org.metapolicy.evidence.StoredTrust;
import org.metapolicy.evidence.people.VersionPeople;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.SnapshotNodes;
import org.metapolicy.graph.StateTexts;
import org.metapolicy.graph.decisions.DifferenceNodes;
import org.metapolicy.graph.figures.FiguresCheck;
import org.metapolicy.graph.figures.KnownFigures;
import org.metapolicy.graph.people.GraphPeople;
import org.metapolicy.graph.tabulation.GraphContextSnapshots;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/** Counted evidence in the graph, read in the caller's transaction. */
public final class GraphCountedEvidence implements CountedEvidence {
    private static final String UNEXPLAINED = """
            CYPHER 5
            CALL {
              MATCH (n:WaitingOutcome) WITH n LIMIT $look RETURN sum(CASE WHEN n.waiting_reason IS NULL THEN 1 ELSE 0 END) AS some
              UNION ALL
              MATCH (n:QueuedOutcome) WITH n LIMIT $look RETURN sum(CASE WHEN n.queued_for IS NULL THEN 1 ELSE 0 END) AS some
            }
            RETURN sum(some) AS n
            """;

    private final Transaction tx;

    /** Looked at once, and only where something disagrees. */
    private Map<String, MarkCounts> byFamily;

    private Map<String, Long> invalidByFamily;

    /** What is told of the whole graph, once however many families are asked for. */
    private MarkCounts all;

    private Long unmarked;

    public GraphCountedEvidence(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public FamilyCounts family(String familyId) {
        EvidenceNodes nodes = new EvidenceNodes(tx, familyId);
        return new FamilyCounts(familyId, nodes.settings(), nodes.clusters().contexts(), watched(familyNode(familyId)));
    }

    @Override
    public FamilyCounts familyOf(String versionId) {
        Node version = version(versionId);
        EvidenceNodes.evidenceOf(version, "version '" + versionId + "'");
        return family(new GovernedNodes(tx).familyOf(versionId));
    }

    @Override
    public List<String> versions(String familyId) {
        return new EvidenceNodes(tx, familyId).versions().stream().sorted().toList();
    }

    @Override
    public SavedStates states(String versionId) {
        return StateTexts.of(EvidenceNodes.evidenceOf(version(versionId), "version '" + versionId + "'"));
    }

    @Override
    public OptionalDouble trustScore(String versionId) {
        return version(versionId).getProperty(Schema.Version.TRUST_SCORE_LATEST, null) instanceof Number score
                ? OptionalDouble.of(score.doubleValue())
                : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble knownTrust(String versionId) {
        return GovernedNodes.ends(version(versionId), Types.HAS_EVIDENCE).stream()
                .flatMap(node -> KnownFigures.read(node).stream())
                .filter(known -> known.score() != null)
                .mapToDouble(known -> known.score())
                .findFirst();
    }

    @Override
    public VersionPeople people(String versionId) {
        return new GraphPeople(tx).ofVersion(versionId);
    }

    @Override
    public EvidenceHealth health(String familyId) {
        Node evidence = new EvidenceNodes(tx, familyId).evidence();
        CountingCheck last = CountingCheck.read(tx);
        try (ResourceIterator<Node> queued = tx.findNodes(Labels.QueuedOutcome, Schema.Outcome.QUEUED_FOR, familyId)) {
            return new EvidenceHealth(
                    GovernedNodes.integer(evidence, Schema.FamilyCount.RESOLVED),
                    GovernedNodes.integer(evidence, Schema.FamilyCount.OUTCOMES),
                    GovernedNodes.integer(evidence, Schema.FamilyCount.INVALID),
                    Instants.of(evidence.getProperty(Schema.FamilyCount.REFRESHED_AT, null)),
                    Instants.of(evidence.getProperty(Schema.FamilyCount.REFRESH_FAILED_AT, null)),
                    queued.stream().count(),
                    unmarked(last),
                    LabelCounts.of(tx, Labels.WaitingOutcome),
                    invalidEpisodes(familyId),
                    marks(familyId, last));
        }
    }

    private long unmarked(CountingCheck last) {
        if (unmarked == null) {
            unmarked = UnmarkedNodes.OUTCOMES.count(tx, last.apart().outcomes());
        }
        return unmarked;
    }

    private long invalidEpisodes(String familyId) {
        if (invalidByFamily == null) {
            invalidByFamily = InvalidEpisodes.byFamily(tx);
        }
        return invalidByFamily.getOrDefault(familyId, 0L);
    }

    /** The family's own; where what disagrees is nobody's own, the whole graph's. */
    private MarkCounts marks(String familyId, CountingCheck last) {
        if (all == null) {
            all = Apart.marks(tx).withAstray(astray(last));
        }
        if (all.disagreement().isEmpty()) {
            return all;
        }
        if (byFamily == null) {
            byFamily = MarksByFamily.of(tx);
        }
        return byFamily.values().stream().anyMatch(own -> own.disagreement().isPresent())
                ? byFamily.get(familyId)
                : all;
    }

    private long astray(CountingCheck last) {
        long found = Apart.of(tx, last, last.at()).unmarkedDiffer(last.apart());
        try (Result result = tx.execute(UNEXPLAINED, Map.of("look", WaitingOutcomes.LOOK))) {
            return found + (Long) result.next().get("n");
        }
    }

    @Override
    public void forEachTrust(String familyId, Consumer<StoredTrust> consumer) {
        Node family = familyNode(familyId);
        GovernedNodes.ends(family, Types.HAS_VERSION).stream()
                .filter(version -> version.hasRelationship(Direction.OUTGOING, Types.HAS_EVIDENCE))
                .sorted(Comparator.comparing(GovernedNodes::id, Comparator.nullsFirst(Comparator.naturalOrder())))
                .forEach(version -> consumer.accept(trust(family, version)));
    }

    private StoredTrust trust(Node family, Node version) {
        Node evidence = EvidenceNodes.evidenceOf(version, "version '" + GovernedNodes.id(version) + "'");
        SortedMap<Long, Map<String, Object>> snapshots = new TreeMap<>();
        for (Node snapshot : SnapshotNodes.of(version)) {
            snapshots.put(GovernedNodes.integer(snapshot, Schema.Snapshot.T), snapshot.getAllProperties());
        }
        return new StoredTrust(
                GovernedNodes.id(version),
                StateTexts.of(evidence),
                RunningFigures.read(evidence),
                RunningFigures.asOfEvent(evidence),
                RunningFigures.latest(version),
                snapshots,
                GraphContextSnapshots.of(version),
                RunningFigures.unreadable(evidence).or(() -> FiguresCheck.problem(tx, family, version, evidence)));
    }

    @Override
    public FamilyTotals totals(String familyId) {
        EvidenceNodes nodes = new EvidenceNodes(tx, familyId);
        return new FamilyTotals(
                nodes.counted(),
                GovernedNodes.integer(nodes.evidence(), Schema.FamilyCount.RESOLVED),
                GovernedNodes.integer(nodes.evidence(), Schema.FamilyCount.OUTCOMES),
                nodes.clusters().known());
    }

    @Override
    public List<CountingChange> changes(String familyId) {
        return new CountingChangeReader(familyNode(familyId)).readWithLooks();
    }

    @Override
    public Optional<EvidenceBase> base(String familyId) {
        return GraphEvidenceBases.read(new EvidenceNodes(tx, familyId).evidence());
    }

    @Override
    public String differences(String familyId) {
        return new DifferenceNodes(new EvidenceNodes(tx, familyId).evidence()).read();
    }

    @Override
    public void forEachCounted(String familyId, Consumer<StoredEvidence> consumer) {
        new StoredEvidenceReader(tx, familyNode(familyId), family(familyId).settings()).forEach(consumer);
    }

    @Override
    public long overlooked(String familyId) {
        return Examination.overlooked(tx, familyId);
    }

    /** The versions that can be served or proposed: live and candidate ones, the default and the fallback. */
    static Set<String> watched(Node family) {
        Set<String> ids = new TreeSet<>();
        RelationshipType[] types = {
            Types.HAS_LIVE_VERSION, Types.HAS_CANDIDATE_VERSION, Types.DEFAULT_POLICY, Types.FALLBACK_POLICY
        };
        for (Relationship link : family.getRelationships(Direction.OUTGOING, types)) {
            // One linked by hand has no running evidence, and nothing is watched for it.
            String id = GovernedNodes.id(link.getEndNode());
            if (id != null && link.getEndNode().hasRelationship(Direction.OUTGOING, Types.HAS_EVIDENCE)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private Node version(String versionId) {
        Node version = versionId == null ? null : tx.findNode(Labels.PolicyVersion, Schema.ID, versionId);
        if (version == null) {
            throw NotFound.of("policy version", versionId);
        }
        return version;
    }

    private Node familyNode(String familyId) {
        return tx.findNode(Labels.MetaPolicy, Schema.ID, familyId);
    }
}
