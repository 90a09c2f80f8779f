package org.metapolicy.app.refresh;

import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.evidence.VersionTally;
import org.metapolicy.policy.MetapolicyException;
import org.metapolicy.policy.Shown;
import org.metapolicy.trust.TrustJudgement;

/**
 * What a refresh found and did for one version.
 *
 * @param versionId the version; null where the row is about outcomes that belong to none
 * @param newOutcomes outcomes counted
 * @param invalidOutcomes outcomes left out
 * @param snapshotId the last snapshot taken; null where no window closed
 * @param trustScore the PCI now
 * @param trustLower lower end of its 95 % interval
 * @param trustUpper upper end of its 95 % interval
 * @param verdict HEALTHY, WATCH, BREACHED, INCONCLUSIVE; SKIPPED, BUSY or FAILED where nothing was judged
 * @param action NONE or what was done
 * @param reason why
 */
public record RefreshedVersion(
        String versionId,
        long newOutcomes,
        long invalidOutcomes,
        String snapshotId,
        Double trustScore,
        Double trustLower,
        Double trustUpper,
        String verdict,
        String action,
        String reason) {

    /** The row of a version that was judged now. */
    static RefreshedVersion of(
            VersionTally tally, FamilyFigures figures, String snapshotId, FamilyGovernor.ActionTaken taken) {
        VersionFigures trust = figures.figures(tally.versionId());
        TrustJudgement judgement = figures.judgement(tally.versionId());
        return new RefreshedVersion(
                tally.versionId(),
                tally.newOutcomes(),
                tally.newInvalid(),
                snapshotId,
                trust.trustScore(),
                trust.trustLower(),
                trust.trustUpper(),
                judgement.verdict().name(),
                taken.action(),
                taken.after(judgement.reason()));
    }

    /** The row of a version whose history was counted anew: nothing came in by that. */
    static RefreshedVersion recounted(
            VersionTally tally, FamilyFigures figures, FamilyGovernor.ActionTaken taken, String finding) {
        RefreshedVersion row = of(tally, figures, null, taken);
        return new RefreshedVersion(
                row.versionId,
                0,
                0,
                null,
                row.trustScore,
                row.trustLower,
                row.trustUpper,
                row.verdict,
                row.action,
                row.reason + "; " + finding);
    }

    /** The row of a refresh that may not write here, and leaves the work to the member that may. */
    static RefreshedVersion skipped(String refusal) {
        return new RefreshedVersion(
                null, 0, 0, null, null, null, null, "SKIPPED", "NONE", "nothing may be written here: " + refusal);
    }

    /** The row of an import that had come in before. */
    static RefreshedVersion known(String reason) {
        return new RefreshedVersion(null, 0, 0, null, null, null, null, "SKIPPED", "NONE", reason);
    }

    /** The row of a version whose evidence came in counted. */
    static RefreshedVersion imported(RefreshedVersion row, long outcomes, long invalid) {
        return new RefreshedVersion(
                row.versionId,
                outcomes,
                invalid,
                row.snapshotId,
                row.trustScore,
                row.trustLower,
                row.trustUpper,
                row.verdict,
                row.action,
                row.reason);
    }

    /** The row of a family whose lock somebody holds. */
    static RefreshedVersion busy(String reason) {
        return new RefreshedVersion(null, 0, 0, null, null, null, null, "BUSY", "NONE", reason);
    }

    /** The row of a family that could not be refreshed: nothing of it was changed, and the others are. */
    static RefreshedVersion failed(String familyId, RuntimeException failure) {
        String problem = failure instanceof MetapolicyException
                ? failure.getMessage()
                : "something of it cannot be read, or written, as the server's log says; metapolicy.audit.verify('"
                        + familyId + "') names what was changed by hand (" + Shown.failure(failure) + ")";
        return new RefreshedVersion(
                null,
                0,
                0,
                null,
                null,
                null,
                null,
                "FAILED",
                "NONE",
                "meta-policy '" + familyId + "' could not be refreshed: " + problem);
    }

    /** This row, after an earlier one of the same version in the same refresh. */
    RefreshedVersion after(RefreshedVersion earlier) {
        return new RefreshedVersion(
                versionId,
                earlier.newOutcomes + newOutcomes,
                earlier.invalidOutcomes + invalidOutcomes,
                snapshotId == null ? earlier.snapshotId : snapshotId,
                trustScore,
                trustLower,
                trustUpper,
                verdict,
                earlier.action.equals("NONE")
                        ? action
                        : action.equals("NONE") ? earlier.action : earlier.action + ", " + action,
                reason);
    }
}
