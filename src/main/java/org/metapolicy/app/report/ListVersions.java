package org.metapolicy.app.report;

import java.util.List;
import org.metapolicy.governance.Reports;
import org.metapolicy.governance.VersionOverview;
import org.metapolicy.policy.Identifier;

/** Every version of a family, newest first. */
public final class ListVersions {
    private final Reports reports;

    public ListVersions(Reports reports) {
        this.reports = reports;
    }

    public List<VersionOverview> run(String familyId) {
        return reports.versions(Identifier.require("meta-policy id", familyId));
    }
}
