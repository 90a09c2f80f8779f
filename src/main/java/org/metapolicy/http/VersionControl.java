package org.metapolicy.http;

import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metapolicy.app.moves.MoveOptions;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** The body of a version control request. */
record VersionControl(String metaPolicyId, String versionId, VersionAction action, String reason, MoveOptions options) {
    private static final List<String> TEXTS = List.of("meta_policy_id", "version_id", "action", "reason");
    private static final List<String> OPTIONS = List.of("expected_default", "evidence", "override");
    private static final Map<String, VersionAction> ACTIONS =
            Map.of("PROMOTE", VersionAction.PROMOTE, "ROLLBACK", VersionAction.ROLL_BACK, "PAUSE", VersionAction.PAUSE);

    /** @throws InvalidInput if a key is unknown or missing, or a value of another type or kind */
    static VersionControl of(InputStream json) {
        Map<String, Object> body = Body.read(json);
        Set<String> unknown = new LinkedHashSet<>(body.keySet());
        TEXTS.forEach(unknown::remove);
        OPTIONS.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new InvalidInput("unknown key '" + unknown.iterator().next() + "': known are "
                    + String.join(", ", TEXTS) + ", " + String.join(", ", OPTIONS));
        }
        VersionAction action = ACTIONS.get(text(body, "action"));
        if (action == null) {
            throw new InvalidInput("action is '" + body.get("action") + "': it must be PROMOTE, ROLLBACK or PAUSE");
        }
        Map<String, Object> options = new HashMap<>(body);
        TEXTS.forEach(options::remove);
        if (action == VersionAction.PAUSE && !options.isEmpty()) {
            throw new InvalidInput("'" + options.keySet().iterator().next()
                    + "' comes with PROMOTE and ROLLBACK alone: a PAUSE takes no options");
        }
        return new VersionControl(
                text(body, "meta_policy_id"),
                text(body, "version_id"),
                action,
                text(body, "reason"),
                MoveOptions.of(Input.of("", options)));
    }

    private static String text(Map<String, Object> body, String key) {
        if (body.get(key) instanceof String text) {
            return text;
        }
        throw new InvalidInput(body.get(key) == null ? key + " is missing: a text is needed" : key + " must be a text");
    }
}
