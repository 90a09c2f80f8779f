package org.metapolicy.app.moves;

import java.util.List;
import java.util.function.Supplier;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.VersionSpec;
import org.metapolicy.policy.Identifier;
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
        return maker.make(family, spec, null, GovernanceAction.REGISTERED, reason, EventEvidence.none());
    }
}
