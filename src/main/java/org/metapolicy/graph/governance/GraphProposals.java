package org.metapolicy.graph.governance;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Readings;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Snapshot;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.SnapshotNodes;
import org.metapolicy.graph.Values;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Shown;
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
        Node node = node(proposalId);
        return read(node)
                .orElseThrow(() -> new Conflict("promotion proposal '" + proposalId + "' cannot be read, state is "
                        + shown(node, Schema.Proposal.STATE) + ", version_id "
                        + shown(node, Schema.Proposal.VERSION_ID) + ", created_at "
                        + shown(node, Schema.CREATED_AT) + ": no refresh wrote it so; see metapolicy.audit.verify"));
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
                .map(proposal -> newestT(versionId) - (proposal.closedT() == null ? 0 : proposal.closedT()));
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
                .flatMap(node -> read(node).stream())
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
        return nodes.find(Labels.PromotionProposal, id).orElseThrow(() -> NotFound.of("promotion proposal", id));
    }

    /** Whether it has what every proposal of a refresh has. */
    static boolean isWhole(Node node) {
        return read(node).isPresent();
    }

    /** Empty where it lacks what every proposal of a refresh has: somebody planted or edited it. */
    private static Optional<Proposal> read(Node node) {
        String id = GovernedNodes.id(node);
        String versionId = GovernedNodes.text(node, Schema.Proposal.VERSION_ID);
        Proposal.State state = Readings.constant(Proposal.State.class, node.getProperty(Schema.Proposal.STATE, null));
        Instant createdAt = time(node, Schema.CREATED_AT);
        String hash = GovernedNodes.text(node, Schema.Proposal.PARAMETERS_HASH);
        if (id == null || versionId == null || state == null || createdAt == null || hash == null) {
            return Optional.empty();
        }
        return Optional.of(new Proposal(
                id,
                GovernedNodes.text(node, EventKey.FAMILY_ID),
                versionId,
                state,
                GovernedNodes.text(node, REASON),
                GovernedNodes.text(node, Schema.Proposal.EVIDENCE),
                hash,
                createdAt,
                time(node, Schema.Proposal.CLOSED_AT),
                GovernedNodes.text(node, Schema.Proposal.CLOSED_BY),
                GovernedNodes.text(node, Schema.Proposal.CLOSED_REASON),
                node.hasProperty(CLOSED_T) ? (Long) GovernedNodes.integer(node, CLOSED_T) : null));
    }

    private static String shown(Node node, String key) {
        Object value = node.getProperty(key, null);
        return value == null ? "missing" : Shown.withType(value);
    }

    private static Instant time(Node node, String key) {
        return Values.ofDomain(node).get(key) instanceof Instant instant ? instant : null;
    }
}
