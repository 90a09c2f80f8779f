package org.metapolicy.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.metapolicy.policy.Settings;

/**
 * One family's evidence inside one write transaction, under the family's lock: nobody else counts for it meanwhile.
 * Everything that is marked or saved becomes visible together, or not at all.
 */
public interface CountingTransaction {
    Settings settings();

    /** The family's clusters as they stand; what {@link #saveFamily} writes. */
    ContextClusters clusters();

    /** The number of the evidence that was counted last; 0 before the first. */
    long counted();

    /** The outcome, if it still waits to be counted for this family; locked until the transaction ends. */
    Optional<WrittenOutcome> take(Arrival arrival);

    /** At most {@code most} open overridden episodes of this family decided before {@code due}, oldest first; locked. */
    List<OpenOverride> overridesBefore(Instant due, int most);

    /** The running states of a version, as the texts that {@link #saveVersion} wrote. */
    SavedStates states(String versionId);

    /** Marks an outcome and its episode as counted. */
    void markCounted(WrittenOutcome outcome, Counted counted);

    /** Marks an override that counts without an outcome. */
    void markCounted(OpenOverride override, Counted counted);

    /** Marks an outcome as left out. */
    void markInvalid(WrittenOutcome outcome, String reason);

    /** Writes a version's running states, its figures for selection and their roll-up. */
    void saveVersion(String versionId, SavedStates states, VersionFigures figures);

    /** Writes a snapshot and returns its id. */
    String saveSnapshot(String versionId, SnapshotFigures snapshot);

    /** Writes the family's clusters, the last number and when it was refreshed. */
    void saveFamily(FamilyProgress progress);

    /** Ids of the versions that have running evidence. */
    List<String> versions();

    /** Counts the family's whole evidence anew, in memory. */
    Recount recount();

    /** Writes what a recount found of the family as a whole. */
    void saveTotals(FamilyTotals totals, Instant refreshedAt);
}
