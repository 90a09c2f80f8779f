package org.metapolicy.app.moves;

import java.util.List;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.trail.ContextLimit;

/**
 * What may come with a promote or a rollback.
 *
 * @param comparesDefault whether the move is refused unless the default is {@code expectedDefault}
 * @param expectedDefault a version's id; null for "there is none"
 * @param override whether to promote without evidence enough
 * @param limit the contexts that a promotion lets it serve in
 */
public record MoveOptions(boolean comparesDefault, String expectedDefault, boolean override, ContextLimit limit) {
    public static final MoveOptions NONE = new MoveOptions(false, null, false, ContextLimit.NONE);

    /** Promotes without evidence enough, everywhere. */
    public static final MoveOptions OVERRIDING = new MoveOptions(false, null, true, ContextLimit.NONE);

    /** On evidence enough, in these contexts. */
    static MoveOptions within(ContextLimit limit) {
        return new MoveOptions(false, null, false, limit);
    }

    private static final String EXPECTED_DEFAULT = "expected_default";
    private static final String OVERRIDE = "override";
    private static final ValueKind<List<String>> CONTEXTS =
            ValueKind.listOf("a list of context clusters, at least one", ValueKind.WORDS);
    private static final ValueKind<String> VERSION =
            ValueKind.of("a version's id, a text, or null", value -> value instanceof String id ? id : null);

    /**
     * Reads expected_default, whose null says that there must be none, override and context_clusters, beside the caller's
     * evidence.
     *
     * @throws InvalidInput if a key is unknown or a value of another type
     */
    public static MoveOptions of(Input options) {
        options.only(CallerEvidence.KEY, ContextLimit.KEY, EXPECTED_DEFAULT, OVERRIDE);
        List<String> contexts = options.read(ContextLimit.KEY, CONTEXTS).orElse(null);
        if (contexts != null && contexts.isEmpty()) {
            throw new InvalidInput(
                    "context_clusters is empty: name the contexts that the version may serve in, or leave it"
                            + " out for all");
        }
        return new MoveOptions(
                options.names(EXPECTED_DEFAULT),
                options.read(EXPECTED_DEFAULT, VERSION).orElse(null),
                options.read(OVERRIDE, ValueKind.FLAG).orElse(false),
                contexts == null ? ContextLimit.NONE : ContextLimit.to(contexts));
    }
}
