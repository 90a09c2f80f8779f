package org.metapolicy.trail;

import java.time.Instant;
import org.metapolicy.policy.FreeForm;

/**
 * A version to be, everything about it decided.
 *
 * @param parentId the version that it was made from; null for one of its own
 * @param hyperparams canonical JSON text
 * @param parameters canonical JSON text
 * @param parametersHash SHA-256 of {@code parameters}
 * @param contextDim length of its context vectors; null where it has none
 */
public record NewVersion(
        String id,
        String familyId,
        String policyId,
        String tag,
        String parentId,
        String hyperparams,
        String parameters,
        String parametersHash,
        Long contextDim,
        String reasoning,
        String createdBy,
        Instant createdAt) {

    /**
     * What the event that makes it stores of its contents, beside {@code parameters_hash}.
     *
     * @param content what {@code hyperparams} is the text of
     */
    public EventEvidence recorded(FreeForm content) {
        return RecordedContents.evidence(this, content);
    }
}
