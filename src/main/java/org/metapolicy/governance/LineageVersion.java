package org.metapolicy.governance;

import java.time.ZonedDateTime;
import java.util.List;

/**
 * A version with what it and its parent are made of.
 *
 * @param actions ids of the interventions that its parameters choose from, where these differ from its parent's; else empty
 * @param parentActions the same of its parent
 * @param parameterWords what changed of its parameters from its parent's, in words
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
        String parentParametersHash,
        List<String> actions,
        List<String> parentActions,
        List<String> parameterWords) {}
