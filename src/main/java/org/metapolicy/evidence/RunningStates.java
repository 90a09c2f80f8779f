package org.metapolicy.evidence;

import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EvidenceCodec;
import org.metapolicy.trust.VersionEvidence;

/**
 * The running states of one version.
 *
 * @param live of what it decided
 * @param shadow of what it was suggested for and would have decided alike (specification, section 4.5)
 */
public record RunningStates(VersionEvidence live, VersionEvidence shadow) {
    /** Those of a version without evidence. */
    public static RunningStates empty() {
        return new RunningStates(VersionEvidence.empty(), VersionEvidence.empty());
    }

    /** Those that were saved; an empty text stands for a state without evidence. */
    public static RunningStates read(SavedStates saved) {
        return new RunningStates(EvidenceCodec.readOrEmpty(saved.live()), EvidenceCodec.readOrEmpty(saved.shadow()));
    }

    /**
     * Those that were saved of a version.
     *
     * @throws Conflict naming the version, if they are damaged or of a later format
     */
    public static RunningStates of(String versionId, SavedStates saved) {
        try {
            return read(saved);
        } catch (Conflict damaged) {
            throw damaged.in("version '" + versionId + "'");
        }
    }

    /** What a promotion rests on: live evidence, or shadow evidence where that alone is enough. */
    public VersionEvidence promotionBasis() {
        return restsOnShadow(live.nSinceResume(), shadow.nSinceResume()) ? shadow : live;
    }

    /** Whether that is shadow evidence, by the resolved episodes of each since registration or the last resume. */
    public static boolean restsOnShadow(long n, long shadowN) {
        return n < Settings.ENOUGH && shadowN >= Settings.ENOUGH;
    }

    /**
     * Saved states in the form in which they are written now, without what one that was begun under an earlier format did not
     * hold: a recount knows more than it.
     *
     * @param saved any states
     * @param stored those beside which they are compared
     */
    public static SavedStates comparable(SavedStates saved, SavedStates stored) {
        SavedStates normal = read(saved).saved();
        return new SavedStates(
                EvidenceCodec.comparable(normal.live(), stored.live()),
                EvidenceCodec.comparable(normal.shadow(), stored.shadow()));
    }

    /** These as they are saved. */
    public SavedStates saved() {
        return new SavedStates(EvidenceCodec.write(live), shadow.isEmpty() ? "" : EvidenceCodec.write(shadow));
    }
}
