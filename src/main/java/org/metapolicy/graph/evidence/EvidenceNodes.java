package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.CountingTransaction.SavedVersion;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.FamilyProgress;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.SnapshotFigures;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.graph.Centroids;
import org.metapolicy.graph.FamilySettings;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.KnownMoves;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.SnapshotNodes;
import org.metapolicy.graph.StateTexts;
import org.metapolicy.graph.figures.FiguresTable;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.trust.EvidenceCodec;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.WatchedContexts;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** The nodes that hold a family's running evidence: its own, and one per version. */
public final class EvidenceNodes {
    private static final ValueKind<Long> COUNT = ValueKind.integer("a whole number of 0 or more", 0, Long.MAX_VALUE);

    /** With more distinct hashes than this, earlier versions of the plugin took hashes for identities. */
    private static final int HASHES = 64;

    private final Transaction tx;
    private final Node family;
    private final Node evidence;
    private final Map<String, Node> versions = new HashMap<>();

    EvidenceNodes(Transaction tx, String familyId) {
        this.tx = tx;
        this.family = familyId == null ? null : tx.findNode(Labels.MetaPolicy, Schema.ID, familyId);
        if (family == null) {
            throw NotFound.metaPolicy(familyId);
        }
        this.evidence = evidenceOf(family, "meta-policy '" + familyId + "'");
    }

    /** The node of running evidence that governance gave a family or a version when it came in. */
    static Node evidenceOf(Node owner, String what) {
        List<Node> evidence = GovernedNodes.ends(owner, Types.HAS_EVIDENCE);
        if (evidence.isEmpty()) {
            throw new Conflict(what + " has no running evidence: it was not made by metapolicy's procedures");
        }
        if (evidence.size() > 1) {
            throw new Conflict(what + " has " + evidence.size()
                    + " nodes of running evidence, all but one linked by hand; see metapolicy.audit.verify");
        }
        return evidence.get(0);
    }

    /** Takes the locks in the order that governance keeps: settings shared, then the family. */
    void lock() {
        try (var settings = tx.findNodes(Labels.GovernanceSettings)) {
            settings.forEachRemaining(tx::acquireReadLock);
        }
        tx.acquireWriteLock(family);
    }

    Settings settings() {
        return FamilySettings.of(family);
    }

    ContextClusters clusters() {
        int most = settings().integer(Setting.CLUSTERS_MAX);
        return new ContextClusters(
                centroids(),
                texts(Schema.FamilyCount.CLUSTERS),
                most,
                texts(Schema.FamilyCount.HASHES).size() > HASHES);
    }

    /** What coverage in a family is measured against. */
    public static FamilyContexts contexts(Transaction tx, String familyId) {
        return new EvidenceNodes(tx, familyId).clusters().contexts();
    }

    /** The version begins anew with the contexts that it meets; its figures stay as they were computed. */
    void forgetContexts(String versionId) {
        Node node = versionEvidence(versionId);
        String state = StateTexts.of(node).live();
        if (!state.isEmpty()) {
            VersionEvidence evidence =
                    RunningStates.of(versionId, StateTexts.of(node)).live();
            evidence.contextsMet().clear();
            WatchedContexts.of(evidence).forget();
            node.setProperty(Schema.Evidence.STATE, EvidenceCodec.write(evidence));
        }
    }

    private List<double[]> centroids() {
        return Centroids.of(family)
                .orElseThrow(() -> new Conflict("meta-policy '" + GovernedNodes.id(family)
                        + "' cannot be read, centroids is "
                        + Shown.withType(family.getProperty(Schema.Family.CENTROIDS, null))
                        + ": it must be what clusterContexts wrote; see metapolicy.audit.verify"));
    }

    long counted() {
        Object counted = evidence.getProperty(Schema.FamilyCount.COUNTED, 0L);
        Long number = COUNT.read(counted);
        if (number == null) {
            // Begun anew, numbers would be given twice.
            throw new Conflict("meta-policy '" + GovernedNodes.id(family) + "' cannot be counted on, counted of its"
                    + " FamilyEvidence is " + Shown.withType(counted) + ": it must be " + COUNT.range()
                    + ", the highest counted_number of its outcomes and episodes");
        }
        return number;
    }

    SavedStates states(String versionId) {
        return StateTexts.of(versionEvidence(versionId));
    }

