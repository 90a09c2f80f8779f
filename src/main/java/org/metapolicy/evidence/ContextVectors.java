package org.metapolicy.evidence;

import java.util.List;

/** The context vectors of a family's episodes, and the clusters that it knows. */
public interface ContextVectors {
    /** The vectors of every episode that has one. */
    List<double[]> vectors(String familyId);

    /** Makes these the clusters that the family knows; it learns of others as episodes name them. */
    void knowOnly(String familyId, List<String> clusters);
}
