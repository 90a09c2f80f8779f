package org.metapolicy.counterfactual;

/**
 * What one decision of a log says of what is judged.
 *
 * @param value its doubly robust score in units of reward, beyond the range of rewards where what would be done was unlikely; null
 *     where it says nothing
 * @param uncovered why it says nothing, a name of {@link Uncovered}, or of why there is no outcome: AWAITED, NEVER_CAME, CONTRADICTORY or
 *     UNREADABLE,
 *     CONTRADICTORY; null where it does
 */
public record DecisionScore(Double value, String uncovered) {
    static DecisionScore of(double value) {
        return new DecisionScore(value, null);
    }

    static DecisionScore without(String why) {
        return new DecisionScore(null, why);
    }
}
