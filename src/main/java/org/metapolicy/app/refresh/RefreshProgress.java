package org.metapolicy.app.refresh;

/** Is told how far a refresh has come, after every batch; may stop it by throwing. */
@FunctionalInterface
public interface RefreshProgress {
    /**
     * @param familyId the family
     * @param done outcomes looked at by now
     * @param of outcomes that the refresh found
     */
    void counted(String familyId, int done, int of);
}
