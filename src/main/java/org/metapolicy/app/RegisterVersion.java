package org.metapolicy.app;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.GovernanceAction;
import org.metapolicy.governance.GovernanceEvent;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.VersionSpec;
import org.metapolicy.policy.Identifier;

/** A new CANDIDATE of its own parameters; open to anyone who may write. */
public final class RegisterVersion {
    private final FamilyDesk desk;
    private final VersionMaker maker;

    /** @param newId makes an id where the caller gives none */
    public RegisterVersion(FamilyDesk desk, Supplier<String> newId) {
        this.desk = desk;
        this.maker = new VersionMaker(desk, newId);
    }

    /** Registers a version; gives the event that records it. */
    public GovernanceEvent register(String familyId, VersionSpec spec, String reason) {
        Identifier.require("meta-policy id", familyId);
        Reason.require(reason);
        FamilyState family = desk.open(familyId, List.of());
        return maker.make(family, spec, null, GovernanceAction.REGISTERED, reason, Map.of());
    }
}
