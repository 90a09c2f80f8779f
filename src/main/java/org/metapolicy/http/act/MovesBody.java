package org.metapolicy.http.act;

import com.google.gson.JsonElement;
import java.util.List;
import org.metapolicy.http.Json;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.GovernanceEvent;

/**
 * What the caller may do now, and what would come of it.
 *
 * @param versionId the version that is moved; null where it is about the family and its open proposals
 * @param caller who asks, as the trail would name them
 */
record MovesBody(String metaPolicyId, String versionId, String caller, List<Move> moves) {
    /**
     * One move.
     *
     * @param versionId the version that it moves; null of one that is about the whole family
     * @param proposalId the proposal that it decides; null of any other
     * @param value the mode or status that it sets; null of any other
     * @param possible whether it would be carried out
     * @param needsOverride whether that takes {@code override}, which says that the evidence does not carry it
     * @param refusal why it would not be, or not without override; null where nothing stands against it
     * @param outcome what would be recorded; null where it is not possible
     */
    record Move(
            String action,
            String versionId,
            String proposalId,
            String value,
            boolean possible,
            boolean needsOverride,
            String refusal,
            Outcome outcome) {}

    /** What an event would say; null where there is none of a thing. */
    record Outcome(
            String action,
            String fromStatus,
            String toStatus,
            String defaultBefore,
            String defaultAfter,
            JsonElement evidence) {
        static Outcome of(GovernanceEvent event) {
            Change change = event.change();
            return new Outcome(
                    event.action().name(),
                    change.fromStatus(),
                    change.toStatus(),
                    change.defaultBefore(),
                    change.defaultAfter(),
                    Json.object(event.evidence()));
        }
    }
}
