package org.metapolicy.app.report;

import java.util.List;
import org.metapolicy.governance.DecidedEpisode;
import org.metapolicy.governance.Reports;
import org.metapolicy.policy.Identifier;

/** What a family's versions decided and what came of it, the newest first, a page at a time. */
public final class ReadEpisodes {
    private final Reports reports;

    public ReadEpisodes(Reports reports) {
        this.reports = reports;
    }

    /** A page of them. */
    public List<DecidedEpisode> run(String familyId, EpisodesPage page) {
        return reports.episodes(Identifier.require("meta-policy id", familyId), page.after(), page.limit());
    }
}
