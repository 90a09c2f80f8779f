package org.metapolicy.governance;

import org.metapolicy.policy.Blank;
import org.metapolicy.policy.HalfCharacter;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Shown;

/** The form of a user name in a list of approvers: what the server may know, up to 128 characters. */
public final class ApproverName {
    private static final int LENGTH_MAX = 128;

    private ApproverName() {}

    /** Returns the name, or throws {@link InvalidInput}. */
    public static String require(Object value) {
        if (value instanceof String name) {
            HalfCharacter.refuse("approver", name);
        }
        if (value instanceof String name
                && !Blank.is(name)
                && name.length() <= LENGTH_MAX
                && name.equals(name.strip())
                && name.chars().noneMatch(Character::isISOControl)) {
            return name;
        }
        throw new InvalidInput("approver " + Shown.value(value) + " is not a user name: a text of 1 to " + LENGTH_MAX
                + " characters without surrounding blanks is needed");
    }
}
