package org.metapolicy.governance.erasure;

/** The texts beside a family's trail and its governed properties: of versions, snapshots, proposals and running states. */
public interface FamilyTexts {
    /** Whether running states or clusters name somebody, or those that recounts start from. */
    boolean statesName(String familyId, Redaction names);

    /** Puts pseudonyms into all of them, and gives how many nodes that changed; what versions are made of and ids stay. */
    long replace(String familyId, Redaction names);
}
