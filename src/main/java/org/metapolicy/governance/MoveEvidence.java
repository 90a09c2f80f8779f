package org.metapolicy.governance;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.governance.comparable.TabulatedContexts;
import org.metapolicy.trust.context.ContextHistory;

/** The evidence of versions, as governance looks at it and as its moves restart it. */
public interface MoveEvidence extends TabulatedContexts {
    /** What a promotion's event says of the limits that are relative to it: see {@link EvidenceAtMove#limits}. */
    String LIMITS = "limits";

    /** What is known of a version now. */
    EvidenceAtMove of(String versionId);

    /** The family's running differences as counting saved them; an empty text where there are none. */
    String differences(String familyId);

    /** What selection looks at of each of these versions that has any evidence, by id. */
    Map<String, ContextHistory> histories(Collection<String> versionIds);

    /** Freezes the limits that are relative to promotion (specification, section 6.1). */
    void promoted(String versionId);

    /** Starts windows, patience, guardrails and the count of episodes anew (specification, section 6.6). */
    void resumed(String versionId);

    /** Starts the watch of one context anew (specification, section 6.8). */
    void resumedIn(String versionId, String cluster);

    /**
     * Suspends a version for a participant, whose evidence freezes (specification, section 6.9).
     *
     * @return the name that the trail knows them by, which gives no id away
     */
    String suspendFor(String versionId, String participantId);

    /**
     * Lifts the suspension of a version for a participant, the watch of whom starts anew.
     *
     * @return the name that the trail knows them by; empty where it is not suspended for them
     */
    Optional<String> resumeFor(String versionId, String participantId);
}
