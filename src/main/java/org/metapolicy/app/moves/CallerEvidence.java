package org.metapolicy.app.moves;

import org.metapolicy.policy.FreeForm;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.trail.EventEvidence;

/**
 * What somebody gives with what they do: figures, links to plots and notes; their event keeps it.
 *
 * @param content empty where nothing was given
 */
public record CallerEvidence(FreeForm content) {
    public static final CallerEvidence NONE = new CallerEvidence(FreeForm.empty());

    /** Its key in a caller's map. */
    public static final String KEY = "evidence";

    /** Its name in an event's evidence. */
    static final String STORED = "caller";

    /**
     * Reads options that hold nothing else.
     *
     * @throws InvalidInput if a key is unknown, or the evidence is no map that an event can keep
     */
    public static CallerEvidence alone(Input options) {
        return among(options.only(KEY));
    }

    /** Reads the one key among others, which their own reader knows. */
    public static CallerEvidence among(Input options) {
        return new CallerEvidence(options.freeForm(KEY));
    }

    EventEvidence beside(EventEvidence stored) {
        return content.isEmpty() ? stored : stored.with(STORED, content.asMap());
    }
}
