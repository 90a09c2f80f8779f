package org.metapolicy.evidence;

import java.time.Instant;

/**
 * An episode with what becomes known of it, and when.
 *
 * @param id its id
 * @param versionId the version that decided it
 * @param at its timestamp by its writer's clock; null where it has none
 * @param written when it stands in the graph
 * @param overridden whether a person overrode it
 * @param told when that is told; null where its outcome tells it, if one comes
 * @param outcomeAt when its outcome comes; null where none does
 * @param reward the outcome's reward
 * @param flag whether the outcome is flagged
 * @param session its session, or null
 */
record ToldEpisode(
        String id,
        String versionId,
        Instant at,
        Instant written,
        boolean overridden,
        Instant told,
        Instant outcomeAt,
        double reward,
        boolean flag,
        String session) {
    boolean overrideKnown(Instant now) {
        return overridden && (told != null && !told.isAfter(now) || outcomeAt != null && !outcomeAt.isAfter(now));
    }
}
