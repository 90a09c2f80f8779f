package org.metapolicy.governance;

import com.google.gson.JsonParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * The contexts that it would promote the version in; none where in all, and empty where its evidence cannot be read, so that
     * nobody knows.
     */
    public Optional<ContextLimit> limit() {
        Map<String, Object> known;
        try {
            known = CanonicalJson.parse(evidence);
        } catch (JsonParseException edited) {
            return Optional.empty();
        }
        Object contexts = known.getOrDefault(ContextLimit.KEY, List.of());
        return contexts instanceof List<?> names && names.stream().allMatch(String.class::isInstance)
                ? Optional.of(
                        ContextLimit.to(names.stream().map(String.class::cast).toList()))
                : Optional.empty();
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
