package org.metapolicy.procedure.row;

import org.metapolicy.app.decide.FindActive;
import org.metapolicy.selection.VersionStanding;
import org.neo4j.procedure.Description;

/** Who is active for someone, as a row. */
public record ActiveRow(
        @Description("The meta-policy that decides.") String metaPolicyId,
        @Description("ACTIVE or PAUSED.") String status,
        @Description("SHADOW or ACTIVE.") String mode,

        @Description("USE_VERSION, FALLBACK or NO_INTERVENTION.")
        String decision,

        @Description("The version that would serve in the regime STANDARD, chance aside; null for none.")
        String versionId,

        @Description("Its trust score, in [0, 1].") Double trustScore,
        @Description("The meta-policy's default version.") String defaultVersionId,
        @Description("The meta-policy's fallback version.") String fallbackVersionId,
        @Description("Why this version.") String reason) {
    public static ActiveRow of(FindActive.Active active) {
        VersionStanding served = active.serving().served();
        return new ActiveRow(
                active.family().id(),
                active.family().status().name(),
                active.family().mode().name(),
                active.serving().kind().name(),
                served == null ? null : served.id(),
                served == null || served.evidence() == null
                        ? null
                        : served.evidence().trustScore(),
                active.family().defaultId(),
                active.family().fallbackId(),
                active.reason());
    }
}
