package org.metapolicy.app.moves;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.governance.Caller;
import org.metapolicy.governance.EvidenceAtMove;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.MoveEvidence;
import org.metapolicy.governance.PromotionReadiness;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.Transition;
import org.metapolicy.governance.Transitions;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.governance.VersionState;
import org.metapolicy.governance.comparable.Comparisons;
import org.metapolicy.governance.comparable.DefaultComparison;
import org.metapolicy.governance.comparable.HistoryComparisons;
import org.metapolicy.governance.comparable.RunningComparisons;
import org.metapolicy.governance.limited.ContextReadiness;
import org.metapolicy.policy.EvidenceSource;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceEvent;

/** A move of a version that somebody asks for. */
public final class MoveVersion {
    private final GovernanceSession session;
    private final ProposalRecorder proposals;
    private final VersionMover mover;

    public MoveVersion(GovernanceSession session, Proposals proposals) {
        this.session = session;
        this.proposals = new ProposalRecorder(session.forWhatFollows(), proposals);
        this.mover = new VersionMover(session, this.proposals);
    }

    /**
     * Moves a version, if the table, the people rules and the evidence allow it.
     *
     * @return the event that records it
     * @throws org.metapolicy.policy.MetapolicyException with the reason, if they do not; then nothing is written
     */
    public GovernanceEvent run(VersionAction action, String versionId, String reason, MoveOptions options) {
        return run(action, versionId, reason, options, null);
    }

    /** @param proposal what the move carries out; null where it carries out none */
    GovernanceEvent run(VersionAction action, String versionId, String reason, MoveOptions options, Proposal proposal) {
        Identifier.require("version id", versionId);
        Reason.require(reason);
        FamilyState family = session.open(session.registry().familyOf(versionId), List.of(versionId));
        VersionState version = session.registry().version(versionId);
        requireExpectedDefault(family, version, options);
        if (action.needsApproval()) {
            requireApproval(action, family, version);
        }
        requireGoverned(version);
        if (options.override() && action != VersionAction.PROMOTE) {
            throw new InvalidInput("override comes with promote alone: " + action.verb() + " asks for no evidence");
        }
        ContextLimit limit = requireLimit(action, family, version, options.limit());
        Transition transition = Transitions.of(action, version);
        if (action.needsApproval()) {
            session.requireContents(action.verb(), version);
        }
        EvidenceAtMove known = session.evidence().of(versionId);
        EventEvidence stored = stored(known, versionId);
        if (action == VersionAction.PROMOTE) {
            stored = stored.with(requireReadiness(family, version, known, options))
                    .with(limited(limit))
                    .with(MoveEvidence.LIMITS, known.limits())
                    .with(decidedProposal(versionId, reason, proposal));
            // No other move sets one: what cannot be read of a limit stays, and bars the version until it is promoted.
            session.registry().limitTo(versionId, limit);
        }
        return mover.move(family, version, transition, session.caller().person(), reason, stored, known.snapshotId());
    }

    /**
     * Lifts the suspension of a version in a context, whose watch begins anew.
     *
     * @return the event that records it
     * @throws org.metapolicy.policy.MetapolicyException with the reason, if the people rules do not allow it, or it is not
     *     suspended there; then nothing is written
     */
    GovernanceEvent resumeIn(String versionId, String reason, String cluster) {
        return lift(versionId, reason, change -> {
            SortedSet<String> contexts = new TreeSet<>(session.registry().suspendedContexts(versionId));
            if (!contexts.remove(cluster)) {
                throw new Conflict("cannot resume version '" + versionId + "' in context '" + cluster
                        + "': it is not suspended there, but in " + (contexts.isEmpty() ? "no context" : contexts));
            }
            session.registry().suspend(versionId, contexts);
            session.evidence().resumedIn(versionId, cluster);
            return change.inContext(cluster);
        });
    }

    /**
     * Lifts the suspension of a version for a participant, the watch of whom begins anew.
     *
     * @return the event that records it
     * @throws org.metapolicy.policy.MetapolicyException with the reason, if the people rules do not allow it, or it is not
     *     suspended for them; then nothing is written
     */
    GovernanceEvent resumeFor(String versionId, String reason, String participantId) {
        return lift(versionId, reason, change -> session.evidence()
                .resumeFor(versionId, participantId)
                .map(change::forParticipant)
                .orElseThrow(() -> new Conflict("cannot resume version '" + versionId + "' for participant '"
                        + participantId + "': it is not suspended for them")));
    }

    /** @param lifting writes what is lifted, and adds what it is to the change */
    private GovernanceEvent lift(String versionId, String reason, UnaryOperator<Change> lifting) {
        Identifier.require("version id", versionId);
        Reason.require(reason);
        FamilyState family = session.open(session.registry().familyOf(versionId), List.of(versionId));
        VersionState version = session.registry().version(versionId);
        requireApproval(VersionAction.RESUME, family, version);
        requireGoverned(version);
        session.requireContents(VersionAction.RESUME.verb(), version);
        EvidenceAtMove known = session.evidence().of(versionId);
        EventEvidence stored = stored(known, versionId);
        Change change = lifting.apply(Change.none(family.defaultId())
                .ofVersion(versionId, null, null, version.parametersHash())
                .supportedBy(known.snapshotId()));
        return session.record(
                family,
                VersionAction.RESUME.recordedAs(),
                change,
                session.caller().person(),
                reason,
                stored);
    }

