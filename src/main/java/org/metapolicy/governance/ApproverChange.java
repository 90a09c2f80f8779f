package org.metapolicy.governance;

import org.metapolicy.trail.GovernanceAction;

/** What can happen to the graph's list of approvers. */
public enum ApproverChange {
    GRANT("grantApprover", GovernanceAction.APPROVER_GRANTED, GovernanceAction.APPROVER_GRANT_REQUESTED),
    REVOKE("revokeApprover", GovernanceAction.APPROVER_REVOKED, GovernanceAction.APPROVER_REVOKE_REQUESTED);

    private final String verb;
    private final GovernanceAction recordedAs;
    private final GovernanceAction requestedAs;

    ApproverChange(String verb, GovernanceAction recordedAs, GovernanceAction requestedAs) {
        this.verb = verb;
        this.recordedAs = recordedAs;
        this.requestedAs = requestedAs;
    }

    /** The procedure's name, for messages. */
    public String verb() {
        return verb;
    }

    public GovernanceAction recordedAs() {
        return recordedAs;
    }

    /** How the first of two approvers' calls is recorded. */
    public GovernanceAction requestedAs() {
        return requestedAs;
    }
}
