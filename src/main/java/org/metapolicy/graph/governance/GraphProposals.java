package org.metapolicy.graph.governance;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Snapshot;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.SnapshotNodes;
import org.metapolicy.graph.Values;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.trail.EventKey;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Promotion proposals as nodes between a family and a version. */
public final class GraphProposals implements Proposals {
    private static final String REASON = "reason";
    private static final String CLOSED_T = "closed_t";

    private final Transaction tx;
    private final GovernedNodes nodes;

    public GraphProposals(Transaction tx) {
        this.tx = tx;
        this.nodes = new GovernedNodes(tx);
    }

    @Override
    public Proposal get(String proposalId) {
        return read(node(proposalId));
    }

    @Override
    public List<Proposal> ofFamily(String familyId) {
        return newestFirst(GovernedNodes.ends(nodes.family(familyId), Types.HAS_PROPOSAL));
    }

    @Override
    public Optional<Proposal> open(String versionId) {
        return ofVersion(versionId).stream()
                .filter(proposal -> proposal.state() == Proposal.State.OPEN)
                .findFirst();
    }

    @Override
    public Optional<Long> windowsSinceRejection(String versionId) {
        return ofVersion(versionId).stream()
                .filter(proposal -> proposal.state() == Proposal.State.REJECTED)
                .findFirst()
                .map(proposal -> newestT(versionId) - proposal.closedT());
    }

    @Override
    public void add(Proposal proposal) {
        Node node = tx.createNode(Labels.PromotionProposal);
        node.setProperty(Schema.ID, proposal.id());
        node.setProperty(EventKey.FAMILY_ID, proposal.familyId());
        node.setProperty(Schema.Proposal.VERSION_ID, proposal.versionId());
        node.setProperty(Schema.Proposal.STATE, proposal.state().name());
        node.setProperty(REASON, proposal.reason());
        node.setProperty(Schema.Proposal.EVIDENCE, proposal.evidence());
        node.setProperty(Schema.Proposal.PARAMETERS_HASH, proposal.parametersHash());
        node.setProperty(Schema.CREATED_AT, Values.toStored(proposal.createdAt()));
        nodes.family(proposal.familyId()).createRelationshipTo(node, Types.HAS_PROPOSAL);
        node.createRelationshipTo(nodes.version(proposal.versionId()), Types.PROPOSES);
    }

    @Override
    public void close(String proposalId, Proposal.State state, String by, String reason, Instant now) {
        Node node = node(proposalId);
        node.setProperty(Schema.Proposal.STATE, state.name());
        node.setProperty(Schema.Proposal.CLOSED_AT, Values.toStored(now));
        node.setProperty(Schema.Proposal.CLOSED_BY, by);
        node.setProperty(Schema.Proposal.CLOSED_REASON, reason);
        node.setProperty(CLOSED_T, newestT(GovernedNodes.text(node, Schema.Proposal.VERSION_ID)));
    }

    private List<Proposal> ofVersion(String versionId) {
        return newestFirst(GovernedNodes.starts(nodes.version(versionId), Types.PROPOSES));
    }

    private static List<Proposal> newestFirst(List<Node> found) {
        return found.stream()
                .map(GraphProposals::read)
                .sorted(Comparator.comparing(Proposal::createdAt).reversed())
                .toList();
    }

    private long newestT(String versionId) {
        return SnapshotNodes.of(nodes.version(versionId)).stream()
                .mapToLong(snapshot -> GovernedNodes.integer(snapshot, Snapshot.T))
                .max()
                .orElse(0);
    }

    private Node node(String id) {
        return nodes.find(Labels.PromotionProposal, id)
                .orElseThrow(() -> new NotFound("there is no promotion proposal '" + id + "'"));
    }

    private static Proposal read(Node node) {
        return new Proposal(
                GovernedNodes.id(node),
                GovernedNodes.text(node, EventKey.FAMILY_ID),
                GovernedNodes.text(node, Schema.Proposal.VERSION_ID),
                Proposal.State.valueOf(GovernedNodes.text(node, Schema.Proposal.STATE)),
                GovernedNodes.text(node, REASON),
                GovernedNodes.text(node, Schema.Proposal.EVIDENCE),
                GovernedNodes.text(node, Schema.Proposal.PARAMETERS_HASH),
                time(node, Schema.CREATED_AT),
                time(node, Schema.Proposal.CLOSED_AT),
                GovernedNodes.text(node, Schema.Proposal.CLOSED_BY),
                GovernedNodes.text(node, Schema.Proposal.CLOSED_REASON),
                node.hasProperty(CLOSED_T) ? (Long) GovernedNodes.integer(node, CLOSED_T) : null);
    }

    private static Instant time(Node node, String key) {
        return Values.ofDomain(node).get(key) instanceof Instant instant ? instant : null;
    }
}
