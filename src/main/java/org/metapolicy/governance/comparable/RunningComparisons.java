package org.metapolicy.governance.comparable;

import java.util.Optional;
import org.metapolicy.counterfactual.running.Compared;
import org.metapolicy.counterfactual.running.ComparedIn;
import org.metapolicy.counterfactual.running.RunningDifferences;

/** By what counting keeps of a family's decisions, at every look. */
public record RunningComparisons(RunningDifferences differences) implements Comparisons {
    @Override
    public Compared compare(String versionId, String defaultId, double coverageMin) {
        return differences.compare(versionId, defaultId, coverageMin);
    }

    @Override
    public Optional<ComparedIn> compareIn(String versionId, String defaultId, String context) {
        return differences.compareIn(versionId, defaultId, context);
    }
}
