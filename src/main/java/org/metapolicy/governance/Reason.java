package org.metapolicy.governance;

import org.metapolicy.policy.Blank;
import org.metapolicy.policy.HalfCharacter;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/** Why somebody did something: required with every move, and never blank. */
public final class Reason {
    private static final int LENGTH_MAX = ValueKind.CHARACTERS_MAX;

    private Reason() {}

    /**
     * Returns the reason.
     *
     * @throws InvalidInput if it is missing, blank, longer than 10,000 characters, or has half a surrogate pair
     */
    public static String require(String reason) {
        if (reason == null || Blank.is(reason)) {
            throw new InvalidInput("reason is missing or blank: say why, in words, for whoever reads the trail");
        }
        if (reason.length() > LENGTH_MAX) {
            throw new InvalidInput(
                    "reason has " + reason.length() + " characters: at most " + LENGTH_MAX + " are kept");
        }
        HalfCharacter.refuse("reason", reason);
        return reason;
    }
}
