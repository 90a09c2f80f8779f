package org.metapolicy.http;

import org.metapolicy.app.decide.FindActive;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Addressee;
import org.metapolicy.selection.VersionStanding;

/** Which family decides for someone, and what it would serve; null where there is none of a thing. */
record ActiveBody(
        String metaPolicyId,
        String status,
        String mode,
        String decision,
        String versionId,
        Double trustScore,
        String defaultVersionId,
        String fallbackVersionId,
        String reason) {

    static ActiveBody of(FindActive.Active active) {
        VersionStanding served = active.serving().served();
        return new ActiveBody(
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

    static NotFound nobodyDecides(Addressee who) {
        return new NotFound("no meta-policy decides for participant " + named(who.participantId()) + ", group "
                + named(who.groupId()) + ", task " + named(who.task()));
    }

    private static String named(String id) {
        return id == null ? "(any)" : "'" + id + "'";
    }
}
