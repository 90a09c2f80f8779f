package org.metapolicy.governance;

import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * What a caller says of a family to make, checked.
 *
 * @param properties name, scope, description and the like, and any setting
 * @param roster whom it runs on
 */
public record NewFamily(String id, FamilyChanges properties, Roster roster) {
    private static final String ID = "id";

    /**
     * Reads id; participants and groups, lists of ids of existing ones; and all that {@link FamilyChanges} reads.
     *
     * @throws InvalidInput if there is no id, a key is unknown, or a value does not fit
     */
    public static NewFamily of(Input spec) {
        return new NewFamily(
                spec.require(ID, ValueKind.ID),
                FamilyChanges.ofNew(spec.without(ID, Roster.PARTICIPANTS, Roster.GROUPS)),
                Roster.ofNew(spec));
    }
}
