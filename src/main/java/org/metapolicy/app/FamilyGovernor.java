package org.metapolicy.app;

import java.util.Map;
import java.util.Set;
import org.metapolicy.trust.TrustJudgement;

/** What a refresh needs of governance, inside the transaction that counted. */
public interface FamilyGovernor {
    /** Ids of the versions that can be served or proposed, which are judged whether anything new came or not. */
    Set<String> watched();

    /**
     * Does what section 6 of the design does without asking.
     *
     * @param judged every version judged, by id
     * @param shadows the shadow evidence judged, of the versions that have any
     * @param propose whether this is the refresh's last look, so that promotions may be proposed
     * @return what was done, by version id
     */
    Map<String, String> act(Map<String, TrustJudgement> judged, Map<String, TrustJudgement> shadows, boolean propose);
}
