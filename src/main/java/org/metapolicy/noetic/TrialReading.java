package org.metapolicy.noetic;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the graph says of a trial, or of a group's trial with the trials aligned to it. Null is what it does not
 * say.
 *
 * @param group whether it is a group's trial
 * @param coherence in [0, 1]
 * @param entropyChange finite
 * @param time when it took place
 * @param segments the segments it uses, and for a group's trial the group's collective ones
 * @param aligned the trials aligned to a group's trial, else empty
 * @param sessionCoherences the coherences of the session's last trials up to this one, the latest last; read when asked
 *     for, as a session may hold many trials
 */
public record TrialReading(
        String id,
        boolean group,
        Reading<Double> coherence,
        Reading<Double> entropyChange,
        Reading<Awareness> awareness,
        Instant time,
        String participantId,
        String groupId,
        String task,
        List<SegmentReading> segments,
        List<TrialReading> aligned,
        Supplier<Reading<List<Double>>> sessionCoherences) {}
