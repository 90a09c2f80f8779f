package org.metapolicy.procedure.row;

import java.time.ZonedDateTime;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;
import org.neo4j.procedure.Description;

/** The default of a moment. */
public record DefaultRow(
        @Description("The version that was the default, or null for none.")
        String versionId,

        @Description("The event that made it so.") long seq,

        @Description("Since when, in UTC.") ZonedDateTime since,

        @Description("What happened then.") String action,

        @Description("Who did it.") String actor,

        @Description("Why.") String reason,

        @Description("HUMAN, or AUTOMATIC where a refresh did it by itself.")
        String actorKind) {

    public static DefaultRow of(StoredEvent event) {
        return new DefaultRow(
                event.text(EventKey.DEFAULT_AFTER),
                event.seq(),
                EventRow.utc(event.createdAt()),
                event.text(EventKey.ACTION),
                event.text(EventKey.ACTOR),
                event.text(EventKey.REASON),
                event.text(EventKey.ACTOR_KIND));
    }
}
