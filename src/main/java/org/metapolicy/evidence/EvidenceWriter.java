package org.metapolicy.evidence;

import java.util.Map;

/** Where episodes and outcomes are written, inside the caller's transaction. */
public interface EvidenceWriter {
    /**
     * Writes an episode of a version, unless it stands there already.
     *
     * @param properties the episode's, its id included
     * @return whether it was written now
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such version
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if the id belongs to an episode of another version
     */
    boolean episode(String versionId, Map<String, Object> properties);

    /**
     * Writes the outcome of an episode, unless it stands there already.
     *
     * @param properties the outcome's, its id included
     * @return whether it was written now
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such episode
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if the episode has another outcome, or the id belongs to
     *     that of another episode
     */
    boolean outcome(String episodeId, Map<String, Object> properties);
}
