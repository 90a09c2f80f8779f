package org.metapolicy.evidence.recording;

import org.metapolicy.evidence.EvidenceBase;

/** What recounts start from, in the calling transaction. */
public interface EvidenceBases {
    /** Puts a family's base in place of an earlier one; its running states are those of the base. */
    void save(String familyId, EvidenceBase base);
}
