package org.metapolicy.app.report;

import java.util.List;
import java.util.Optional;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.Reports;
import org.metapolicy.policy.PassingFaults;

/** Every family that is not DEPRECATED, a line each: whatever is wrong with one, the others are listed. */
public final class ListFamilies {
    private final Reports reports;
    private final ReportStatus status;
    private final Proposals proposals;
    private final PassingFaults faults;

    public ListFamilies(Reports reports, ReportStatus status, Proposals proposals, PassingFaults faults) {
        this.reports = reports;
        this.status = status;
        this.proposals = proposals;
        this.faults = faults;
    }

    /** By id. */
    public List<FamilyOverview> run() {
        return reports.families().stream().map(this::overview).toList();
    }

    private FamilyOverview overview(Reports.Family listed) {
        OneFamily reading = new OneFamily(listed.id(), faults);
        FamilyStatusReport report =
                listed.problem().map(FamilyStatusReport::unreadable).orElseGet(() -> status.run(listed.id()));
        report.problem().ifPresent(reading::tell);
        Optional<Long> open =
                listed.problem().isPresent() ? Optional.empty() : reading.read(() -> waiting(listed.id()));
        return new FamilyOverview(
                listed.id(),
                report,
                listed.name(),
                listed.task(),
                open.orElse(null),
                reading.problem().orElse(null));
    }

    private long waiting(String familyId) {
        return proposals.ofFamily(familyId).stream()
                .filter(proposal -> proposal.state() == Proposal.State.OPEN)
                .count();
    }
}
