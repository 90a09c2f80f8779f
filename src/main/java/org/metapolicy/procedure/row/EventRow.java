package org.metapolicy.procedure.row;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.StoredEvent;
import org.neo4j.procedure.Description;

/** One event of a trail. */
public record EventRow(
        @Description("Its number in its chain, from 1 without a gap.")
        long seq,

        @Description("What happened, such as PROMOTED.") String action,

        @Description("The version that it is about, or null.")
        String versionId,

        @Description("The version's status before, or null.")
        String fromStatus,

        @Description("The version's status after, or null.") String toStatus,

        @Description("The family's default before, or null for none.")
        String defaultBefore,

        @Description("The family's default after, or null for none.")
        String defaultAfter,

        @Description("Who did it: the user who logged in, or 'unauthenticated'.")
        String actor,

        @Description("HUMAN, or AUTOMATIC for what a refresh did by itself.")
        String actorKind,

        @Description("Why, in the actor's words.") String reason,

        @Description("The evidence at that moment, as canonical JSON text.")
        String evidence,

        @Description("When, in UTC.") ZonedDateTime createdAt,

        @Description("SHA-256 over the RFC 8785 JSON of everything else in it.")
        String hash,

        @Description("The family, or null in the chain of the graph's own settings.")
        String metaPolicyId,

        @Description("The context that it is about alone, or null.")
        String contextCluster) {

    public static EventRow of(GovernanceEvent event) {
        Change change = event.change();
        return new EventRow(
                event.seq(),
                event.action().name(),
                change.versionId(),
                change.fromStatus(),
                change.toStatus(),
                change.defaultBefore(),
                change.defaultAfter(),
                event.actor().name(),
                event.actor().kind().name(),
                event.reason(),
                event.evidence(),
                utc(event.createdAt()),
                event.hash(),
                event.familyId(),
                change.cluster());
    }

    /** An event as it stands in the graph; what is absent or of another type is null. */
    public static EventRow of(StoredEvent event) {
        return new EventRow(
                event.seq(),
                event.text(EventKey.ACTION),
                event.text(EventKey.VERSION_ID),
                event.text(EventKey.FROM_STATUS),
                event.text(EventKey.TO_STATUS),
                event.text(EventKey.DEFAULT_BEFORE),
                event.text(EventKey.DEFAULT_AFTER),
                event.text(EventKey.ACTOR),
                event.text(EventKey.ACTOR_KIND),
                event.text(EventKey.REASON),
                event.text(EventKey.EVIDENCE),
                utc(event.createdAt()),
                event.text(EventKey.HASH),
                event.text(EventKey.FAMILY_ID),
                event.text(EventKey.CONTEXT_CLUSTER));
    }

    public static ZonedDateTime utc(Instant instant) {
        return instant == null ? null : instant.atZone(ZoneOffset.UTC);
    }
}
