package org.metapolicy.selection;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.KnownTrust;

/**
 * What versions are compared on: the factors whose input all have that are eligible by their figures, so that nobody wins or
 * loses by what another did not report (specification, section 8.4).
 */
record CommonFactors(Optional<Set<String>> keys) {
    /**
     * Those of the versions to be compared.
     *
     * @param compared the evidence of the eligible ones; where a version of the plugin saved one's figures that did not know
     *     what is missing, all are compared on the whole index
     */
    static CommonFactors of(List<Evidence> compared) {
        Set<String> common = null;
        for (Evidence evidence : compared) {
            if (evidence.known() == null) {
                return new CommonFactors(Optional.empty());
            }
            Set<String> own = evidence.known().factors().keySet();
            if (common == null) {
                common = new TreeSet<>(own);
            } else {
                common.retainAll(own);
            }
        }
        return new CommonFactors(Optional.ofNullable(common));
    }

    /** The index on these factors alone, their weights spread to 1; 0 where there is nothing to compare. */
    double trust(Evidence evidence) {
        if (keys.isEmpty() || evidence.known() == null) {
            return evidence.trustScore() == null ? 0 : evidence.trustScore();
        }
        double weights = 0;
        double shares = 0;
        for (String key : keys.get()) {
            KnownTrust.Part part = evidence.known().factors().get(key);
            if (part != null) {
                weights += part.weight();
                shares += part.share() + part.weight() * above(evidence, key);
            }
        }
        return weights > 0 ? Math.min(1, shares / weights) : 0;
    }

    /** How much a factor on [0, 1] is above the version's own in the context asked for. */
    private static double above(Evidence evidence, String factor) {
        if (!evidence.judgedInContext()) {
            return 0;
        }
        if (factor.equals(Factor.SAFETY.key())) {
            return evidence.inContext().safety();
        } else if (factor.equals(Factor.ROBUSTNESS.key())) {
            return evidence.inContext().robustness();
        }
        return factor.equals(Factor.COHERENCE.key()) ? evidence.inContext().coherence() : 0;
    }
}
