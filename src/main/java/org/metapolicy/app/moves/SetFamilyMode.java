package org.metapolicy.app.moves;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.app.decide.ReportShadow;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.selection.ShadowAgreement;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** A family's mode, set by an approver. */
public final class SetFamilyMode {
    private static final ValueKind<Mode> MODE = ValueKind.choice(Mode.class);

    private final GovernanceSession session;
    private final ReportShadow shadow;

    public SetFamilyMode(GovernanceSession session, ReportShadow shadow) {
        this.session = session;
        this.shadow = shadow;
    }

    /**
     * Sets whether the family's choice is served (ACTIVE, which needs a live fallback) or only suggested (SHADOW). The
     * event that leaves SHADOW carries the shadow report of that moment as evidence: it may be empty, as the decision is
     * the approver's.
     */
    public GovernanceEvent run(String familyId, String modeName, String reason) {
        Mode mode = MODE.require("mode", modeName);
        Identifier.require("meta-policy id", familyId);
        Reason.require(reason);
        FamilyState family = session.open(familyId, List.of());
        session.approval(family).require("setMode", session.caller());
        FamilyProperties before = family.governed();
        if (before.mode() == mode) {
            throw new Conflict("cannot set the mode of meta-policy '" + familyId + "': it is " + mode + " already");
        }
        if (mode == Mode.ACTIVE
                && (family.fallbackId() == null
                        || session.registry().version(family.fallbackId()).status() != VersionStatus.LIVE)) {
            throw new Conflict("cannot set the mode of meta-policy '" + familyId
                    + "' to ACTIVE: it needs a fallback that is LIVE, and "
                    + (family.fallbackId() == null ? "has none" : "'" + family.fallbackId() + "' is not"));
        }
        if (mode == Mode.ACTIVE) {
            session.requireContents(
                    "set the mode to ACTIVE over", session.registry().version(family.fallbackId()));
        }
        FamilyProperties after = before.with(FamilyProperties.MODE, mode.name());
        session.registry().writeFamily(familyId, after);
        return session.record(
                family,
                GovernanceAction.MODE_SET,
                Change.none(family.defaultId()).ofSettings(before.json(), after.json()),
                session.caller().person(),
                reason,
                evidence(familyId, before.mode(), mode));
    }

    private EventEvidence evidence(String familyId, Mode from, Mode to) {
        EventEvidence evidence = EventEvidence.of("from", from.name()).with("to", to.name());
        if (from != Mode.SHADOW) {
            return evidence;
        }
        Map<String, Object> versions = new TreeMap<>();
        shadow.run(familyId).forEach(agreement -> versions.put(agreement.versionId(), figures(agreement)));
        return evidence.with("shadow_report", versions);
    }

    private static Map<String, Object> figures(ShadowAgreement agreement) {
        return Map.of(
                "suggested", agreement.suggested(),
                "agreed", agreement.agreed(),
                "agreement", agreement.agreement(),
                "n", agreement.trust().windows().n(),
                "shadow_trust", agreement.trust().pci().value(),
                "shadow_lower", agreement.trust().bounds().lower(),
                "shadow_upper", agreement.trust().bounds().upper());
    }
}
