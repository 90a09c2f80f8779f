package org.metapolicy.http.act;

import java.io.InputStream;
import java.util.List;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.http.Body;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * The body of a family control request.
 *
 * @param value the mode, or the status, that the family gets
 */
record FamilyControl(String metaPolicyId, FamilyAction action, String value, String reason, CallerEvidence evidence) {
    private static final ValueKind<FamilyAction> ACTION = ValueKind.of(
            "SET_MODE or SET_STATUS, a text",
            value -> value instanceof String name ? FamilyAction.BY_NAME.get(name) : null);

    /** @throws InvalidInput if a key is unknown or missing, or a value of another type */
    static FamilyControl of(InputStream json) {
        Input body = Body.read(json).only(List.of("meta_policy_id", "action", "value", "reason", CallerEvidence.KEY));
        return new FamilyControl(
                body.require("meta_policy_id", ValueKind.TEXT),
                body.require("action", ACTION),
                body.require("value", ValueKind.TEXT),
                body.require("reason", ValueKind.TEXT),
                CallerEvidence.among(body));
    }
}
