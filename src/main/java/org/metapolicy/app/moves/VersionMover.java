package org.metapolicy.app.moves;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.governance.EvidenceAtMove;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Succession;
import org.metapolicy.governance.Transition;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Setting;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceEvent;

/** Carries out a move that is allowed, and records it: the one way by which a version's status changes. */
public final class VersionMover {
    private final GovernanceSession session;
    private final ProposalRecorder proposals;

    public VersionMover(GovernanceSession session, ProposalRecorder proposals) {
        this.session = session;
        this.proposals = proposals;
    }

    /** The move with everything that follows from it: status, default, evidence, proposal, event. */
    GovernanceEvent move(
            FamilyState family,
            VersionState version,
            Transition transition,
            Actor actor,
            String reason,
            EventEvidence evidence,
            String snapshotId) {
        return moveWithDefault(
                family,
                version,
                transition,
                actor,
                reason,
                evidence,
                snapshotId,
                defaultAfter(family, version, transition));
    }

    /** The same for one of several that a refresh stops: its default goes, and moves on once after all of them. */
    public GovernanceEvent stop(
            FamilyState family,
            VersionState version,
            Transition transition,
            Actor actor,
            String reason,
            EvidenceAtMove known) {
        return moveWithDefault(
                family,
                version,
                transition,
                actor,
                reason,
                known.asEvidence(),
                known.snapshotId(),
                version.isDefault() ? null : family.defaultId());
    }

    private GovernanceEvent moveWithDefault(
            FamilyState family,
            VersionState version,
            Transition transition,
            Actor actor,
            String reason,
            EventEvidence evidence,
            String snapshotId,
            String defaultAfter) {
        ContextLimit limit = session.registry().limit(version.id());
        session.registry().setStatus(version, transition.to());
        if (version.isDefault() || transition.action() == VersionAction.PROMOTE) {
            session.registry().setDefault(family.id(), defaultAfter);
        }
        switch (transition.action()) {
            case PROMOTE -> session.evidence().promoted(version.id());
            case RESUME -> session.evidence().resumed(version.id());
            case SET_FALLBACK -> session.registry().setFallback(family.id(), version.id());
            case ROLL_BACK, PAUSE, DEPRECATE -> {}
        }
        Change change = Change.none(family.defaultId())
                .ofVersion(version.id(), transition.from(), transition.to(), version.parametersHash())
                .movingDefaultTo(defaultAfter)
                .limitedTo(limit)
                .supportedBy(snapshotId);
        GovernanceEvent event =
                session.record(family, transition.action().recordedAs(), change, actor, reason, evidence);
        if (transition.from() != transition.to()) {
            lapse(family.withDefault(defaultAfter), version, transition, actor);
        }
        return event;
    }

    private void lapse(FamilyState family, VersionState version, Transition transition, Actor actor) {
        proposals
                .open(version.id())
                .ifPresent(proposal -> proposals.close(
                        family,
                        version,
                        proposal,
                        Proposal.State.LAPSED,
                        actor,
                        "its status became " + transition.to()));
    }

    private String defaultAfter(FamilyState family, VersionState version, Transition transition) {
        return switch (transition.action()) {
            case PROMOTE -> session.registry().limit(version.id()).isNone() ? version.id() : family.defaultId();
            case ROLL_BACK, PAUSE -> version.isDefault() ? successor(family, version.id()) : family.defaultId();
            case RESUME, DEPRECATE, SET_FALLBACK -> family.defaultId();
        };
    }

    /** Who becomes the default when {@code leaving} goes, or went already where it is null. */
    String successor(FamilyState family, String leaving) {
        List<String> earlier = session.trail().earlierDefaults(family.id(), family.liveIds());
        Set<String> asked = new TreeSet<>(earlier);
        if (family.fallbackId() != null) {
            asked.add(family.fallbackId());
        }
        return Succession.next(
                leaving, earlier, family.fallbackId(), session.registry().heirs(asked), selectMin(family));
    }

    /** Settings that cannot be read keep nobody from stopping a version: then the fallback alone takes over. */
    private static double selectMin(FamilyState family) {
        try {
            return family.governed().settings().number(Setting.SELECT_MIN);
        } catch (Conflict edited) {
            return Double.POSITIVE_INFINITY;
        }
    }
}
