package org.metapolicy.procedure.row;

import org.metapolicy.trail.ChainLink;
import org.neo4j.procedure.Description;

/** One event of a trail to be handed over. */
public record TrailLineRow(
        @Description("The event's number.") long seq,

        @Description(
                "A line of the file that the verifiers read: JSON of canonical, the text that is hashed, and hash.")
        String line) {
    public static TrailLineRow of(ChainLink link) {
        return new TrailLineRow(link.seq(), link.line());
    }
}
