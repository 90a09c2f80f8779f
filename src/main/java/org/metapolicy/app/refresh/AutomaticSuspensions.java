package org.metapolicy.app.refresh;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.governance.AutomaticAction;
import org.metapolicy.governance.EvidenceAtMove;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;

/** Takes a version out of service in one context or for one participant; it keeps its status, and serves all others. */
final class AutomaticSuspensions {
    private final GovernanceSession session;

    AutomaticSuspensions(GovernanceSession session) {
        this.session = session;
    }

    GovernanceAction in(FamilyState family, AutomaticAction.Suspend suspend) {
        String versionId = suspend.versionId();
        String cluster = suspend.alarm().cluster();
        SortedSet<String> contexts = new TreeSet<>(session.registry().suspendedContexts(versionId));
        contexts.add(cluster);
        session.registry().suspend(versionId, contexts);
        return record(
                family,
                versionId,
                GovernanceAction.SUSPENDED_IN_CONTEXT,
                change -> change.inContext(cluster),
                suspend.reason(),
                EventEvidence.of("in_context", suspend.alarm().asMap()));
    }

    /** The trail knows the participant by a name that gives no id away. */
    GovernanceAction forOne(FamilyState family, AutomaticAction.SuspendFor suspend) {
        String versionId = suspend.versionId();
        String name = session.evidence().suspendFor(versionId, suspend.alarm().participantId());
        return record(
                family,
                versionId,
                GovernanceAction.SUSPENDED_FOR_PARTICIPANT,
                change -> change.forParticipant(name),
                suspend.reason(),
                EventEvidence.of("for_participant", suspend.alarm().asMap()));
    }

    private GovernanceAction record(
            FamilyState family,
            String versionId,
            GovernanceAction action,
            UnaryOperator<Change> about,
            String reason,
            EventEvidence alarm) {
        EvidenceAtMove known = session.evidence().of(versionId);
        Change change = Change.none(family.defaultId())
                .ofVersion(
                        versionId,
                        null,
                        null,
                        session.registry().version(versionId).parametersHash())
                .supportedBy(known.snapshotId());
        session.record(
                family,
                action,
                about.apply(change),
                session.caller().automatic(),
                reason,
                known.asEvidence().with(alarm));
        return action;
    }
}
