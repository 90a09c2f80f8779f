package org.metapolicy.counterfactual.running;

import org.metapolicy.policy.MetapolicyException.Conflict;

/**
 * After which evidence each part of a stored text of running differences begins: the number of the last that it does not know; 0
 * where it knows all, or an earlier release kept no such part.
 *
 * @param differences the comparisons themselves
 * @param shares how often versions decide
 * @param watches the guardrails of what versions would have done
 * @param lacking the decisions without an outcome
 */
public record Begun(long differences, long shares, long watches, long lacking) {
    /** All 0 of a text that cannot be read: it is counted again from the beginning, and whoever reads it is told. */
    public static Begun of(String text) {
        try {
            return RunningDifferences.read(text, 0).begun();
        } catch (Conflict damaged) {
            return new Begun(0, 0, 0, 0);
        }
    }
}
