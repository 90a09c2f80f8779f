package org.metapolicy.app.refresh;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.governance.comparable.Comparisons;
import org.metapolicy.trust.OffPolicyWatch;
import org.metapolicy.trust.PromotionBaseline;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.context.ContextAlarm;
import org.metapolicy.trust.people.PersonAlarm;

/** What a refresh needs of governance, inside the transaction that counted. */
public interface FamilyGovernor {
    /** Ids of the versions that can be served or proposed, which are judged whether anything new came or not. */
    Set<String> watched();

    /** Does what the specification's section 6.6 does without asking; gives what was done, by version id. */
    Map<String, ActionTaken> act(Findings findings);

    /**
     * What one transaction of a refresh found.
     *
     * @param judged every version judged, by id
     * @param shadows the shadow evidence judged, of the versions that have any
     * @param corrected ids of the versions of which a recount found other evidence than what was stored
     * @param limits those relative to promotion that froze on what was counted now, by the version's id
     * @param contextAlarms the contexts that gave alarm, by the version's id
     * @param personAlarms the participants whom evidence names and for whom it is not suspended yet, by the version's id
     * @param comparisons how versions compare with the default, all that was counted now included
     * @param offPolicyAlarms what gave alarm of what versions would have done, by the version's id
     * @param last whether it is the refresh's last look, at which contents are looked at and promotions proposed
     */
    record Findings(
            Map<String, TrustJudgement> judged,
            Map<String, TrustJudgement> shadows,
            Set<String> corrected,
            Map<String, PromotionBaseline> limits,
            Map<String, List<ContextAlarm>> contextAlarms,
            Map<String, List<PersonAlarm>> personAlarms,
            Comparisons comparisons,
            Map<String, OffPolicyWatch.Alarm> offPolicyAlarms,
            boolean last) {
        /** The same without the limits of these versions, as they had frozen before and were told of then, or cannot be told. */
        Findings withoutLimitsOf(Set<String> versionIds) {
            Map<String, PromotionBaseline> others = new TreeMap<>(limits);
            others.keySet().removeAll(versionIds);
            return new Findings(
                    judged,
                    shadows,
                    corrected,
                    others,
                    contextAlarms,
                    personAlarms,
                    comparisons,
                    offPolicyAlarms,
                    last);
        }
    }

    /**
     * What was done to a version.
     *
     * @param action its name, or several
     * @param reason why, in words
     */
    record ActionTaken(String action, String reason) {
        /** Nothing, for no reason. */
        static final ActionTaken NONE = new ActionTaken("NONE", "");

        ActionTaken and(ActionTaken later) {
            return new ActionTaken(
                    action.equals(NONE.action) ? later.action : action + ", " + later.action,
                    reason.isEmpty() || reason.equals(later.reason) ? later.reason : reason + "; " + later.reason);
        }

        /** A judgement's reason, with this one's where it says more. */
        String after(String judgement) {
            return reason.isEmpty() || reason.equals(judgement) ? judgement : judgement + "; " + reason;
        }
    }
}
