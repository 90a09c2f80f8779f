package org.metapolicy.testing.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** Promotion proposals in memory. */
public final class MemoryProposals implements Proposals {
    private final MemoryGraph graph;

    public MemoryProposals(MemoryGraph graph) {
        this.graph = graph;
    }

    @Override
    public Proposal get(String proposalId) {
        if (!graph.proposals.containsKey(proposalId)) {
            throw new NotFound("there is no promotion proposal '" + proposalId + "'");
        }
        return graph.proposals.get(proposalId);
    }

    @Override
    public List<Proposal> ofFamily(String familyId) {
        String id = graph.family(familyId).id;
        return newestFirst(proposal -> proposal.familyId().equals(id));
    }

    @Override
    public Optional<Proposal> open(String versionId) {
        return ofVersion(versionId, Proposal.State.OPEN);
    }

    @Override
    public Optional<Long> windowsSinceRejection(String versionId) {
        return ofVersion(versionId, Proposal.State.REJECTED).map(proposal -> newestT(versionId) - proposal.closedT());
    }

    @Override
    public void add(Proposal proposal) {
        graph.family(proposal.familyId());
        graph.version(proposal.versionId());
        graph.proposals.put(proposal.id(), proposal);
    }

    @Override
    public void close(String proposalId, Proposal.State state, String by, String reason, Instant now) {
        Proposal open = get(proposalId);
        graph.proposals.put(
                proposalId,
                new Proposal(
                        proposalId,
                        open.familyId(),
                        open.versionId(),
                        state,
                        open.reason(),
                        open.evidence(),
                        open.parametersHash(),
                        open.createdAt(),
                        now,
                        by,
                        reason,
                        newestT(open.versionId())));
    }

    private Optional<Proposal> ofVersion(String versionId, Proposal.State state) {
        String id = graph.version(versionId).id;
        return newestFirst(proposal -> proposal.versionId().equals(id) && proposal.state() == state).stream()
                .findFirst();
    }

    private List<Proposal> newestFirst(Predicate<Proposal> which) {
        return graph.proposals.values().stream()
                .filter(which)
                .sorted(Comparator.comparing(Proposal::createdAt).reversed())
                .toList();
    }

    private long newestT(String versionId) {
        var snapshots = graph.version(versionId).snapshots;
        return snapshots.isEmpty() ? 0 : snapshots.lastKey();
    }
}
