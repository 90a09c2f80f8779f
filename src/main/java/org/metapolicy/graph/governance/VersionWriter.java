package org.metapolicy.graph.governance;

import java.time.Instant;
import java.util.List;
import org.metapolicy.governance.VersionState;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Evidence;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Snapshot;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Schema.Version;
import org.metapolicy.graph.SnapshotNodes;
import org.metapolicy.graph.UniqueIds;
import org.metapolicy.graph.Values;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.NewVersion;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** Adds versions and sets their status, with the links that a status stands for. */
final class VersionWriter {
    private final Transaction tx;
    private final GovernedNodes nodes;

    VersionWriter(Transaction tx, GovernedNodes nodes) {
        this.tx = tx;
        this.nodes = nodes;
    }

    void add(NewVersion version) {
        UniqueIds.require(tx, Labels.PolicyVersion);
        Node node = tx.createNode(Labels.PolicyVersion);
        node.setProperty(Schema.ID, version.id());
        node.setProperty(Version.POLICY_ID, version.policyId());
        node.setProperty(Version.VERSION_TAG, version.tag());
        node.setProperty(Schema.CREATED_AT, Values.toStored(version.createdAt()));
        node.setProperty(Version.CREATED_BY, version.createdBy());
        node.setProperty(Version.HYPERPARAMS, version.hyperparams());
        node.setProperty(Version.PARAMETERS_BLOB, version.parameters());
        node.setProperty(Version.PARAMETERS_HASH, version.parametersHash());
        node.setProperty(Version.REASONING, version.reasoning());
        node.setProperty(Schema.STATUS, VersionStatus.CANDIDATE.name());
        node.setProperty(Version.N_EPISODES_LATEST, 0L);
        if (version.contextDim() != null) {
            node.setProperty(Version.CONTEXT_DIM, version.contextDim());
        }
        if (version.parentId() != null) {
            node.setProperty(Version.PARENT_VERSION_ID, version.parentId());
        }
        Node family = nodes.family(version.familyId());
        family.createRelationshipTo(node, Types.HAS_VERSION);
        govern(family, node, version, VersionStatus.CANDIDATE, version.createdAt());
    }

    /** Gives a version of its family's, whose properties are written, all links of a governed one that it has not yet. */
    void govern(Node family, Node node, NewVersion version, VersionStatus status, Instant now) {
        if (version.parentId() != null && !node.hasRelationship(Direction.OUTGOING, Types.PREVIOUS_VERSION)) {
            node.createRelationshipTo(nodes.version(version.parentId()), Types.PREVIOUS_VERSION);
        }
        if (!node.hasRelationship(Direction.OUTGOING, Types.OF_POLICY)) {
            node.createRelationshipTo(policy(version.policyId()), Types.OF_POLICY);
        }
        node.createRelationshipTo(emptySnapshot(node, now), Types.HAS_TRUST_STATE);
        node.createRelationshipTo(emptyEvidence(), Types.HAS_EVIDENCE);
        if (status == VersionStatus.CANDIDATE) {
            family.createRelationshipTo(node, Types.HAS_CANDIDATE_VERSION);
        }
    }

    void setStatus(VersionState version, VersionStatus to) {
        Node node = nodes.version(version.id());
        node.setProperty(Schema.STATUS, to.name());
        if (to == VersionStatus.PAUSED) {
            node.setProperty(Version.STATUS_BEFORE_PAUSE, version.status().name());
        } else {
            node.removeProperty(Version.STATUS_BEFORE_PAUSE);
        }
        Node family = nodes.family(version.familyId());
        for (Types type : List.of(Types.HAS_LIVE_VERSION, Types.HAS_CANDIDATE_VERSION)) {
            for (Relationship link : node.getRelationships(Direction.INCOMING, type)) {
                link.delete();
            }
        }
        if (to == VersionStatus.LIVE) {
            family.createRelationshipTo(node, Types.HAS_LIVE_VERSION);
        } else if (to == VersionStatus.CANDIDATE) {
            family.createRelationshipTo(node, Types.HAS_CANDIDATE_VERSION);
        }
    }

    private Node policy(String id) {
        return nodes.find(Labels.Policy, id).orElseGet(() -> {
            Node made = tx.createNode(Labels.Policy);
            made.setProperty(Schema.ID, id);
            made.setProperty(Schema.NAME, id);
            return made;
        });
    }

    private Node emptySnapshot(Node version, Instant now) {
        String id = SnapshotNodes.id(tx, version, 0);
        Node snapshot = tx.createNode(Labels.PolicyTrustSnapshot);
        snapshot.setProperty(Schema.ID, id);
        snapshot.setProperty(Snapshot.POLICY_VERSION_ID, GovernedNodes.id(version));
        snapshot.setProperty(Snapshot.T, 0L);
        snapshot.setProperty(Snapshot.N_EPISODES, 0L);
        snapshot.setProperty(Schema.CREATED_AT, Values.toStored(now));
        return snapshot;
    }

    private Node emptyEvidence() {
        Node evidence = tx.createNode(Labels.VersionEvidence);
        evidence.setProperty(Evidence.N, 0L);
        evidence.setProperty(Evidence.N_SINCE_RESUME, 0L);
        evidence.setProperty(Evidence.N_TOTAL, 0L);
        evidence.setProperty(Evidence.ALARM, false);
        return evidence;
    }
}
