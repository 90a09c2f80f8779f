package org.metapolicy.app.moves;

import java.util.Optional;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceEvent;

/** Brings a paused version back, or lifts its suspension in one context. */
public final class ResumeVersion {
    private final MoveVersion moves;

    public ResumeVersion(MoveVersion moves) {
        this.moves = moves;
    }

    /**
     * Resumes in the context that {@code context_cluster} of the options names, or as a whole where they name none.
     *
     * @throws InvalidInput if the options have another key, beside the caller's evidence, or a value of another type
     */
    public GovernanceEvent run(String versionId, String reason, Input options) {
        Optional<String> cluster = options.only(CallerEvidence.KEY, EventKey.CONTEXT_CLUSTER)
                .read(EventKey.CONTEXT_CLUSTER, ValueKind.WORDS);
        return cluster.map(name -> moves.resumeIn(versionId, reason, name))
                .orElseGet(() -> moves.run(VersionAction.RESUME, versionId, reason, MoveOptions.NONE));
    }
}
