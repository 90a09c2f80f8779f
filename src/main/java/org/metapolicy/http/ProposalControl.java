package org.metapolicy.http;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/** The body of a proposal control request. */
record ProposalControl(String proposalId, boolean approve, String reason, CallerEvidence evidence) {
    private static final Map<String, Boolean> ACTIONS = Map.of("APPROVE", true, "REJECT", false);
    private static final ValueKind<Boolean> ACTION =
            ValueKind.of("APPROVE or REJECT, a text", value -> value instanceof String ? ACTIONS.get(value) : null);

    /** @throws InvalidInput if a key is unknown or missing, or a value of another type */
    static ProposalControl of(InputStream json) {
        Input body = Body.read(json).only(List.of("proposal_id", "action", "reason", CallerEvidence.KEY));
        return new ProposalControl(
                body.require("proposal_id", ValueKind.TEXT),
                body.require("action", ACTION),
                body.require("reason", ValueKind.TEXT),
                CallerEvidence.among(body));
    }
}
