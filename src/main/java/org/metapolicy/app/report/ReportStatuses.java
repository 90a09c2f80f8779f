package org.metapolicy.app.report;

import java.util.List;
import org.metapolicy.governance.Reports;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** Families at a glance: one, or all that are not DEPRECATED. */
public final class ReportStatuses {
    private final Reports reports;
    private final ReportStatus status;

    public ReportStatuses(Reports reports, ReportStatus status) {
        this.reports = reports;
        this.status = status;
    }

    /**
     * By id; whatever is wrong with one, the others are reported.
     *
     * @param familyId null or empty for all
     * @throws NotFound if there is no such family
     */
    public List<FamilyStatusReport> run(String familyId) {
        return familyId != null && !familyId.isEmpty()
                ? List.of(status.run(familyId))
                : reports.families().stream()
                        .map(listed -> listed.problem()
                                .map(FamilyStatusReport::unreadable)
                                .orElseGet(() -> status.run(listed.id())))
                        .toList();
    }
}
