package org.metapolicy.selection;

import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;

/**
 * An episode in which a version was suggested and not served.
 *
 * @param agreed whether what was served is what the suggestion would have done
 * @param status the episode as its status was counted; null where that was not
 * @param observation its outcome as trust counts it; null where none was counted
 */
public record ShadowEpisode(String versionId, boolean agreed, EpisodeFacts status, Observation observation) {}
