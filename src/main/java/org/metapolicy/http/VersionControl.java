package org.metapolicy.http;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.app.moves.MoveOptions;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/** The body of a version control request. */
public record VersionControl(
        String metaPolicyId,
        String versionId,
        VersionAction action,
        String reason,
        MoveOptions options,
        CallerEvidence evidence) {
    private static final List<String> TEXTS = List.of("meta_policy_id", "version_id", "action", "reason");
    private static final List<String> OPTIONS = List.of("context_clusters", "expected_default", "evidence", "override");

    /** What a request may ask for, by name. */
    public static final Map<String, VersionAction> ACTIONS = Map.of(
            "PROMOTE", VersionAction.PROMOTE,
            "ROLLBACK", VersionAction.ROLL_BACK,
            "PAUSE", VersionAction.PAUSE,
            "RESUME", VersionAction.RESUME,
            "SET_FALLBACK", VersionAction.SET_FALLBACK,
            "DEPRECATE", VersionAction.DEPRECATE);

    private static final ValueKind<VersionAction> ACTION = ValueKind.of(
            "PROMOTE, ROLLBACK, PAUSE, RESUME, SET_FALLBACK or DEPRECATE, a text",
            value -> value instanceof String ? ACTIONS.get(value) : null);

    /** @throws InvalidInput if a key is unknown or missing, or a value of another type or kind */
    static VersionControl of(InputStream json) {
        Input body = Body.read(json)
                .only(Stream.concat(TEXTS.stream(), OPTIONS.stream()).toList());
        VersionAction action = body.require("action", ACTION);
        Input options = body.without(TEXTS.toArray(String[]::new));
        boolean plain = action != VersionAction.PROMOTE && action != VersionAction.ROLL_BACK;
        Set<String> others = new TreeSet<>(options.keys());
        others.remove(CallerEvidence.KEY);
        if (plain && !others.isEmpty()) {
            throw new InvalidInput("'" + others.iterator().next() + "' comes with PROMOTE and ROLLBACK alone: " + action
                    + " takes evidence and no other option");
        }
        return new VersionControl(
                body.require("meta_policy_id", ValueKind.TEXT),
                body.require("version_id", ValueKind.TEXT),
                action,
                body.require("reason", ValueKind.TEXT),
                MoveOptions.of(options),
                CallerEvidence.among(options));
    }
}
