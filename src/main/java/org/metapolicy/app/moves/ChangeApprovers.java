package org.metapolicy.app.moves;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.metapolicy.governance.Approval;
import org.metapolicy.governance.ApproverChange;
import org.metapolicy.governance.ApproverName;
import org.metapolicy.governance.Caller;
import org.metapolicy.governance.Reason;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** The graph's approvers: the first is open, the second takes one approver, and from then on two must want it. */
public final class ChangeApprovers {
    private final GovernanceSession session;
    private final SecondApprover second;

    public ChangeApprovers(GovernanceSession session) {
        this.session = session;
        this.second = new SecondApprover(session);
    }

    /**
     * Adds or removes an approver of the whole graph.
     *
     * @return the change, or the request for it where a second approver has to ask for the same
     */
    public GovernanceEvent run(ApproverChange kind, String username, String reason) {
        Reason.require(reason);
        ApproverName.require(username);
        Optional<List<String>> present = session.registry().lockGraphApprovers();
        List<String> before = present.orElse(List.of());
        EventEvidence evidence = EventEvidence.of("username", username);
        if (present.isEmpty()) {
            requireFirstGrant(kind, username);
        } else {
            Approval approval = Approval.ofGraph(session.graphApprovers());
            approval.require(kind.verb(), session.caller());
            requireEffect(kind, username, before);
            if (before.size() >= 2 && !second.confirms(Chain.SETTINGS, kind.requestedAs(), evidence, approval)) {
                return record(kind.requestedAs(), Change.none(null), reason, evidence);
            }
        }
        TreeSet<String> after = new TreeSet<>(before);
        if (kind == ApproverChange.GRANT) {
            after.add(username);
        } else {
            after.remove(username);
        }
        List<String> approvers = List.copyOf(after);
        session.registry().writeGraphApprovers(approvers);
        String beforeJson = present.map(GovernanceSession::settingsJson).orElse(null);
        return record(
                kind.recordedAs(),
                Change.none(null).ofSettings(beforeJson, GovernanceSession.settingsJson(approvers)),
                reason,
                evidence);
    }

    private GovernanceEvent record(GovernanceAction action, Change change, String reason, EventEvidence evidence) {
        return session.record(
                Chain.SETTINGS, 0, action, change, session.caller().person(), reason, evidence);
    }

    private void requireFirstGrant(ApproverChange kind, String username) {
        Caller caller = session.caller();
        if (kind == ApproverChange.REVOKE) {
            throw new Conflict("cannot revoke '" + username + "': nobody is an approver yet");
        }
        if (session.registry().hasFamilies()) {
            throw new NotPermitted("the first grant is open only while there is no meta-policy, and there is one:"
                    + " restore the graph's settings");
        }
        if (session.registry().hasEvents()) {
            throw new NotPermitted("the first grant is open only while there is no trail, and there are events of one:"
                    + " restore the graph's settings and what the events hang at");
        }
        if (caller.isImpersonating() || !caller.isNamed() && !caller.authenticationOff()) {
            throw new NotPermitted("the first grant is open to a named user in person: this session is "
                    + (caller.isNamed() ? "impersonating '" + caller.executing() + "'" : "without a name"));
        }
    }

    private static void requireEffect(ApproverChange kind, String username, List<String> before) {
        if (kind == ApproverChange.GRANT && before.contains(username)) {
            throw new Conflict("cannot grant '" + username + "': an approver already");
        }
        if (kind == ApproverChange.REVOKE && !before.contains(username)) {
            throw new Conflict("cannot revoke '" + username + "': no approver; approvers are " + before);
        }
        if (kind == ApproverChange.REVOKE && before.size() == 1) {
            throw new Conflict("cannot revoke '" + username + "': the last approver stays");
        }
    }
}
