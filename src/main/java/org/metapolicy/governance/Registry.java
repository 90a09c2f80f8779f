package org.metapolicy.governance;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.NewVersion;
import org.metapolicy.trail.VersionContents;

/**
 * Families and versions of one transaction, as governance reads and moves them.
 *
 * <p>Locks are taken in one order: the settings, then a family, then its versions by id. So {@link #graphApprovers} comes
 * before {@link #lock}, and nothing read before {@code lock} may be relied on after it.
 */
public interface Registry {
    /** The graph's approvers, held still until the transaction ends; empty where nobody has been granted yet. */
    Optional<List<String>> graphApprovers();

    /** The same, for changing them or for adding a family: nobody else may do either until the transaction ends. */
    Optional<List<String>> lockGraphApprovers();

    void writeGraphApprovers(List<String> approvers);

    /** Whether there is a family that was made, or taken over, by these procedures: one with a trail. */
    boolean hasFamilies();

    /** Whether there is an event of any trail, even where what it hung at is gone. */
    boolean hasEvents();

    boolean familyExists(String familyId);

    boolean versionExists(String versionId);

    /**
     * The id of the one family that a version belongs to.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such version
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if it is linked to no family or to several
     */
    String familyOf(String versionId);

    /**
     * Locks a family, its versions in service and those named, and reads it.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    FamilyState lock(String familyId, Collection<String> versionIds);

    /**
     * Reads a family as it stands, without locking anything.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such family
     */
    FamilyState read(String familyId);

    /**
     * Reads a version of a locked family.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such version
     */
    VersionState version(String versionId);

    /** What a version is made of. */
    VersionContents contents(String versionId);

    /** The version that a version says it was made from, where that exists. */
    Optional<String> parent(String versionId);

    /**
     * How a version's contents differ from what its trail recorded when it was made, as the rest of a sentence about it;
     * empty where they do not. Costs a hash of all its parameters.
     */
    Optional<String> contentsChange(String versionId);

    /** Version tags of a family. */
    List<String> versionTags(String familyId);

    /** Adds a family with its empty count of evidence. */
    void addFamily(String familyId, FamilyProperties properties, Instant now);

    /** Replaces a family's governed properties. */
    void writeFamily(String familyId, FamilyProperties properties);

    /** Adds a CANDIDATE with an empty trust snapshot and empty evidence. */
    void addVersion(NewVersion version);

    /**
     * Writes a note on a snapshot that this product took, in place of the one that it has.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if no version of the family has such a snapshot
     */
    void noteSnapshot(String familyId, String snapshotId, String note);

    /** Sets a version's status and the links that follow from it. */
    void setStatus(VersionState version, VersionStatus to);

    /**
     * The contexts in which a version is suspended, sorted.
     *
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if somebody wrote there what cannot be read
     */
    List<String> suspendedContexts(String versionId);

    /** Says in which contexts a version is suspended, in place of what was said before. */
    void suspend(String versionId, SortedSet<String> contexts);

    /** The contexts that the version may serve in. */
    ContextLimit limit(String versionId);

    /** Says in which contexts the version may serve, in place of what was said before. */
    void limitTo(String versionId, ContextLimit limit);

    /** Makes this version the family's only default; null for none. */
    void setDefault(String familyId, String versionId);

    void setFallback(String familyId, String versionId);

    /**
     * What the next default depends on, for the ids that exist, whatever else somebody wrote as their status; changed contents
     * are looked for in LIVE ones alone.
     */
    Map<String, Succession.Heir> heirs(Collection<String> versionIds);
}
