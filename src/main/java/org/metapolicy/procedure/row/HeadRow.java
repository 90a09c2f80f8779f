package org.metapolicy.procedure.row;

import org.metapolicy.trail.Head;
import org.neo4j.procedure.Description;

/** The end of a trail. */
public record HeadRow(
        @Description("The last event's number; 0 for an empty trail.")
        long seq,

        @Description("The last event's hash; 64 zeros for an empty trail.")
        String hash) {

    public static HeadRow of(Head head) {
        return new HeadRow(head.seq(), head.hash());
    }
}
