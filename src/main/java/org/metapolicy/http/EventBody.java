package org.metapolicy.http;

import com.google.gson.JsonElement;
import java.time.Instant;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.StoredEvent;

/** One event of a trail; null where there is none of a thing, or where it was tampered with. */
public record EventBody(
        long seq,
        String action,
        String metaPolicyId,
        String versionId,
        String fromStatus,
        String toStatus,
        String defaultBefore,
        String defaultAfter,
        String actor,
        String actorKind,
        String reason,
        JsonElement evidence,
        Instant createdAt,
        String hash,
        String contextCluster) {

    public static EventBody of(GovernanceEvent event) {
        Change change = event.change();
        return new EventBody(
                event.seq(),
                event.action().name(),
                event.familyId(),
                change.versionId(),
                change.fromStatus(),
                change.toStatus(),
                change.defaultBefore(),
                change.defaultAfter(),
                event.actor().name(),
                event.actor().kind().name(),
                event.reason(),
                Json.object(event.evidence()),
                event.createdAt(),
                event.hash(),
                change.cluster());
    }

    static EventBody of(StoredEvent event) {
        return new EventBody(
                event.seq(),
                event.text(EventKey.ACTION),
                event.text(EventKey.FAMILY_ID),
                event.text(EventKey.VERSION_ID),
                event.text(EventKey.FROM_STATUS),
                event.text(EventKey.TO_STATUS),
                event.text(EventKey.DEFAULT_BEFORE),
                event.text(EventKey.DEFAULT_AFTER),
                event.text(EventKey.ACTOR),
                event.text(EventKey.ACTOR_KIND),
                event.text(EventKey.REASON),
                Json.object(event.text(EventKey.EVIDENCE)),
                event.createdAt(),
                event.text(EventKey.HASH),
                event.text(EventKey.CONTEXT_CLUSTER));
    }
}
