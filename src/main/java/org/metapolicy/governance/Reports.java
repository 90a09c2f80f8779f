package org.metapolicy.governance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.VersionStatus;

/** Reports on families. */
public interface Reports {
    /**
     * A family that is not DEPRECATED.
     *
     * @param id its id, as a text
     * @param name null where it is no text
     * @param task null where it has none, or that is no text
     * @param createdAt empty where that is no point in time
     * @param problem why nothing can be asked about it by its id; empty where something can
     */
    record Family(String id, String name, String task, Optional<Instant> createdAt, Optional<String> problem) {}

    /**
     * A version's id and status, both as they stand.
     *
     * @param suspendedContexts where it is not served though it is in service, sorted
     * @param suspendedParticipants to how many participants it is not
     * @param limitedContexts where alone it may be served, sorted; empty for everywhere
     * @param unreadable what of these contexts cannot be read, and bars it; empty where all can
     */
    record Watchable(
            String versionId,
            String status,
            List<String> suspendedContexts,
            long suspendedParticipants,
            List<String> limitedContexts,
            Optional<String> unreadable) {
        /** What keeps decisions, and a refresh, from reading it; empty where nothing does. */
        public Optional<String> problem() {
            return Stream.of(VersionStatus.values()).map(VersionStatus::name).anyMatch(status::equals)
                    ? unreadable
                    : Optional.of("version '" + versionId + "' has status " + Shown.value(status)
                            + ": it must be one of " + List.of(VersionStatus.values())
                            + "; nobody is served by it, and no refresh stops it");
        }
    }

    /** The families that are not DEPRECATED by id, each id once. */
    List<Family> families();

    /**
     * The versions that can be chosen by id, then those that are PAUSED or ROLLED_BACK, the newest first.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    List<Watchable> watchable(String familyId);

    /**
     * Every version of a family, newest first.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    List<VersionOverview> versions(String familyId);

    /**
     * Every version of a family with what it and its parent are made of, the oldest first.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    List<LineageVersion> lineage(String familyId);

    /**
     * How often each regime led to each decision, among what was recorded for trials from a moment on. Read along an index, so it costs these alone.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    List<RegimeCount> regimes(String familyId, Instant from);

    /**
     * A page of what a family's versions decided and what came of it, newest first.
     *
     * @param after id of the last episode of the page before; null for the first page
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family, or no such episode
     */
    List<DecidedEpisode> episodes(String familyId, String after, long limit);
}
