package org.metapolicy.app.moves;

import java.util.List;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** A family's status: taking it out of service is open, bringing it back needs an approver. */
public final class SetFamilyStatus {
    private static final ValueKind<FamilyStatus> STATUS = ValueKind.choice(FamilyStatus.class);

    private final GovernanceSession session;

    public SetFamilyStatus(GovernanceSession session) {
        this.session = session;
    }

    /** Sets the status; a DEPRECATED family comes back only as ACTIVE. */
    public GovernanceEvent run(String familyId, String statusName, String reason) {
        FamilyStatus status = STATUS.require("status", statusName);
        Identifier.require("meta-policy id", familyId);
        Reason.require(reason);
        FamilyState family = session.open(familyId, List.of());
        if (status == FamilyStatus.ACTIVE) {
            session.approval(family).require("setStatus ACTIVE", session.caller());
        }
        String before = name(family);
        if (before.equals(status.name())) {
            throw refused(familyId, "it is " + status + " already");
        }
        if (before.equals(FamilyStatus.DEPRECATED.name()) && status == FamilyStatus.PAUSED) {
            throw refused(familyId, before + " does not lead to " + status);
        }
        return write(session, family, status, session.caller().person(), reason);
    }

    /** Sets the status of a locked family and records it. */
    public static GovernanceEvent write(
            GovernanceSession session, FamilyState family, FamilyStatus status, Actor actor, String reason) {
        FamilyProperties before = family.governed();
        FamilyProperties after = before.with(FamilyProperties.STATUS, status.name());
        session.registry().writeFamily(family.id(), after);
        return session.record(
                family,
                GovernanceAction.STATUS_SET,
                Change.none(family.defaultId()).ofSettings(before.json(), after.json()),
                actor,
                reason,
                EventEvidence.of("from", name(family)).with("to", status.name()));
    }

    /** As it stands, be it none: a status that somebody wrote must not keep a family in service. */
    private static String name(FamilyState family) {
        return String.valueOf(family.governed().asMap().get(FamilyProperties.STATUS));
    }

    private static Conflict refused(String familyId, String why) {
        return new Conflict("cannot set the status of meta-policy '" + familyId + "': " + why);
    }
}
