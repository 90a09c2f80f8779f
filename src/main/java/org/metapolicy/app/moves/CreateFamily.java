package org.metapolicy.app.moves;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.metapolicy.governance.Approval;
import org.metapolicy.governance.Caller;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.Roster;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** A new family, made by one of the graph's approvers; it starts in SHADOW mode. */
public final class CreateFamily {
    private static final String ID = "id";
    private static final String PARTICIPANTS = "participants";
    private static final String GROUPS = "groups";

    private final GovernanceSession session;

    public CreateFamily(GovernanceSession session) {
        this.session = session;
    }

    /**
     * Makes a family.
     *
     * @param spec id; name, scope, description, risk_tier, owner, notes, task, approvers, four_eyes,
     *     high_affect_approved; any setting; participants and groups, lists of ids of existing ones
     * @return the event that records it
     */
    public GovernanceEvent create(Map<String, Object> spec, String reason) {
        Reason.require(reason);
        if (!(spec.get(ID) instanceof String id)) {
            throw new InvalidInput("id is " + spec.get(ID) + ": the new meta-policy needs one, a text");
        }
        Identifier.require("meta-policy id", id);
        // Exclusive, so that of two families of one id only one comes to be.
        List<String> approvers = session.registry().lockGraphApprovers().orElse(List.of());
        Approval.ofGraph(session.graphApprovers()).require("create", session.caller());
        if (session.registry().familyExists(id)) {
            throw new Conflict("there is a meta-policy '" + id + "' already");
        }
        Map<String, Object> properties = new HashMap<>(spec);
        properties.keySet().removeAll(List.of(ID, PARTICIPANTS, GROUPS));
        Caller caller = session.caller();
        FamilyProperties governed = FamilyProperties.ofNew(id, caller.name(), properties);
        requireSecondApproverUnneeded(governed, approvers);
        Roster roster = new Roster(ids(PARTICIPANTS, spec), ids(GROUPS, spec));
        session.registry().addFamily(id, governed, roster, session.clock().instant());
        FamilyState family = session.registry().lock(id, List.of());
        return session.record(
                family,
                GovernanceAction.CREATED,
                Change.none(null).ofSettings(null, governed.json()),
                caller.person(),
                reason,
                Map.of(PARTICIPANTS, roster.participants(), GROUPS, roster.groups()));
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

    private static List<String> ids(String key, Map<String, Object> spec) {
        Object value = spec.getOrDefault(key, List.of());
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).distinct().sorted().toList();
        }
        throw new InvalidInput(key + " is " + value + ": it must be a list of ids");
    }
}
