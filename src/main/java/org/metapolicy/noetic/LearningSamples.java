package org.metapolicy.noetic;

import java.util.function.Consumer;

/** What came of a version's decisions, as far as it was counted for it. */
public interface LearningSamples {
    /** Gives the counted episodes of a version one by one, in the order of counting; none where there is no such version. */
    void forEach(String versionId, Consumer<LearningSample> pupil);
}
