package org.metapolicy.counterfactual;

/**
 * A decision as it can be used.
 *
 * @param cluster null where the situation has none
 * @param done what was decided; null where nothing readable says so, or a person overrode it
 * @param propensity of it, in (0, 1]; null where there is none
 * @param outcome the reward on the unit scale; null where there is none
 * @param missing why there is no outcome; null where there is one
 * @param contrast what is judged; null where not all that are compared are known to choose
 * @param asked whether it is asked about; others only teach the model
 * @param uncovered why it tells nothing of the contrast; null where it does
 * @param words which one it is, and what is wrong with it, as a reason names it
 */
record LoggedDecision(
        String cluster,
        String done,
        Double propensity,
        Double outcome,
        Missing missing,
        Contrast contrast,
        boolean asked,
        Uncovered uncovered,
        String words) {
    /** Why there is no outcome. */
    enum Missing {
        AWAITED(
                "their outcomes may still come, and the interval that holds at every look ends before the first of them"),
        NEVER_CAME("no outcome came"),
        UNREADABLE("the reward is no number in its range"),
        CONTRADICTORY("several outcomes came, of which none has been counted");

        private final String words;

        Missing(String words) {
            this.words = words;
        }

        /** As a reason says it. */
        String words() {
            return words;
        }
    }

    /** The same with this outcome on the unit scale, whatever came of it. */
    LoggedDecision withOutcome(double imputed) {
        return new LoggedDecision(cluster, done, propensity, imputed, null, contrast, asked, uncovered, words);
    }

    /** Whether its outcome is one of what was decided. */
    boolean teaches() {
        return outcome != null && done != null;
    }

    /** Whether both that are compared would have done the same. */
    boolean agrees() {
        return contrast != null && contrast.agrees();
    }

    /** Whether what was done can be weighed by how likely it was. */
    boolean isWeighed() {
        return contrast != null && done != null && propensity != null;
    }

    /** The share of a choice in what was done, over its propensity. */
    double weight(Choice choice) {
        return choice.share(done) / propensity;
    }
}
