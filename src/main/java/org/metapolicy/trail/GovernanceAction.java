package org.metapolicy.trail;

/** What an event of the trail records. */
public enum GovernanceAction {
    CREATED,
    /** A family that stood in the graph before, or one of its versions, was taken over. */
    ADOPTED,
    REGISTERED,
    SPAWNED,
    PROMOTED,
    ROLLED_BACK,
    PAUSED,
    RESUMED,
    DEPRECATED,
    FALLBACK_SET,
    /** The default moved by itself, after the versions that a refresh stopped. */
    DEFAULT_MOVED,
    MODE_SET,
    STATUS_SET,
    CONFIGURED,
    CONTEXTS_CLUSTERED,
    /** One approver asked for a change of settings that a second one must ask for too. */
    CONFIGURATION_REQUESTED,
    PROPOSED,
    REJECTED,
    LAPSED,
    /** The limits relative to a promotion that rested on too little froze, on the first episodes after it. */
    BASELINE_SET,
    /** By itself, a version is not served any more in one context, where the evidence against its limits reached the alarm. */
    SUSPENDED_IN_CONTEXT,
    SUSPENDED_FOR_PARTICIPANT,
    /** A recount found other evidence of a version than what was stored; snapshots up to then tell of the former. */
    EVIDENCE_CORRECTED,
    /** Evidence that was counted outside of the graph came in, by its manifest; recounts start from what it led to. */
    EVIDENCE_IMPORTED,
    /** Somebody said more about an event, a version or a snapshot; it approves and changes nothing. */
    ANNOTATED,
    /** What was kept of a participant was erased; the sums that it had entered stay, and texts that named them were replaced. */
    PARTICIPANT_ERASED,
    APPROVER_GRANTED,
    APPROVER_REVOKED,
    /** One approver asked to add or remove an approver; a second one must ask for the same. */
    APPROVER_GRANT_REQUESTED,
    APPROVER_REVOKE_REQUESTED
}
