package org.metapolicy.app.moves;

import java.util.Optional;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;

/** Brings a paused version back, or lifts its suspension in one context or for one participant. */
public final class ResumeVersion {
    private static final String PARTICIPANT_ID = "participant_id";

    private final MoveVersion moves;

    public ResumeVersion(MoveVersion moves) {
        this.moves = moves;
    }

    /**
     * Resumes in the context that {@code context_cluster} of the options names, for the participant that {@code
     * participant_id} does, or as a whole where they name neither.
     *
     * @throws InvalidInput if the options have another key, beside the caller's evidence, a value of another type, or name
     *     both
     */
    public GovernanceEvent run(String versionId, String reason, Input options) {
        Optional<String> cluster = options.only(CallerEvidence.KEY, EventKey.CONTEXT_CLUSTER, PARTICIPANT_ID)
                .read(EventKey.CONTEXT_CLUSTER, ValueKind.WORDS);
        Optional<String> participant = options.read(PARTICIPANT_ID, ValueKind.WORDS);
        if (cluster.isPresent() && participant.isPresent()) {
            throw new InvalidInput("options name " + EventKey.CONTEXT_CLUSTER + " and " + PARTICIPANT_ID
                    + ": a version is suspended in a context or for a participant, and resumed in or for one");
        }
        if (participant.isPresent()) {
            return moves.resumeFor(versionId, reason, participant.get());
        }
        return cluster.map(name -> moves.resumeIn(versionId, reason, name))
                .orElseGet(() -> moves.run(VersionAction.RESUME, versionId, reason, MoveOptions.NONE));
    }
}
