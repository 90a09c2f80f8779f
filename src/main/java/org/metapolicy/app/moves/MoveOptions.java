package org.metapolicy.app.moves;

import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * What may come with a promote or a rollback.
 *
 * @param comparesDefault whether the move is refused unless the default is {@code expectedDefault}
 * @param expectedDefault a version's id; null for "there is none"
 * @param override whether to promote without evidence enough
 */
public record MoveOptions(boolean comparesDefault, String expectedDefault, boolean override) {
    public static final MoveOptions NONE = new MoveOptions(false, null, false);

    private static final String EXPECTED_DEFAULT = "expected_default";
    private static final String OVERRIDE = "override";
    private static final ValueKind<String> VERSION =
            ValueKind.of("a version's id, a text, or null", value -> value instanceof String id ? id : null);

    /**
     * Reads expected_default, whose null says that there must be none, and override, beside the caller's evidence.
     *
     * @throws InvalidInput if a key is unknown or a value of another type
     */
    public static MoveOptions of(Input options) {
        options.only(CallerEvidence.KEY, EXPECTED_DEFAULT, OVERRIDE);
        return new MoveOptions(
                options.names(EXPECTED_DEFAULT),
                options.read(EXPECTED_DEFAULT, VERSION).orElse(null),
                options.read(OVERRIDE, ValueKind.FLAG).orElse(false));
    }
}
