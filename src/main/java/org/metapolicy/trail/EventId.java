package org.metapolicy.trail;

import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Shown;

/** The id of an event, as people write it: which chain, and which number in it. */
public record EventId(Chain chain, long seq) {
    /**
     * Reads an id.
     *
     * @param text a family's id (nothing for the graph's own settings), # and the event's seq
     */
    public static EventId of(String text) {
        int hash = text == null ? -1 : text.lastIndexOf('#');
        if (hash < 0 || !text.substring(hash + 1).matches("[1-9][0-9]{0,17}")) {
            throw new InvalidInput(
                    "event id is " + (text == null ? "missing" : Shown.value(text))
                            + ": it must be a meta-policy's id (or nothing, for the graph's own settings), # and the event's seq");
        }
        String family = text.substring(0, hash);
        return new EventId(
                family.isEmpty() ? Chain.SETTINGS : Chain.of(Identifier.require("meta-policy id", family)),
                Long.parseLong(text.substring(hash + 1)));
    }

    /** As it is written, and as the event stores it. */
    public String text() {
        return (chain.familyId() == null ? "" : chain.familyId()) + "#" + seq;
    }

    /** The refusal where there is no such event. */
    public NotFound absent() {
        return new NotFound("there is no event '" + text() + "': see metapolicy.audit");
    }
}
