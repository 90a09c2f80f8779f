package org.metapolicy.governance;

import org.metapolicy.trail.GovernanceAction;

/**
 * The moves of a version that callers may ask for.
 *
 * <p>Leading out of service is open to anyone who may write; the others need an approver (specification, section 7.1).
 */
public enum VersionAction {
    PROMOTE("promote", GovernanceAction.PROMOTED, true),
    ROLL_BACK("rollback", GovernanceAction.ROLLED_BACK, false),
    PAUSE("pause", GovernanceAction.PAUSED, false),
    RESUME("resume", GovernanceAction.RESUMED, true),
    DEPRECATE("deprecate", GovernanceAction.DEPRECATED, false),
    SET_FALLBACK("setFallback", GovernanceAction.FALLBACK_SET, true);

    private final String verb;
    private final GovernanceAction recordedAs;
    private final boolean needsApproval;

    VersionAction(String verb, GovernanceAction recordedAs, boolean needsApproval) {
        this.verb = verb;
        this.recordedAs = recordedAs;
        this.needsApproval = needsApproval;
    }

    /** The procedure's name, for messages. */
    public String verb() {
        return verb;
    }

    public GovernanceAction recordedAs() {
        return recordedAs;
    }

    public boolean needsApproval() {
        return needsApproval;
    }
}
