package org.metapolicy.app.decide;

import java.util.List;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.ShadowAgreement;
import org.metapolicy.selection.ShadowEpisodes;

/** Tells how the suggestions of shadow mode compare with what was served, and what trust they give. */
public final class ReportShadow {
    private final Families families;
    private final ShadowEpisodes episodes;

    public ReportShadow(Families families, ShadowEpisodes episodes) {
        this.families = families;
        this.episodes = episodes;
    }

    /**
     * One for each version ever suggested, by id.
     *
     * @throws NotFound if there is no such family
     */
    public List<ShadowAgreement> run(String metaPolicyId) {
        Identifier.require("meta-policy id", metaPolicyId);
        Candidates family = families.find(metaPolicyId).orElseThrow(() -> NotFound.metaPolicy(metaPolicyId));
        return ShadowAgreement.of(episodes.of(family), family.settings(), episodes.knownClusters(family));
    }
}
