package org.metapolicy.noetic;

import java.util.List;

/**
 * One decision with what came of it.
 *
 * @param context the context vector; empty where there is none that can be read
 * @param interventionId what was done; null where nobody wrote it
 * @param reward the reward; null where there is none that can be read
 * @param overridden whether a person overrode it when it was counted
 */
public record LearningSample(List<Double> context, String interventionId, Double reward, boolean overridden) {
    public LearningSample {
        context = List.copyOf(context);
    }
}
