package org.metapolicy.governance;

import java.time.ZonedDateTime;

/**
 * A version with what it and its parent are made of.
 *
 * @param hyperparams canonical JSON text, like its parent's; null where there is none
 */
public record LineageVersion(
        String versionId,
        String versionTag,
        String parentVersionId,
        String status,
        Double trustScore,
        String reason,
        ZonedDateTime createdAt,
        String hyperparams,
        String parentHyperparams,
        String parametersHash,
        String parentParametersHash) {}
