package org.metapolicy.app.moves;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.metapolicy.governance.Approval;
import org.metapolicy.governance.FamilyChanges;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.policy.EvidenceSource;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** A change of a family's properties and settings by an approver; of approvers and four eyes by two of them. */
public final class ConfigureFamily {
    private final GovernanceSession session;
    private final SecondApprover second;

    public ConfigureFamily(GovernanceSession session) {
        this.session = session;
        this.second = new SecondApprover(session);
    }

    /**
     * Changes a family's properties and settings.
     *
     * @return CONFIGURED, or CONFIGURATION_REQUESTED where a second approver has to ask for the same
     */
    public GovernanceEvent run(String familyId, FamilyChanges changes, String reason) {
        Identifier.require("meta-policy id", familyId);
        Reason.require(reason);
        FamilyState family = session.open(familyId, List.of());
        FamilyProperties before = family.governed();
        Approval approval = session.approval(family);
        approval.require("configure", session.caller());
        EventEvidence evidence = EventEvidence.of(
                "asked", CanonicalJson.of("settings", changes.asked().asMap()));
        FamilyProperties after = before.configured(changes);
        EvidenceSource.requireSame(familyId, before.settings(), after.settings(), family.counted());
        boolean byTwo = approval.approvers().size() >= 2 && weakens(before, after);
        if (!changes.roster().stays()) {
            requireAlone(byTwo);
            RunsOn earlier = session.rosters().of(familyId);
            RunsOn runsOn = session.rosters().write(familyId, changes.roster());
            after = after.with(FamilyProperties.RUNS_ON, runsOn.text());
            evidence = evidence.with(EventEvidence.of(runsOn.changesFrom(earlier)));
        }
        if (after.equals(before)) {
            throw new Conflict("meta-policy '" + familyId + "' has these settings already");
        }
        if (byTwo
                && !second.confirms(Chain.of(familyId), GovernanceAction.CONFIGURATION_REQUESTED, evidence, approval)) {
            return session.record(
                    family,
                    GovernanceAction.CONFIGURATION_REQUESTED,
                    Change.none(family.defaultId()),
                    session.caller().person(),
                    reason,
                    evidence);
        }
        session.registry().writeFamily(familyId, after);
        return session.record(
                family,
                GovernanceAction.CONFIGURED,
                Change.none(family.defaultId()).ofSettings(before.json(), after.json()),
                session.caller().person(),
                reason,
                evidence);
    }

    /** What two ask for is compared between them, and ids are never kept to be compared. */
    private static void requireAlone(boolean byTwo) {
        if (byTwo) {
            throw new InvalidInput(
                    "participants and groups cannot be changed together with approvers or four_eyes, which"
                            + " two approvers ask for: configure them in a call of their own");
        }
    }

    private static boolean weakens(FamilyProperties before, FamilyProperties after) {
        Set<String> approvers = new HashSet<>(before.approvers());
        return !approvers.equals(new HashSet<>(after.approvers())) || before.fourEyes() && !after.fourEyes();
    }
}