    /** Where the version may serve after the move. */
    private ContextLimit requireLimit(
            VersionAction action, FamilyState family, VersionState version, ContextLimit asked) {
        ContextLimit stands = session.registry().limit(version.id());
        if (action != VersionAction.PROMOTE && !asked.isNone()) {
            throw new InvalidInput(
                    "context_clusters comes with promote alone: " + action.verb() + " is about all contexts");
        }
        if (action == VersionAction.SET_FALLBACK && !stands.isNone()) {
            throw new Conflict("cannot " + action.verb() + " version '" + version.id() + "': it may serve in contexts "
                    + stands.contexts() + " alone; promote it everywhere first");
        }
        if (action != VersionAction.PROMOTE) {
            return stands;
        }
        if (!asked.isNone() && version.isFallback()) {
            throw new Conflict("cannot promote version '" + version.id()
                    + "' in some contexts alone: it is the fallback, which serves in all; set another fallback first");
        }
        contexts(family).requireKnown(asked.contexts());
        return asked;
    }

    private ContextReadiness contexts(FamilyState family) {
        return new ContextReadiness(
                session.evidence(),
                family.id(),
                family.defaultId(),
                family.governed().settings());
    }

    private static EventEvidence limited(ContextLimit limit) {
        return limit.isNone() ? EventEvidence.none() : EventEvidence.of(ContextLimit.KEY, limit.contexts());
    }

    /** Closes the proposal that the promotion carries out, or that it makes needless; what the event says of it. */
    private EventEvidence decidedProposal(String versionId, String reason, Proposal asked) {
        Optional<Proposal> decided = asked == null ? proposals.open(versionId) : Optional.of(asked);
        decided.ifPresent(proposal -> proposals.promoted(
                proposal,
                asked == null ? Proposal.State.FULFILLED : Proposal.State.APPROVED,
                session.caller().person(),
                reason));
        return decided.map(proposal -> EventEvidence.of("proposal", proposal.id()))
                .orElse(EventEvidence.none());
    }

    /** What takes a version out of service is never held back, but it says what the version had become. */
    private EventEvidence stored(EvidenceAtMove known, String versionId) {
        EventEvidence stored = known.asEvidence();
        return session.registry()
                .contentsChange(versionId)
                .map(change -> stored.with("contents_changed", "it " + change))
                .orElse(stored);
    }

    private void requireApproval(VersionAction action, FamilyState family, VersionState version) {
        Caller caller = session.caller();
        if (family.governed().fourEyes()) {
            session.approval(family).requireSecondPerson(action.verb(), caller, version.id(), version.makers());
        } else {
            session.approval(family).require(action.verb(), caller);
        }
        if (version.isGoverned() && version.status() != version.recordedStatus()) {
            throw new Conflict("version '" + version.id() + "' is " + version.status() + " and its trail says "
                    + version.recordedStatus() + ": " + action.verb()
                    + " rests on the trail; see metapolicy.audit.verify('" + family.id() + "')");
        }
    }

    private static void requireGoverned(VersionState version) {
        if (!version.isGoverned()) {
            throw new Conflict("version '" + version.id() + "' is ungoverned: it was linked to meta-policy '"
                    + version.familyId() + "' by hand, and not by metapolicy.registerVersion");
        }
    }

    private static void requireExpectedDefault(FamilyState family, VersionState version, MoveOptions options) {
        if (options.comparesDefault() && !Objects.equals(options.expectedDefault(), family.defaultId())) {
            throw new Conflict(
                    "version '" + version.id() + "' was not moved: the default of meta-policy '" + family.id() + "' is "
                            + named(family.defaultId()) + ", not the expected " + named(options.expectedDefault()));
        }
    }

    private static String named(String versionId) {
        return versionId == null ? "none" : "'" + versionId + "'";
    }

    private Comparisons comparisons(FamilyState family, VersionState version) {
        Settings settings = family.governed().settings();
        RunningDifferences running = RunningDifferences.goOn(session.evidence().differences(family.id()), 0);
        return EvidenceSource.of(settings) == EvidenceSource.EXTERNAL && running.isEmpty()
                ? new HistoryComparisons(
                        session.evidence().histories(List.of(version.id(), family.defaultId())),
                        RewardRange.of(settings))
                : new RunningComparisons(running);
    }

    /** What the event says of a promotion's evidence; refuses one that does not carry, unless overridden. */
    private EventEvidence requireReadiness(
            FamilyState family, VersionState version, EvidenceAtMove known, MoveOptions options) {
        Optional<EvidenceAtMove> standard = Optional.ofNullable(family.defaultId())
                .filter(id -> !id.equals(version.id()))
                .map(session.evidence()::of);
        Optional<DefaultComparison> comparison = standard.map(other -> DefaultComparison.of(
                comparisons(family, version),
                version.id(),
                family.defaultId(),
                other.rewardMean() != null,
                family.governed().settings()));
        PromotionReadiness readiness = options.limit().isNone()
                ? PromotionReadiness.of(known, comparison, family.governed().settings())
                : new PromotionReadiness(
                        known.alarm(),
                        contexts(family).missing(version.id(), options.limit().contexts()));
        known.alarmUnreadable().ifPresent(why -> {
            throw new Conflict("cannot promote version '" + version.id() + "': " + why
                    + ", and no override outweighs an alarm; the next refresh writes it anew");
        });
        if (readiness.alarm()) {
            throw new Conflict("cannot promote version '" + version.id()
                    + "': a guardrail's alarm stands, which no override outweighs");
        }
        if (!readiness.isEnough() && !options.override()) {
            throw new Conflict("cannot promote version '" + version.id() + "' without evidence enough: "
                    + String.join("; ", readiness.missing()) + "; {override: true} promotes it all the same");
        }
        EventEvidence told = readiness.isEnough()
                ? EventEvidence.of("override", false)
                : EventEvidence.of("override", true).with("missing", readiness.missing());
        return comparison.map(one -> standard.get().besideDefault(told, one)).orElse(told);
    }
}
