package org.metapolicy.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import org.metapolicy.selection.ShadowStanding;

/** A family's mode, set by an approver. */
public final class SetFamilyMode {
    private final FamilyDesk desk;
    private final ReportShadow shadow;

    public SetFamilyMode(FamilyDesk desk, ReportShadow shadow) {
        this.desk = desk;
        this.shadow = shadow;
    }

    /**
     * Sets whether the family's choice is served (ACTIVE, which needs a live fallback) or only suggested (SHADOW). The
     * event that leaves SHADOW carries the shadow report of that moment as evidence: it may be empty, as the decision is
     * the approver's.
     */
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
        if (mode == Mode.ACTIVE) {
            desk.requireContents("set the mode to ACTIVE over", desk.registry().version(family.fallbackId()));
        }
        FamilyProperties after = before.with(FamilyProperties.MODE, mode.name());
        desk.registry().writeFamily(familyId, after);
        return desk.record(
                family,
                GovernanceAction.MODE_SET,
                Change.none(family.defaultId()).ofSettings(before.json(), after.json()),
                desk.caller().person(),
                reason,
                evidence(familyId, before.mode(), mode));
    }

    private Map<String, Object> evidence(String familyId, Mode from, Mode to) {
        Map<String, Object> evidence = new TreeMap<>(Map.of("from", from.name(), "to", to.name()));
        if (from == Mode.SHADOW) {
            Map<String, Object> versions = new TreeMap<>();
            shadow.report(familyId).forEach(standing -> versions.put(standing.versionId(), figures(standing)));
            evidence.put("shadow_report", versions);
        }
        return evidence;
    }

    private static Map<String, Object> figures(ShadowStanding standing) {
        return Map.of(
                "suggested", standing.suggested(),
                "agreed", standing.agreed(),
                "agreement", standing.agreement(),
                "n", standing.trust().windows().n(),
                "shadow_trust", standing.trust().pci().value(),
                "shadow_lower", standing.trust().bounds().lower(),
                "shadow_upper", standing.trust().bounds().upper());
    }

    private static Mode mode(String name) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidInput("mode is " + name + ": it must be one of " + List.of(Mode.values())));
    }
}
