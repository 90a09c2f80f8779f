package org.metapolicy.app.moves;

import java.util.List;
import java.util.TreeSet;
import org.metapolicy.governance.Approval;
import org.metapolicy.governance.Caller;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.NewFamily;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** A new family, made by one of the graph's approvers; it starts in SHADOW mode. */
public final class CreateFamily {
    private final GovernanceSession session;

    public CreateFamily(GovernanceSession session) {
        this.session = session;
    }

    /** Makes a family; gives the event that records it. */
    public GovernanceEvent run(NewFamily made, String reason) {
        Reason.require(reason);
        String id = made.id();
        // Exclusive, so that of two families of one id only one comes to be.
        List<String> approvers = session.registry().lockGraphApprovers().orElse(List.of());
        Approval.ofGraph(session.graphApprovers()).require("create", session.caller());
        if (session.registry().familyExists(id)) {
            throw new Conflict("there is a meta-policy '" + id + "' already");
        }
        Caller caller = session.caller();
        FamilyProperties governed = FamilyProperties.ofNew(id, caller.name(), made.properties());
        requireSecondApproverUnneeded(governed, approvers);
        session.registry().addFamily(id, governed, session.clock().instant());
        RunsOn runsOn = session.rosters().write(id, made.roster());
        governed = governed.with(FamilyProperties.RUNS_ON, runsOn.text());
        session.registry().writeFamily(id, governed);
        FamilyState family = session.registry().lock(id, List.of());
        return session.record(
                family,
                GovernanceAction.CREATED,
                Change.none(null).ofSettings(null, governed.json()),
                caller.person(),
                reason,
                EventEvidence.of(runsOn.changesFrom(RunsOn.of(List.of(), List.of()))));
    }

    /** Where two approvers exist, one alone may neither bring new ones in nor start a RESTRICTED family without four eyes. */
    private static void requireSecondApproverUnneeded(FamilyProperties governed, List<String> graphApprovers) {
        if (graphApprovers.size() < 2) {
            return;
        }
        TreeSet<String> added = new TreeSet<>(governed.approvers());
        added.removeAll(graphApprovers);
        if (!added.isEmpty()) {
            throw new NotPermitted("approvers names " + added + ", who approve nothing in the graph: create the family"
                    + " without them, then two approvers add them with metapolicy.configure");
        }
        if (governed.riskTier() == RiskTier.RESTRICTED && !governed.fourEyes()) {
            throw new NotPermitted("four_eyes is false for a RESTRICTED meta-policy: create it with four eyes, then two"
                    + " approvers switch them off with metapolicy.configure");
        }
    }
}
