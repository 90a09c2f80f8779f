package org.metapolicy.governance;

import java.util.Optional;
import org.metapolicy.governance.comparable.ContextVerdicts;
import org.metapolicy.governance.comparable.DefaultComparison;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trust.OffPolicyWatch;
import org.metapolicy.trust.context.ContextAlarm;
import org.metapolicy.trust.people.PersonAlarm;

/**
 * One thing that a refresh does without asking, and why (specification, section 6.6). Only the safe direction is among
 * them.
 */
public sealed interface AutomaticAction {
    /** Why, in words. */
    String reason();

    /** The version goes from LIVE to ROLLED_BACK. */
    record RollBack(String versionId, String reason) implements AutomaticAction {}

    /**
     * The version goes from LIVE or CANDIDATE to PAUSED.
     *
     * @param offPolicy what it would have done, where that is why
     */
    record Pause(String versionId, Optional<OffPolicyWatch.Alarm> offPolicy, String reason) implements AutomaticAction {
        /** For a reason that its own evidence or its contents give. */
        Pause(String versionId, String reason) {
            this(versionId, Optional.empty(), reason);
        }
    }

    /** The version is not served any more in one context. */
    record Suspend(String versionId, ContextAlarm alarm) implements AutomaticAction {
        @Override
        public String reason() {
            return alarm.reason();
        }
    }

    /** The version is not served any more to one participant. */
    record SuspendFor(String versionId, PersonAlarm alarm) implements AutomaticAction {
        @Override
        public String reason() {
            return alarm.reason();
        }
    }

    /** The default moves to another version, or to none. */
    record MoveDefault(String fromVersionId, Optional<String> toVersionId, String reason) implements AutomaticAction {}

    /** The family goes from ACTIVE to PAUSED and serves its fallback. */
    record PauseFamily(String reason) implements AutomaticAction {}

    /** An open proposal of this version no longer holds. */
    record LapseProposal(String versionId, String reason) implements AutomaticAction {}

    /**
     * A promotion is proposed; a person decides.
     *
     * @param limit the contexts that it would be promoted in; none where in all
     * @param contexts what each context said of it; empty where it is proposed for all
     * @param onShadowEvidence whether it rests on shadow evidence instead of live
     * @param comparison with the default; empty where there is none
     */
    record Propose(
            String versionId,
            ContextLimit limit,
            Optional<ContextVerdicts> contexts,
            boolean onShadowEvidence,
            Optional<DefaultComparison> comparison,
            String reason)
            implements AutomaticAction {}
}
