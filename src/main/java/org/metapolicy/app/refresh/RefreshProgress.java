package org.metapolicy.app.refresh;

/** Is told how far a refresh has come, after every batch; may stop it by throwing. */
public interface RefreshProgress {
    /**
     * @param familyId the family
     * @param done outcomes looked at by now
     * @param of outcomes that the refresh found
     */
    void counted(String familyId, int done, int of);

    /** A family could not be refreshed; it is noted with it, and the others go on, unless this throws. */
    void failed(String familyId, RuntimeException failure);
}
