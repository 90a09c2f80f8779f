package org.metapolicy.evidence.differences;

import java.util.Optional;
import org.metapolicy.counterfactual.running.MadeDecision;

/** Reads how an episode was decided, where somebody asks. */
@FunctionalInterface
public interface DecisionRecord {
    /** That of an episode without one. */
    DecisionRecord NONE = Optional::empty;

    /** Empty where no record tells of it, or none that can be read. */
    Optional<MadeDecision> read();
}
