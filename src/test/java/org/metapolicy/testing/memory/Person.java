package org.metapolicy.testing.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.app.decide.ReportShadow;
import org.metapolicy.app.moves.AdoptFamily;
import org.metapolicy.app.moves.AnnotateEvent;
import org.metapolicy.app.moves.AnnotationOptions;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.app.moves.ChangeApprovers;
import org.metapolicy.app.moves.ConfigureFamily;
import org.metapolicy.app.moves.ControlVersion;
import org.metapolicy.app.moves.CreateFamily;
import org.metapolicy.app.moves.DecideProposal;
import org.metapolicy.app.moves.EraseParticipant;
import org.metapolicy.app.moves.Erased;
import org.metapolicy.app.moves.Erasure;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.app.moves.MoveOptions;
import org.metapolicy.app.moves.MoveVersion;
import org.metapolicy.app.moves.RegisterVersion;
import org.metapolicy.app.moves.SetFamilyMode;
import org.metapolicy.app.moves.SetFamilyStatus;
import org.metapolicy.app.moves.SpawnVersion;
import org.metapolicy.governance.ApproverChange;
import org.metapolicy.governance.Caller;
import org.metapolicy.governance.FamilyChanges;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.NewFamily;
import org.metapolicy.governance.SpawnChanges;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.governance.VersionSpec;
import org.metapolicy.policy.Input;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.ShadowEpisode;
import org.metapolicy.selection.ShadowEpisodes;
import org.metapolicy.trail.GovernanceEvent;

/** Somebody who asks the use cases of governance for things, each with {@link #REASON} where none is given. */
public final class Person {
    public static final String REASON = "because";

    private final Pilot pilot;
    private final Caller caller;

    private final CallerEvidence given;

    Person(Pilot pilot, Caller caller) {
        this(pilot, caller, CallerEvidence.NONE);
    }

    private Person(Pilot pilot, Caller caller, CallerEvidence given) {
        this.pilot = pilot;
        this.caller = caller;
        this.given = given;
    }

    /** The same, who gives what these options hold as evidence with all that follows. */
    public Person giving(Input options) {
        return new Person(pilot, caller, CallerEvidence.among(options));
    }

    /** What each use case starts from. */
    public GovernanceSession session() {
        return pilot.session(caller, given);
    }

    public GovernanceEvent grant(String name) {
        return new ChangeApprovers(session()).run(ApproverChange.GRANT, name, REASON);
    }

    public GovernanceEvent revoke(String name) {
        return new ChangeApprovers(session()).run(ApproverChange.REVOKE, name, REASON);
    }

    public GovernanceEvent create(Map<String, Object> spec) {
        return new CreateFamily(session()).run(NewFamily.of(Input.of("spec", spec)), REASON);
    }

    public List<GovernanceEvent> adopt(String familyId) {
        return new AdoptFamily(session(), pilot.ports().standing()).run(familyId, REASON);
    }

    public GovernanceEvent configure(Map<String, Object> changes) {
        return new ConfigureFamily(session()).run("f", FamilyChanges.of(Input.of("settings", changes)), REASON);
    }

    public Erased erase(String participantId) {
        return erase(participantId, REASON);
    }

    public Erased erase(String participantId, String reason) {
        return new EraseParticipant(session(), pilot.ports().people(), () -> "erased-x")
                .run(Erasure.of(Input.of("who", Map.of("participant_id", participantId))), reason);
    }

    public GovernanceEvent setStatus(String status) {
        return new SetFamilyStatus(session()).run("f", status, REASON);
    }

    /** Sets the mode of a family of which nothing was ever suggested. */
    public GovernanceEvent setMode(String mode) {
        return setMode(mode, List.of());
    }

    /** Sets the mode of a family of which this was suggested. */
    public GovernanceEvent setMode(String mode, List<ShadowEpisode> suggested) {
        ShadowEpisodes episodes = new ShadowEpisodes() {
            @Override
            public List<ShadowEpisode> of(Candidates any) {
                return suggested;
            }

            @Override
            public int knownClusters(Candidates any) {
                return 1;
            }
        };
        FamilyProperties governed = pilot.family().governed();
        Candidates family = new Candidates(
                "f",
                governed.status(),
                governed.mode(),
                governed.riskTier(),
                false,
                governed.settings(),
                0,
                null,
                null,
                List.of());
        ReportShadow report = new ReportShadow((id, place) -> Optional.of(family), episodes);
        return new SetFamilyMode(session(), report).run("f", mode, REASON);
    }

    public GovernanceEvent register(String familyId, Map<String, Object> spec) {
        return new RegisterVersion(session(), () -> "made")
                .run(familyId, VersionSpec.of(Input.of("spec", spec)), REASON);
    }

    public GovernanceEvent spawn(String parentId, Map<String, Object> changes) {
        return new SpawnVersion(session(), () -> "made")
                .run(parentId, SpawnChanges.of(Input.of("changes", changes)), REASON);
    }

    public GovernanceEvent move(VersionAction action, String versionId) {
        return move(action, versionId, Map.of(), REASON);
    }

    public GovernanceEvent move(VersionAction action, String versionId, Map<String, Object> options, String reason) {
        Input given = Input.of("options", options);
        return giving(given).moves().run(action, versionId, reason, MoveOptions.of(given));
    }

    public GovernanceEvent promote(String versionId, Map<String, Object> options) {
        return move(VersionAction.PROMOTE, versionId, options, REASON);
    }

    public GovernanceEvent rollBack(String versionId) {
        return move(VersionAction.ROLL_BACK, versionId);
    }

    public GovernanceEvent pause(String versionId) {
        return move(VersionAction.PAUSE, versionId);
    }

    public GovernanceEvent resume(String versionId) {
        return move(VersionAction.RESUME, versionId);
    }

    public GovernanceEvent deprecate(String versionId) {
        return move(VersionAction.DEPRECATE, versionId);
    }

    public GovernanceEvent setFallback(String versionId) {
        return move(VersionAction.SET_FALLBACK, versionId);
    }

    /** The same as a move, by somebody who names the family too. */
    public GovernanceEvent control(String familyId, VersionAction action, String versionId) {
        return new ControlVersion(pilot.ports().registry(), moves())
                .run(familyId, action, versionId, REASON, MoveOptions.NONE);
    }

    public GovernanceEvent approve(String proposalId) {
        return new DecideProposal(session(), pilot.ports().proposals()).run(proposalId, true, REASON);
    }

    public GovernanceEvent reject(String proposalId) {
        return new DecideProposal(session(), pilot.ports().proposals()).run(proposalId, false, REASON);
    }

    public GovernanceEvent annotate(String eventId, String note, Map<String, Object> options) {
        Input given = Input.of("options", options);
        return new AnnotateEvent(giving(given).session()).run(eventId, note, AnnotationOptions.of(given));
    }

    private MoveVersion moves() {
        return new MoveVersion(session(), pilot.ports().proposals());
    }
}
