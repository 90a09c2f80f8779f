package org.metapolicy.governance.comparable;

import java.util.Optional;
import org.metapolicy.counterfactual.running.Compared;
import org.metapolicy.counterfactual.running.ComparedIn;

/** How a family's versions compare with one another. */
public interface Comparisons {
    /**
     * What is known of a version beside the default.
     *
     * @param coverageMin the share of decisions that must be covered, in [0, 1]
     */
    Compared compare(String versionId, String defaultId, double coverageMin);

    /** The same in one context, at every look; empty where nothing is. */
    Optional<ComparedIn> compareIn(String versionId, String defaultId, String context);
}
