package org.metapolicy.governance;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.metapolicy.governance.comparable.ContextVerdicts;
import org.metapolicy.governance.comparable.DefaultComparison;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trust.OffPolicyWatch;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.context.ContextAlarm;
import org.metapolicy.trust.people.PersonAlarm;

/**
 * A version as the automatic actions look at it.
 *
 * @param id its id
 * @param status its status before anything is done
 * @param isDefault whether it is the family's default
 * @param isFallback whether it is the family's fallback
 * @param judgement its live evidence judged
 * @param shadow its shadow evidence judged, where it has any
 * @param limit the contexts that it may serve in; none where in all
 * @param proposed the contexts that an open proposal would promote it in, none where in all; empty where no proposal is open
 * @param windowsSinceRejection windows that closed since its latest proposal was rejected; empty where none was
 * @param contentsChange how its contents differ from what it was registered with, as the rest of a sentence about it
 * @param contextAlarms contexts that gave alarm and in which it is not suspended yet
 * @param personAlarms participants whom the evidence names and for whom it is not suspended yet
 * @param offPolicy why it is stopped for what it would have done; empty where it is not
 * @param comparison with the default, of one that may be proposed; empty where there is none
 * @param contexts what each context says beside the default, likewise
 * @param corrected whether a recount just found other evidence than what was stored
 */
public record AutomaticVersion(
        String id,
        VersionStatus status,
        boolean isDefault,
        boolean isFallback,
        TrustJudgement judgement,
        Optional<TrustJudgement> shadow,
        ContextLimit limit,
        Optional<ContextLimit> proposed,
        Optional<Long> windowsSinceRejection,
        Optional<String> contentsChange,
        Optional<DefaultComparison> comparison,
        Optional<ContextVerdicts> contexts,
        boolean corrected,
        List<ContextAlarm> contextAlarms,
        List<PersonAlarm> personAlarms,
        Optional<OffPolicyWatch.Alarm> offPolicy) {
    public AutomaticVersion {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(judgement, "judgement");
    }

    /**
     * Whether what it would have done may stop it: a candidate, or a version that has decided nothing itself since it was registered
     * or resumed. What others decide says nothing that is needed of one that serves.
     */
    boolean isForeseen() {
        return status == VersionStatus.CANDIDATE
                || status == VersionStatus.LIVE && !isDefault && judgement.nSinceResume() == 0;
    }

    /** Whether a promotion is still to be had: a candidate, or one that serves in some contexts alone. */
    boolean isProposable() {
        return status == VersionStatus.CANDIDATE || status == VersionStatus.LIVE && !limit.isNone();
    }

    AutomaticVersion withStatus(VersionStatus next) {
        return new AutomaticVersion(
                id,
                next,
                isDefault,
                isFallback,
                judgement,
                shadow,
                limit,
                proposed,
                windowsSinceRejection,
                contentsChange,
                comparison,
                contexts,
                corrected,
                contextAlarms,
                personAlarms,
                offPolicy);
    }
}
