package org.metapolicy.app.refresh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.metapolicy.app.moves.BranchVersion;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.app.moves.ProposalRecorder;
import org.metapolicy.app.moves.SetFamilyStatus;
import org.metapolicy.app.moves.VersionMover;
import org.metapolicy.governance.AutomaticAction;
import org.metapolicy.governance.AutomaticPlan;
import org.metapolicy.governance.EvidenceAtMove;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.MoveEvidence;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.Transitions;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trust.OffPolicyWatch;
import org.metapolicy.trust.PromotionBaseline;

/**
 * What a refresh does by itself (specification, section 6.6): the plan's actions, carried out by the code that people's
 * moves go through, as AUTOMATIC, in the transaction that counted the evidence.
 */
public final class AutomaticTransitions implements FamilyGovernor {
    private final GovernanceSession session;
    private final Proposals proposals;
    private final ProposalRecorder proposalDesk;
    private final VersionMover mover;
    private final AutomaticPlanner planner;
    private final AutomaticSuspensions suspensions;
    private final String familyId;
    private final Supplier<Set<String>> watched;
    private final Supplier<String> newId;
    private final BranchVersion brancher;

    /**
     * For one family.
     *
     * @param watched ids of the versions that can be served or proposed
     * @param newId makes the ids of proposals
     * @param newVersionId makes the ids of versions
     */
    public AutomaticTransitions(
            GovernanceSession session,
            Proposals proposals,
            String familyId,
            Supplier<Set<String>> watched,
            Supplier<String> newId,
            Supplier<String> newVersionId) {
        this.session = session;
        this.proposals = proposals;
        this.proposalDesk = new ProposalRecorder(session, proposals);
        this.mover = new VersionMover(session, proposalDesk);
        this.planner = new AutomaticPlanner(session, proposals);
        this.suspensions = new AutomaticSuspensions(session);
        this.familyId = familyId;
        this.watched = watched;
        this.newId = newId;
        this.brancher = new BranchVersion(session, newVersionId);
    }

    @Override
    public Set<String> watched() {
        return watched.get();
    }

    @Override
    public Map<String, ActionTaken> act(Findings findings) {
        FamilyState family = session.open(familyId, findings.judged().keySet());
        AutomaticPlanner.Planned planned =
                planner.plan(family, family.governed().settings(), findings);
        AutomaticPlan plan = planned.plan();
        Map<String, ActionTaken> done = new LinkedHashMap<>(planned.leftAlone());
        done.putAll(planned.notSuspended());
        findings.corrected().stream()
                .filter(id -> !planned.leftAlone().containsKey(id))
                .forEach(id -> recordCorrection(family, id));
        findings.withoutLimitsOf(planned.leftAlone().keySet())
                .limits()
                .forEach((id, limits) -> recordLimits(family, id, limits));
        for (AutomaticAction action : plan.actions()) {
            // The family as the action before left it.
            FamilyState now = session.registry().lock(familyId, List.of());
            if (findings.last() || !(action instanceof AutomaticAction.Propose)) {
                carryOut(now, action, done);
            }
        }
        if (family.governed().settings().choice(Setting.AUTO_BRANCH).equals("ON")) {
            plan.actions().forEach(action -> {
                if (action instanceof AutomaticAction.RollBack rolledBack) {
                    branch(rolledBack.versionId(), findings, done);
                }
            });
        }
        return done;
    }

    /** After all moves of this plan: only who is trusted then may be branched from. */
    private void branch(String rolledBack, Findings findings, Map<String, ActionTaken> done) {
        FamilyState family = session.registry().lock(familyId, List.of());
        BranchVersion.Branch branch =
                brancher.run(family, rolledBack, findings.judged().keySet());
        done.computeIfPresent(
                rolledBack,
                (id, taken) -> branch.event() == null
                        ? new ActionTaken(taken.action(), taken.reason() + "; " + branch.reason())
                        : taken.and(new ActionTaken(GovernanceAction.SPAWNED.name(), branch.reason())));
    }

    /** What rested on the evidence before can be told from what rests on it now. */
    private void recordCorrection(FamilyState family, String versionId) {
        VersionState version = session.registry().version(versionId);
        if (version.isGoverned()) {
            EvidenceAtMove known = session.evidence().of(versionId);
            Change change = Change.none(family.defaultId())
                    .ofVersion(versionId, null, null, version.parametersHash())
                    .supportedBy(known.snapshotId());
            session.record(
                    family,
                    GovernanceAction.EVIDENCE_CORRECTED,
                    change,
                    session.caller().automatic(),
                    "a recount found other evidence than what was stored: what had been counted was changed or deleted",
                    known.asEvidence());
        }
    }

    /** What a version is compared with from now on is told where it began. */
    private void recordLimits(FamilyState family, String versionId, PromotionBaseline limits) {
        VersionState version = session.registry().version(versionId);
        if (version.isGoverned()) {
            EvidenceAtMove known = session.evidence().of(versionId);
            Change change = Change.none(family.defaultId())
                    .ofVersion(versionId, null, null, version.parametersHash())
                    .supportedBy(known.snapshotId());
            session.record(
                    family,
                    GovernanceAction.BASELINE_SET,
                    change,
                    session.caller().automatic(),
                    "it was promoted on fewer than " + Settings.ENOUGH
                            + " episodes: its limits relative to promotion froze on the first " + Settings.ENOUGH
                            + " after it: " + limits.inWords(),
                    known.asEvidence().with(MoveEvidence.LIMITS, limits.byKey()));
        }
    }

