package org.metapolicy.procedure.row;

import org.metapolicy.trail.TrailVerdict;
import org.neo4j.procedure.Description;

/** Whether a trail holds. */
public record VerdictRow(
        @Description("Whether every event holds and the graph is what they lead to.")
        boolean ok,

        @Description("How many events there are.") long events,

        @Description("The first event that does not hold; null where all do, or where the graph differs.")
        Long firstBadSeq,

        @Description("What is wrong, in words; null where nothing is.")
        String problem) {

    public static VerdictRow of(TrailVerdict verdict) {
        return new VerdictRow(verdict.ok(), verdict.events(), verdict.firstBadSeq(), verdict.problem());
    }
}
