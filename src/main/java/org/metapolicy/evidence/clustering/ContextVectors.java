package org.metapolicy.evidence.clustering;

import java.util.Arrays;
import java.util.List;

/** The context vectors of a family's episodes, and the clusters that it knows. */
public interface ContextVectors {
    /**
     * What an episode holds as its context vector.
     *
     * @param episodeId the episode's id; null where it has none
     * @param values the numbers; empty where what stands there is no list of numbers
     */
    record ContextVector(String episodeId, double[] values) {
        /** Whether it is a list of finite numbers, so that distances to it exist. */
        public boolean usable() {
            return values.length > 0 && Arrays.stream(values).allMatch(Double::isFinite);
        }
    }

    /** What every episode of the family holds as its context vector, usable or not; none twice. */
    List<ContextVector> vectors(String familyId);

    /**
     * Makes these the clusters that the family knows, and has its versions begin anew with what they meet: they learn of
     * others as episodes name them.
     */
    void knowOnly(String familyId, List<String> clusters);
}
