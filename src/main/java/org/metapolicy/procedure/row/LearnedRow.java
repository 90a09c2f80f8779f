package org.metapolicy.procedure.row;

import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.app.moves.LearnVersion.Learnt;
import org.neo4j.procedure.Description;

/** A version that learned. */
public record LearnedRow(
        @Description("The id of the CANDIDATE that was spawned.")
        String versionId,

        @Description("How many counted episodes it learned from.")
        long used,

        @Description(
                "How many counted episodes taught nothing, by why: overridden, without_context, other_intervention,"
                        + " without_reward, too_large.")
        Map<String, Object> leftOut,

        @Description("The number of the event that records it, in its chain.")
        long seq,

        @Description("The hash of that event.") String hash) {

    public static LearnedRow of(Learnt learnt) {
        return new LearnedRow(
                learnt.event().change().versionId(),
                learnt.used(),
                new TreeMap<>(learnt.leftOut()),
                learnt.event().seq(),
                learnt.event().hash());
    }
}