    private void carryOut(FamilyState family, AutomaticAction action, Map<String, ActionTaken> done) {
        if (action instanceof AutomaticAction.RollBack move) {
            stop(family, VersionAction.ROLL_BACK, move.versionId(), Optional.empty(), move.reason(), done);
        } else if (action instanceof AutomaticAction.Pause move) {
            stop(family, VersionAction.PAUSE, move.versionId(), move.offPolicy(), move.reason(), done);
        } else if (action instanceof AutomaticAction.Suspend suspend) {
            note(done, suspend.versionId(), suspensions.in(family, suspend), suspend.reason());
        } else if (action instanceof AutomaticAction.SuspendFor suspend) {
            note(done, suspend.versionId(), suspensions.forOne(family, suspend), suspend.reason());
        } else if (action instanceof AutomaticAction.MoveDefault move) {
            moveDefault(family, move, done);
        } else if (action instanceof AutomaticAction.PauseFamily pause) {
            SetFamilyStatus.write(
                    session, family, FamilyStatus.PAUSED, session.caller().automatic(), pause.reason());
        } else if (action instanceof AutomaticAction.LapseProposal lapse) {
            lapse(family, lapse, done);
        } else if (action instanceof AutomaticAction.Propose proposal) {
            propose(family, proposal, done);
        }
    }

    private void stop(
            FamilyState family,
            VersionAction action,
            String versionId,
            Optional<OffPolicyWatch.Alarm> offPolicy,
            String reason,
            Map<String, ActionTaken> done) {
        VersionState version = session.registry().version(versionId);
        EvidenceAtMove known = session.evidence().of(versionId);
        EvidenceAtMove told =
                offPolicy.map(alarm -> known.and("off_policy", alarm.asMap())).orElse(known);
        mover.stop(
                family,
                version,
                Transitions.of(action, version),
                session.caller().automatic(),
                reason,
                told);
        note(done, versionId, action.recordedAs(), reason);
    }

    private void moveDefault(FamilyState family, AutomaticAction.MoveDefault move, Map<String, ActionTaken> done) {
        String next = move.toVersionId().orElse(null);
        if (next == null) {
            // It went with the version that was stopped.
            return;
        }
        session.registry().setDefault(familyId, next);
        VersionState version = session.registry().version(next);
        EvidenceAtMove known = session.evidence().of(next);
        Change change = Change.none(family.defaultId())
                .ofVersion(next, version.status(), version.status(), version.parametersHash())
                .movingDefaultTo(next)
                .supportedBy(known.snapshotId());
        session.record(
                family,
                GovernanceAction.DEFAULT_MOVED,
                change,
                session.caller().automatic(),
                move.reason(),
                known.asEvidence());
        note(done, next, GovernanceAction.DEFAULT_MOVED, move.reason());
    }

    private void lapse(FamilyState family, AutomaticAction.LapseProposal lapse, Map<String, ActionTaken> done) {
        // A stop of this plan has lapsed it already where it changed the status.
        proposals.open(lapse.versionId()).ifPresent(open -> {
            proposalDesk.close(
                    family,
                    session.registry().version(lapse.versionId()),
                    open,
                    Proposal.State.LAPSED,
                    session.caller().automatic(),
                    lapse.reason());
            note(done, lapse.versionId(), GovernanceAction.LAPSED, lapse.reason());
        });
    }

    private void propose(FamilyState family, AutomaticAction.Propose propose, Map<String, ActionTaken> done) {
        VersionState version = session.registry().version(propose.versionId());
        EvidenceAtMove known = session.evidence().of(version.id());
        String id = newId.get();
        EventEvidence evidence = propose.comparison()
                .map(comparison ->
                        session.evidence().of(comparison.defaultId()).besideDefault(known.asEvidence(), comparison))
                .orElseGet(known::asEvidence)
                .with("proposal", id)
                .with("on_shadow_evidence", propose.onShadowEvidence())
                .with(limited(propose));
        proposals.add(new Proposal(
                id,
                familyId,
                version.id(),
                Proposal.State.OPEN,
                propose.reason(),
                evidence.json(),
                version.parametersHash(),
                session.clock().instant(),
                null,
                null,
                null,
                null));
        proposalDesk.record(
                family,
                version,
                GovernanceAction.PROPOSED,
                session.caller().automatic(),
                propose.reason(),
                evidence,
                known.snapshotId());
        note(done, version.id(), GovernanceAction.PROPOSED, propose.reason());
    }

    private static EventEvidence limited(AutomaticAction.Propose propose) {
        return propose.contexts()
                .map(contexts -> EventEvidence.of(
                                ContextLimit.KEY, propose.limit().contexts())
                        .with("contexts", contexts.recorded()))
                .orElseGet(EventEvidence::none);
    }

    private static void note(Map<String, ActionTaken> done, String versionId, GovernanceAction action, String reason) {
        done.merge(versionId, new ActionTaken(action.name(), reason), ActionTaken::and);
    }
}