    /** Figures first: there are lists among them, which cost more to write over once a long text was written. */
    void saveVersions(Map<String, SavedVersion> saved) {
        saved.forEach((id, one) -> RunningFigures.save(version(id), versionEvidence(id), one));
        saved.forEach((id, one) -> StateTexts.save(versionEvidence(id), one.states()));
        FiguresTable.save(tx, family, evidence);
    }

    String saveSnapshot(String versionId, SnapshotFigures snapshot) {
        String id = SnapshotNodes.id(tx, version(versionId), snapshot.t());
        Node existing = tx.findNode(Labels.PolicyTrustSnapshot, Schema.ID, id);
        if (existing != null) {
            return id;
        }
        Node node = tx.createNode(Labels.PolicyTrustSnapshot);
        node.setProperty(Schema.ID, id);
        node.setProperty(Schema.Snapshot.POLICY_VERSION_ID, versionId);
        node.setProperty(Schema.Snapshot.T, snapshot.t());
        node.setProperty(Schema.CREATED_AT, snapshot.createdAt().atZone(ZoneOffset.UTC));
        snapshot.properties().forEach(node::setProperty);
        version(versionId).createRelationshipTo(node, Types.HAS_TRUST_STATE);
        return id;
    }

    void saveFamily(FamilyProgress progress, ContextClusters clusters) {
        evidence.setProperty(Schema.FamilyCount.COUNTED, progress.counted());
        add(Schema.FamilyCount.RESOLVED, progress.newResolved());
        add(Schema.FamilyCount.OUTCOMES, progress.newOutcomes());
        add(Schema.FamilyCount.INVALID, progress.newInvalid());
        evidence.setProperty(
                Schema.FamilyCount.REFRESHED_AT, progress.refreshedAt().atZone(ZoneOffset.UTC));
        saveTexts(Schema.FamilyCount.CLUSTERS, clusters.known());
    }

    void saveTotals(FamilyTotals totals, Instant refreshedAt) {
        evidence.setProperty(Schema.FamilyCount.COUNTED, totals.counted());
        evidence.setProperty(Schema.FamilyCount.RESOLVED, totals.resolved());
        evidence.setProperty(Schema.FamilyCount.OUTCOMES, totals.outcomes());
        evidence.setProperty(Schema.FamilyCount.REFRESHED_AT, refreshedAt.atZone(ZoneOffset.UTC));
        saveTexts(Schema.FamilyCount.CLUSTERS, totals.clusters());
    }

    void saveTabulation(Tabulation tabulation, Instant at) {
        long table = ProspectNodes.name(at);
        ProspectNodes.saveFamily(evidence, tabulation, GovernedNodes.events(family), table);
        tabulation.versions().forEach(id -> ProspectNodes.save(versionEvidence(id), id, tabulation, table));
        KnownMoves.save(tx, family, evidence);
        FiguresTable.save(tx, family, evidence);
    }

    long events() {
        return GovernedNodes.events(family);
    }

    Set<String> live() {
        Set<String> ids = new TreeSet<>();
        GovernedNodes.ends(family, Types.HAS_LIVE_VERSION)
                .forEach(node -> Optional.ofNullable(GovernedNodes.id(node)).ifPresent(ids::add));
        return ids;
    }

    Node evidence() {
        return evidence;
    }

    Node family() {
        return family;
    }

    List<String> versions() {
        List<String> ids = new ArrayList<>();
        for (Relationship link : family.getRelationships(Direction.OUTGOING, Types.HAS_VERSION)) {
            String id = GovernedNodes.id(link.getEndNode());
            if (id != null && link.getEndNode().hasRelationship(Direction.OUTGOING, Types.HAS_EVIDENCE)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private void saveTexts(String key, Collection<String> texts) {
        String[] next = texts.toArray(String[]::new);
        // Known clusters rarely change, and an array that did not is not written again.
        if (!Arrays.equals(next, texts(key).toArray(String[]::new))) {
            evidence.setProperty(key, next);
        }
    }

    private void add(String key, long more) {
        evidence.setProperty(key, GovernedNodes.integer(evidence, key) + more);
    }

    private List<String> texts(String key) {
        return GovernedNodes.texts(evidence, key);
    }

    private Node versionEvidence(String versionId) {
        return evidenceOf(version(versionId), "version '" + versionId + "'");
    }

    private Node version(String versionId) {
        return versions.computeIfAbsent(versionId, id -> new GovernedNodes(tx).version(id));
    }
}
