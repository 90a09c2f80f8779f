package org.metapolicy.governance.comparable;

import org.metapolicy.counterfactual.running.Compared;

/** How a family's versions compare with one another. */
@FunctionalInterface
public interface Comparisons {
    /**
     * What is known of a version beside the default.
     *
     * @param coverageMin the share of decisions that must be covered, in [0, 1]
     */
    Compared compare(String versionId, String defaultId, double coverageMin);
}
