package org.metapolicy.app.moves;

import java.util.List;
import java.util.function.Supplier;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.VersionSpec;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** A new CANDIDATE of its own parameters; open to anyone who may write. */
public final class RegisterVersion {
    private final GovernanceSession session;
    private final VersionMaker maker;

    /** @param newId makes an id where the caller gives none */
    public RegisterVersion(GovernanceSession session, Supplier<String> newId) {
        this.session = session;
        this.maker = new VersionMaker(session, newId);
    }

    /** Registers a version; gives the event that records it. */
    public GovernanceEvent run(String familyId, VersionSpec spec, String reason) {
        Identifier.require("meta-policy id", familyId);
        Reason.require(reason);
        FamilyState family = session.open(familyId, List.of());
        requireParent(family, spec.parentId());
        return maker.make(family, spec, GovernanceAction.REGISTERED, reason, EventEvidence.none());
    }

    private void requireParent(FamilyState family, String parentId) {
        if (parentId != null && !session.registry().familyOf(parentId).equals(family.id())) {
            throw new Conflict("parent_version_id names '" + parentId
                    + "', a version of another meta-policy: it must be" + " one of '" + family.id() + "'");
        }
    }
}
