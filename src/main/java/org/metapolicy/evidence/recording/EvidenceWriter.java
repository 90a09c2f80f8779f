package org.metapolicy.evidence.recording;

import java.util.Collection;

/** Where episodes and outcomes are written, inside the caller's transaction. */
public interface EvidenceWriter {
    /** Says beforehand which episodes will come, which makes the writing of many quicker and changes nothing else. */
    void expect(Collection<String> episodeIds);

    /**
     * Writes an episode of a version, unless it stands there already.
     *
     * @return whether it was written now
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such version
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if the id belongs to an episode of another version, or to
     *     one that says something else
     */
    boolean episode(String versionId, Report episode);

    /**
     * Writes the outcome of an episode, unless it stands there already.
     *
     * @param episodeId the episode; of a decision in which nobody acted, which has none, its adjustment
     * @return whether it was written now
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such episode
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if the episode has another outcome, or one that says
     *     something else, or the id belongs to that of another episode
     */
    boolean outcome(String episodeId, Report outcome);

    /**
     * Writes what a person made of a decision, unless it stands there already.
     *
     * @return whether anything was written now
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such episode
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if the episode says something else, or its status was
     *     counted
     */
    boolean override(String episodeId, OverrideReport override);
}
