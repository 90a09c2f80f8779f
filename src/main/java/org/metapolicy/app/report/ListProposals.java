package org.metapolicy.app.report;

import java.util.Comparator;
import java.util.List;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.Reports;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.PassingFaults;

/** Promotion proposals, the newest first: all of one family, or those of every family that wait for a person. */
public final class ListProposals {
    private final Reports reports;
    private final Proposals proposals;
    private final PassingFaults faults;

    public ListProposals(Reports reports, Proposals proposals, PassingFaults faults) {
        this.reports = reports;
        this.proposals = proposals;
        this.faults = faults;
    }

    /** @param familyId null or empty for what waits in all families that are not DEPRECATED */
    public List<Proposal> run(String familyId) {
        return familyId == null || familyId.isEmpty()
                ? waiting()
                : proposals.ofFamily(Identifier.require("meta-policy id", familyId));
    }

    /** Those of a family that cannot be read are left out; the list of families says what is wrong with it. */
    private List<Proposal> waiting() {
        return reports.families().stream()
                .filter(listed -> listed.problem().isEmpty())
                .flatMap(listed ->
                        new OneFamily(listed.id(), faults).read(() -> proposals.ofFamily(listed.id())).stream())
                .flatMap(List::stream)
                .filter(proposal -> proposal.state() == Proposal.State.OPEN)
                .sorted(Comparator.comparing(Proposal::createdAt).reversed())
                .toList();
    }
}
