package org.metapolicy.graph.governance;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Registry;
import org.metapolicy.governance.Succession;
import org.metapolicy.governance.VersionState;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Moves;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Family;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.SuspensionKeys;
import org.metapolicy.graph.UniqueIds;
import org.metapolicy.graph.Values;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.NewVersion;
import org.metapolicy.trail.VersionContents;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Families and versions by the core API. */
public final class GraphRegistry implements Registry {
    private final Transaction tx;
    private final GovernedNodes nodes;

    public GraphRegistry(Transaction tx) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public Optional<List<String>> graphApprovers() {
        Optional<Node> settings = nodes.settings();
        settings.ifPresent(tx::acquireReadLock);
        return settings.map(node -> GovernedNodes.texts(node, Family.APPROVERS));
    }

    @Override
    public Optional<List<String>> lockGraphApprovers() {
        Optional<Node> settings = nodes.settings();
        settings.ifPresent(tx::acquireWriteLock);
        return settings.map(node -> GovernedNodes.texts(node, Family.APPROVERS));
    }

    @Override
    public void writeGraphApprovers(List<String> approvers) {
        Node settings = nodes.settings().orElseGet(() -> {
            UniqueIds.require(tx, Labels.GovernanceSettings);
            Node made = tx.createNode(Labels.GovernanceSettings);
            // One id for the one node: the constraint on it lets only one of two first grants through.
            made.setProperty(Schema.ID, "settings");
            return made;
        });
        settings.setProperty(Family.APPROVERS, Values.toStored(approvers));
    }

    @Override
    public boolean hasFamilies() {
        try (var families = tx.findNodes(Labels.MetaPolicy)) {
            return families.stream().anyMatch(family -> family.hasRelationship(Direction.OUTGOING, Types.HAS_EVENT));
        }
    }

    @Override
    public boolean hasEvents() {
        try (var events = tx.findNodes(Labels.GovernanceEvent)) {
            return events.hasNext();
        }
    }

    @Override
    public boolean familyExists(String familyId) {
        return nodes.find(Labels.MetaPolicy, familyId).isPresent();
    }

    @Override
    public boolean versionExists(String versionId) {
        return nodes.find(Labels.PolicyVersion, versionId).isPresent();
    }

    @Override
    public String familyOf(String versionId) {
        return nodes.familyOf(versionId);
    }

    @Override
    public FamilyState lock(String familyId, Collection<String> versionIds) {
        Node family = nodes.family(familyId);
        tx.acquireWriteLock(family);
        SortedMap<String, Node> versions = new TreeMap<>();
        versionIds.forEach(id -> versions.put(id, nodes.version(id)));
        for (Types type : List.of(Types.HAS_LIVE_VERSION, Types.DEFAULT_POLICY, Types.FALLBACK_POLICY)) {
            versions(family, type).forEach(node -> versions.put(GovernedNodes.id(node), node));
        }
        versions.values().forEach(GovernedNodes::hold);
        return read(familyId);
    }

    @Override
    public FamilyState read(String familyId) {
        Node family = nodes.family(familyId);
        TreeSet<String> live = new TreeSet<>();
        versions(family, Types.HAS_LIVE_VERSION).stream()
                .filter(node -> !node.hasProperty(SuspensionKeys.LIMITED))
                .forEach(node -> live.add(GovernedNodes.id(node)));
        return new FamilyState(
                familyId,
                new FamilyProperties(Values.ofDomain(family)),
                only(family, Types.DEFAULT_POLICY),
                only(family, Types.FALLBACK_POLICY),
                live,
                GovernedNodes.ends(family, Types.HAS_EVIDENCE).stream()
                        .findFirst()
                        .map(evidence -> GovernedNodes.integer(evidence, Schema.FamilyCount.COUNTED))
                        .orElse(0L));
    }

    @Override
    public VersionState version(String versionId) {
        return VersionReader.read(tx, nodes.version(versionId));
    }

    @Override
    public VersionContents contents(String versionId) {
        return VersionReader.contents(nodes.version(versionId));
    }

    @Override
    public Optional<String> parent(String versionId) {
        return nodes.find(
                        Labels.PolicyVersion,
                        GovernedNodes.text(nodes.version(versionId), Schema.Version.PARENT_VERSION_ID))
                .map(GovernedNodes::id);
    }

    @Override
    public Optional<String> contentsChange(String versionId) {
        return VersionReader.contentsChange(nodes.version(versionId));
    }

    @Override
    public List<String> versionTags(String familyId) {
        return GovernedNodes.ends(nodes.family(familyId), Types.HAS_VERSION).stream()
                .map(version -> GovernedNodes.text(version, Schema.Version.VERSION_TAG))
                .filter(tag -> tag != null)
                .toList();
    }

    @Override
    public void addFamily(String familyId, FamilyProperties properties, Instant now) {
        UniqueIds.require(tx, Labels.MetaPolicy);
        Node family = tx.createNode(Labels.MetaPolicy);
        family.setProperty(Schema.ID, familyId);
        family.setProperty(Schema.CREATED_AT, Values.toStored(now));
        properties.asMap().forEach((key, value) -> family.setProperty(key, Values.toStored(value)));
        addEvidence(tx, family);
    }

