package org.metapolicy.app.moves;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.governance.Approval;
import org.metapolicy.governance.Caller;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.MoveEvidence;
import org.metapolicy.governance.Registry;
import org.metapolicy.governance.Rosters;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.ChainSummary;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.Head;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.Trail;

/**
 * What every governance use case starts from and ends with: a family locked and read, its approvers checked against their
 * replay, an event appended.
 *
 * @param caller whose session it is
 * @param given what the caller gave with the one thing that is done, for its event to keep
 */
public record GovernanceSession(
        Registry registry,
        Rosters rosters,
        Trail trail,
        MoveEvidence evidence,
        Clock clock,
        Caller caller,
        CallerEvidence given) {

    /** The same for what follows from it: its events keep none of what was given. */
    GovernanceSession forWhatFollows() {
        return new GovernanceSession(registry, rosters, trail, evidence, clock, caller, CallerEvidence.NONE);
    }

    /** Locks a family and the versions named, and reads it. */
    public FamilyState open(String familyId, Collection<String> versionIds) {
        registry.graphApprovers();
        return registry.lock(familyId, versionIds);
    }

    /**
     * Who may approve for this family.
     *
     * @throws Conflict if a list of approvers, or four_eyes, is not what the trail says
     */
    Approval approval(FamilyState family) {
        requireUnbroken(Chain.SETTINGS);
        requireUnbroken(Chain.of(family.id()));
        FamilyProperties governed = family.governed();
        StoredEvent last = lastSettings(Chain.of(family.id()));
        FamilyProperties replayed = new FamilyProperties(CanonicalJson.parse(last.text(EventKey.SETTINGS_AFTER)));
        if (!replayed.approvers().equals(governed.approvers()) || replayed.fourEyes() != governed.fourEyes()) {
            throw notAsRecorded(Chain.of(family.id()), last);
        }
        return Approval.ofFamily(family.id(), graphApprovers(), governed.approvers());
    }

    /**
     * Lets an approver of a family through, to what is no move of a version.
     *
     * @param what what they would do, for the message
     * @throws org.metapolicy.policy.MetapolicyException.NotPermitted if the caller is none
     */
    public void requireApprover(String what, FamilyState family) {
        approval(family).require(what, caller);
    }

    /**
     * Lets an approval through whose chain holds, as far as {@link ChainSample} looks.
     *
     * @throws Conflict if an event was edited, taken away or put in
     */
    void requireUnbroken(Chain chain) {
        new ChainSample(trail, chain).broken().ifPresent(problem -> {
            throw new Conflict("the trail of " + chain.named() + " does not hold (" + problem
                    + "): nothing can be approved until it does; see metapolicy.audit.verify");
        });
    }

    /** The graph's approvers, checked against their replay; none where nobody has been granted yet. */
    List<String> graphApprovers() {
        Optional<List<String>> approvers = registry.graphApprovers();
        approvers.ifPresent(this::requireRecorded);
        return approvers.orElse(List.of());
    }

    void requireRecorded(List<String> graphApprovers) {
        StoredEvent last = lastSettings(Chain.SETTINGS);
        if (!settingsJson(graphApprovers).equals(last.text(EventKey.SETTINGS_AFTER))) {
            throw notAsRecorded(Chain.SETTINGS, last);
        }
    }

    /** The graph's settings as events carry them. */
    static String settingsJson(List<String> graphApprovers) {
        return CanonicalJson.of("settings", Map.of(FamilyProperties.APPROVERS, graphApprovers));
    }

    /** Appends an event to the family's chain. */
    public GovernanceEvent record(
            FamilyState family,
            GovernanceAction action,
            Change change,
            Actor actor,
            String reason,
            EventEvidence stored) {
        return record(Chain.of(family.id()), family.counted(), action, change, actor, reason, stored);
    }

    GovernanceEvent record(
            Chain chain,
            long counted,
            GovernanceAction action,
            Change change,
            Actor actor,
            String reason,
            EventEvidence stored) {
        Head head = trail.head(chain);
        GovernanceEvent event = GovernanceEvent.next(
                chain.familyId(),
                head,
                action,
                change,
                actor,
                reason,
                given.beside(withImpersonated(stored)).json(),
                clock.instant(),
                counted,
                ChainSummary.next(trail, chain, head, action, change, actor.kind()),
                chain.familyId() == null ? null : trail.head(Chain.SETTINGS));
        trail.append(event);
        return event;
    }

    /** The actor is who logged in; where the session acts as somebody else, the trail says as whom. */
    private EventEvidence withImpersonated(EventEvidence stored) {
        return caller.isImpersonating() ? stored.with("impersonating", caller.executing()) : stored;
    }

    /**
     * Lets a version through whose contents are those that it was registered with.
     *
     * @param verb what rests on them, for the message
     * @throws Conflict if they are others
     */
    void requireContents(String verb, VersionState version) {
        registry.contentsChange(version.id()).ifPresent(change -> {
            throw new Conflict("cannot " + verb + " version '" + version.id() + "' of meta-policy '"
                    + version.familyId()
                    + "': it " + change + "; put back what it was registered with, or register what it holds now as a"
                    + " new version");
        });
    }

    private StoredEvent lastSettings(Chain chain) {
        StoredEvent last = trail.lastSettings(chain)
                .orElseThrow(
                        () -> new Conflict(
                                chain.named()
                                        + " has no event that says who approves: nothing can be approved; see metapolicy.audit.verify"));
        if (!last.holds()) {
            throw notAsRecorded(chain, last);
        }
        return last;
    }

    private static Conflict notAsRecorded(Chain chain, StoredEvent last) {
        return new Conflict("the approvers of " + chain.named() + " are not what event " + last.seq()
                + " of its trail says: nothing can be approved until they are; see metapolicy.audit.verify");
    }
}
