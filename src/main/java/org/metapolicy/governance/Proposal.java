package org.metapolicy.governance;

import java.time.Instant;
import java.util.List;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.ContextLimit;

/**
 * A promotion that a refresh proposed and a person decides.
 *
 * @param parametersHash the version's when it was proposed: another one by now means other contents
 * @param evidence canonical JSON text
 * @param closedT the time index of the version's newest snapshot when it was closed; null while it is open
 */
public record Proposal(
        String id,
        String familyId,
        String versionId,
        State state,
        String reason,
        String evidence,
        String parametersHash,
        Instant createdAt,
        Instant closedAt,
        String closedBy,
        String closedReason,
        Long closedT) {

    /** The contexts that it would promote the version in; none where in all. */
    public ContextLimit limit() {
        return CanonicalJson.parse(evidence).get(ContextLimit.KEY) instanceof List<?> contexts
                ? ContextLimit.to(contexts.stream().map(String.class::cast).toList())
                : ContextLimit.NONE;
    }

    /** Whether it waits, and how it ended. */
    public enum State {
        OPEN,
        APPROVED,
        /** Its version was promoted without it. */
        FULFILLED,
        REJECTED,
        LAPSED
    }
}
