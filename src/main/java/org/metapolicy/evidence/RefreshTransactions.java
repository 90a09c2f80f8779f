package org.metapolicy.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.metapolicy.policy.Settings;

/**
 * Where a refresh finds its work and does it; every call commits on its own.
 *
 * @param <G> what governs a family inside the same transaction
 */
public interface RefreshTransactions<G> {
    /** Ids of the governed families, in order. */
    List<String> families();

    /**
     * What is uncounted, of one family or of all.
     *
     * @param whole whether every outcome is looked at, whatever counts and marks say
     * @param now when an episode came that no time of its own or of its outcome tells
     */
    Backlog backlog(Optional<String> familyId, boolean whole, Instant now);

    /** Labels what {@link Backlog#elsewhere()} and {@link Backlog#waiting()} name, so that no scan meets it again. */
    void setAside(Backlog backlog, int batchSize);

    /**
     * Takes back among the uncounted what marks of counting hide that do not hold, wherever counts tell of any, and what
     * waited for an episode that came.
     *
     * @param whole whether all marks are looked through whatever the counts tell, and the outcomes left out as invalid, of
     *     one family or of all, are taken back too
     * @param patience how long to wait for the lock of a family that is not the one refreshed; what it hides is left to the next
     *     refresh where the lock was not to be had by then
     */
    void examine(Optional<String> familyId, boolean whole, int batchSize, Duration patience, Instant now);

    /** Labels episodes that were not looked at yet as open, with whose they are, so that their statuses can be found. */
    void sortEpisodes(int batchSize, Instant now);

    /**
     * Takes a snapshot of each version in each context, as the last refresh tabulated it, under the family's lock.
     *
     * @param patience how long to wait for the lock; empty for as long as it takes
     * @throws FamilyBusy if it was not to be had by then
     */
    void snapshotContexts(String familyId, Optional<Duration> patience, Instant now);

    /**
     * A family's settings, read under its lock: those of a change that was on its way are in force.
     *
     * @param patience how long to wait for the lock; empty for as long as it takes
     * @throws FamilyBusy if it was not to be had by then
     */
    Settings settings(String familyId, Optional<Duration> patience);

    /**
     * Notes with a family that it could not be refreshed.
     *
     * @param patience how long to wait for the family's lock
     * @throws FamilyBusy if it was not to be had by then
     */
    void failed(String familyId, Duration patience, Instant now);

    /**
     * Works on one family under its lock and commits; an exception rolls everything back.
     *
     * @param patience how long to wait for the lock; empty for as long as it takes
     * @throws FamilyBusy if it was not to be had by then
     */
    <T> T inTransaction(String familyId, Optional<Duration> patience, BiFunction<CountingTransaction, G, T> work);
}
