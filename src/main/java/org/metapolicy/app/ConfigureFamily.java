package org.metapolicy.app;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metapolicy.governance.Approval;
import org.metapolicy.governance.CanonicalJson;
import org.metapolicy.governance.Chain;
import org.metapolicy.governance.Change;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.GovernanceAction;
import org.metapolicy.governance.GovernanceEvent;
import org.metapolicy.governance.Reason;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** A change of a family's properties and settings by an approver; of approvers and four eyes by two of them. */
public final class ConfigureFamily {
    private final FamilyDesk desk;
    private final SecondApprover second;

    public ConfigureFamily(FamilyDesk desk) {
        this.desk = desk;
        this.second = new SecondApprover(desk);
    }

    /**
     * Changes a family's properties and settings.
     *
     * @param changes by key; null puts a setting back to its default
     * @return CONFIGURED, or CONFIGURATION_REQUESTED where a second approver has to ask for the same
     */
    public GovernanceEvent configure(String familyId, Map<String, Object> changes, String reason) {
        Identifier.require("meta-policy id", familyId);
        Reason.require(reason);
        if (changes.isEmpty()) {
            throw new InvalidInput("settings is empty: name at least one to change");
        }
        FamilyState family = desk.open(familyId, List.of());
        FamilyProperties before = family.governed();
        FamilyProperties after = before.configured(changes);
        Approval approval = desk.approval(family);
        approval.require("configure", desk.caller());
        if (after.equals(before)) {
            throw new Conflict("family '" + familyId + "' has these settings already");
        }
        Map<String, Object> evidence = Map.of("asked", CanonicalJson.of("settings", changes));
        if (approval.approvers().size() >= 2
                && weakens(before, after)
                && !second.confirms(Chain.of(familyId), GovernanceAction.CONFIGURATION_REQUESTED, evidence, approval)) {
            return desk.record(
                    family,
                    GovernanceAction.CONFIGURATION_REQUESTED,
                    Change.none(family.defaultId()),
                    desk.caller().person(),
                    reason,
                    evidence);
        }
        desk.registry().writeFamily(familyId, after);
        return desk.record(
                family,
                GovernanceAction.CONFIGURED,
                Change.none(family.defaultId()).ofSettings(before.json(), after.json()),
                desk.caller().person(),
                reason,
                evidence);
    }

    private static boolean weakens(FamilyProperties before, FamilyProperties after) {
        Set<String> approvers = new HashSet<>(before.approvers());
        return !approvers.equals(new HashSet<>(after.approvers())) || before.fourEyes() && !after.fourEyes();
    }
}