    /** Gives a family its empty count of evidence. */
    static void addEvidence(Transaction tx, Node family) {
        Node evidence = tx.createNode(Labels.FamilyEvidence);
        evidence.setProperty(Schema.FamilyCount.COUNTED, 0L);
        evidence.setProperty(Schema.FamilyCount.RESOLVED, 0L);
        evidence.setProperty(Schema.FamilyCount.CLUSTERS, new String[0]);
        family.createRelationshipTo(evidence, Types.HAS_EVIDENCE);
    }

    @Override
    public void writeFamily(String familyId, FamilyProperties properties) {
        Node family = nodes.family(familyId);
        for (String key : family.getPropertyKeys()) {
            if (FamilyProperties.isGoverned(key) && !properties.asMap().containsKey(key)) {
                family.removeProperty(key);
            }
        }
        properties.asMap().forEach((key, value) -> family.setProperty(key, Values.toStored(value)));
    }

    @Override
    public void addVersion(NewVersion version) {
        new VersionWriter(tx, nodes).add(version);
    }

    @Override
    public void noteSnapshot(String familyId, String snapshotId, String note) {
        Node family = nodes.family(familyId);
        Node snapshot = nodes.find(Labels.PolicyTrustSnapshot, snapshotId)
                .filter(found -> !found.hasLabel(Labels.AdoptedSnapshot))
                .filter(found -> GovernedNodes.starts(found, Types.HAS_TRUST_STATE).stream()
                        .anyMatch(version -> Moves.isVersionOf(version, family)))
                .orElseThrow(() -> NotFound.snapshot(familyId, snapshotId));
        tx.acquireWriteLock(snapshot);
        snapshot.setProperty(Schema.NOTES, note);
    }

    @Override
    public void setStatus(VersionState version, VersionStatus to) {
        new VersionWriter(tx, nodes).setStatus(version, to);
    }

    @Override
    public List<String> suspendedContexts(String versionId) {
        return VersionReader.suspendedContexts(nodes.version(versionId));
    }

    @Override
    public void suspend(String versionId, SortedSet<String> contexts) {
        Node version = nodes.version(versionId);
        if (contexts.isEmpty()) {
            version.removeProperty(SuspensionKeys.CONTEXTS);
        } else {
            version.setProperty(SuspensionKeys.CONTEXTS, contexts.toArray(String[]::new));
        }
    }

    @Override
    public ContextLimit limit(String versionId) {
        return ContextLimit.to(GovernedNodes.texts(nodes.version(versionId), SuspensionKeys.LIMITED));
    }

    @Override
    public void limitTo(String versionId, ContextLimit limit) {
        if (limit.isNone()) {
            nodes.version(versionId).removeProperty(SuspensionKeys.LIMITED);
        } else {
            nodes.version(versionId)
                    .setProperty(SuspensionKeys.LIMITED, limit.contexts().toArray(String[]::new));
        }
    }

    @Override
    public void setDefault(String familyId, String versionId) {
        link(familyId, Types.DEFAULT_POLICY, versionId);
    }

    @Override
    public void setFallback(String familyId, String versionId) {
        link(familyId, Types.FALLBACK_POLICY, versionId);
    }

    @Override
    public Map<String, Succession.Heir> heirs(Collection<String> versionIds) {
        Map<String, Succession.Heir> heirs = new HashMap<>();
        for (String id : versionIds) {
            nodes.find(Labels.PolicyVersion, id).ifPresent(node -> heirs.put(id, VersionReader.heir(node)));
        }
        return heirs;
    }

    private void link(String familyId, Types type, String versionId) {
        Node family = nodes.family(familyId);
        GovernedNodes.unlink(family, type);
        if (versionId != null) {
            family.createRelationshipTo(nodes.version(versionId), type);
        }
    }

    /** The family's own versions that a link leads to; what else somebody linked is for verification to name. */
    private static List<Node> versions(Node family, Types type) {
        return GovernedNodes.ends(family, type).stream()
                .filter(node -> GovernedNodes.id(node) != null && Moves.isVersionOf(node, family))
                .toList();
    }

    /** The end of a link that there is at most one of; where one was added by hand, the one that the trail names. */
    private static String only(Node family, Types type) {
        List<String> ids =
                versions(family, type).stream().map(GovernedNodes::id).sorted().toList();
        if (ids.size() < 2 || type != Types.DEFAULT_POLICY) {
            return ids.isEmpty() ? null : ids.get(0);
        }
        return GovernedNodes.ends(family, Types.LAST_EVENT).stream()
                .flatMap(event -> Optional.ofNullable(GovernedNodes.text(event, EventKey.DEFAULT_AFTER)).stream())
                .filter(ids::contains)
                .findFirst()
                .orElse(ids.get(0));
    }
}
