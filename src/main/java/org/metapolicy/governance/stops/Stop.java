package org.metapolicy.governance.stops;

import java.time.Instant;
import java.util.List;

/**
 * A version that was taken out of service by itself, in four steps: localize, roll up, restructure, project down. What another
 * program edited into another type is null.
 *
 * @param seq of the event
 * @param action PAUSED, ROLLED_BACK, SUSPENDED_IN_CONTEXT or SUSPENDED_FOR_PARTICIPANT
 * @param suspendedIn the context that it is taken out of service in, alone; null where in all of them, or for one participant
 * @param guardrails localize: those that raised the alarm, or led when all together did; empty where trust was the reason
 * @param window the closed windows that it was seen after
 * @param worst the context in which that was worst, of the version's last 200 statuses; null where none is known, and
 *     of what was found at one participant
 * @param trust roll up: the PCI that the version had then
 * @param trustLower lower end of its 95 % interval
 * @param trustUpper upper end of that
 * @param defaultBefore restructure: what served where nothing else did, before
 * @param defaultAfter and since; null for nobody
 * @param also what else the same refresh did, in words
 * @param after project down: the first decisions after it, at most three, in words
 */
public record Stop(
        long seq,
        String action,
        Instant stoppedAt,
        String versionId,
        String suspendedIn,
        List<String> guardrails,
        Long window,
        Place worst,
        Double trust,
        Double trustLower,
        Double trustUpper,
        String fromStatus,
        String toStatus,
        String reason,
        String defaultBefore,
        String defaultAfter,
        List<String> also,
        List<String> after) {
    /**
     * What went on in a context.
     *
     * @param contextCluster null where the episodes had none
     * @param n statuses
     * @param overrideRate overridden share of them, in [0, 1]
     * @param rewardMean of those that were not overridden; null where none had a reward
     */
    public record Place(String contextCluster, Long n, Double overrideRate, Double rewardMean) {}
}
