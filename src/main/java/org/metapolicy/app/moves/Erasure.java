package org.metapolicy.app.moves;

import org.metapolicy.policy.Input;
import org.metapolicy.policy.ValueKind;

/**
 * Whom to erase.
 *
 * @param participantId as the application gave it
 */
public record Erasure(String participantId) {
    private static final String PARTICIPANT_ID = "participant_id";

    /**
     * Reads participant_id, which is needed.
     *
     * @throws org.metapolicy.policy.MetapolicyException.InvalidInput on another key, or a value that is no text
     */
    public static Erasure of(Input who) {
        return new Erasure(who.only(PARTICIPANT_ID).require(PARTICIPANT_ID, ValueKind.APPLICATION_ID));
    }
}
