package org.metapolicy.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.metapolicy.governance.Change;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.GovernanceAction;
import org.metapolicy.governance.GovernanceEvent;
import org.metapolicy.governance.Reason;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.VersionStatus;

/** A family's mode, set by an approver. */
public final class SetFamilyMode {
    private final FamilyDesk desk;

    public SetFamilyMode(FamilyDesk desk) {
        this.desk = desk;
    }

    /** Sets whether the family's choice is served (ACTIVE, which needs a live fallback) or only suggested (SHADOW). */
    public GovernanceEvent set(String familyId, String modeName, String reason) {
        Mode mode = mode(modeName);
        Identifier.require("meta-policy id", familyId);
        Reason.require(reason);
        FamilyState family = desk.open(familyId, List.of());
        desk.approval(family).require("setMode", desk.caller());
        FamilyProperties before = family.governed();
        if (before.mode() == mode) {
            throw new Conflict("cannot set the mode of family '" + familyId + "': it is " + mode + " already");
        }
        if (mode == Mode.ACTIVE
                && (family.fallbackId() == null
                        || desk.registry().version(family.fallbackId()).status() != VersionStatus.LIVE)) {
            throw new Conflict("cannot set the mode of family '" + familyId
                    + "' to ACTIVE: it needs a fallback that is LIVE, and "
                    + (family.fallbackId() == null ? "has none" : "'" + family.fallbackId() + "' is not"));
        }
        FamilyProperties after = before.with(FamilyProperties.MODE, mode.name());
        desk.registry().writeFamily(familyId, after);
        return desk.record(
                family,
                GovernanceAction.MODE_SET,
                Change.none(family.defaultId()).ofSettings(before.json(), after.json()),
                desk.caller().person(),
                reason,
                Map.of("from", before.mode().name(), "to", mode.name()));
    }

    private static Mode mode(String name) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidInput("mode is " + name + ": it must be one of " + List.of(Mode.values())));
    }
}
