package org.metapolicy.governance;

/** The evidence of versions, as governance looks at it and as its moves restart it. */
public interface MoveEvidence {
    /** What a promotion's event says of the limits that are relative to it: see {@link EvidenceAtMove#limits}. */
    String LIMITS = "limits";

    /** What is known of a version now. */
    EvidenceAtMove of(String versionId);

    /** Freezes the limits that are relative to promotion (specification, section 6.1). */
    void promoted(String versionId);

    /** Starts windows, patience, guardrails and the count of episodes anew (specification, section 6.6). */
    void resumed(String versionId);

    /** Starts the watch of one context anew (specification, section 6.8). */
    void resumedIn(String versionId, String cluster);
}
