package org.metapolicy.selection;

import java.util.List;

/** Where suggestions are found. */
public interface ShadowEpisodes {
    /** The family's suggestions, their outcomes in the order in which they were counted. */
    List<ShadowEpisode> of(Candidates family);

    /** How many context clusters the family knows. */
    int knownClusters(Candidates family);
}
