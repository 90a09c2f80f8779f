package org.metapolicy.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.differences.StoredDifferences;
import org.metapolicy.evidence.people.PeopleEvidence;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.policy.Settings;

/**
 * One family's evidence inside one write transaction, under the family's lock: nobody else counts for it meanwhile.
 * Everything that is marked or saved becomes visible together, or not at all.
 */
public interface CountingTransaction {
    /**
     * What a version is saved as.
     *
     * @param states its running states
     * @param figures what selection and people read of them
     */
    record SavedVersion(SavedStates states, VersionFigures figures) {}

    Settings settings();

    /** The family's clusters as they stand; what {@link #saveFamily} writes. */
    ContextClusters clusters();

    /** The number of the evidence that was counted last; 0 before the first. */
    long counted();

    /** The outcome, if it still waits to be counted for this family; locked until the transaction ends. */
    Optional<WrittenOutcome> take(Arrival arrival);

    /**
     * The episode, if its status still waits to be counted for this family and can be read; locked until the transaction
     * ends.
     *
     * @param now when it came, where nothing else tells
     */
    Optional<OpenStatus> take(StatusPlace place, Instant now);

    /** The running states of a version, as the texts that {@link #saveVersions} wrote. */
    SavedStates states(String versionId);

    /** The family's running differences; for reading and writing. */
    StoredDifferences differences();

    /** Marks an outcome as counted. */
    void markCounted(WrittenOutcome outcome, Counted counted);

    /** Marks an episode whose status counts. */
    void markCounted(OpenStatus status, Counted counted);

    /** Marks an outcome as left out. */
    void markInvalid(WrittenOutcome outcome, String reason);

    /** Writes versions' running states, their figures for selection and their roll-up, by id. */
    void saveVersions(Map<String, SavedVersion> versions);

    /** What was counted of people; for reading and writing. */
    PeopleEvidence people();

    /** How many events the family's trail has: whatever governance does adds one. */
    long events();

    /** Ids of the versions that are live now. */
    Set<String> live();

    /** Writes what selection goes by from now on; versions that are not among them are not known then. */
    void saveTabulation(Tabulation tabulation, Instant at);

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
