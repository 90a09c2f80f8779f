package org.metapolicy.governance;

import java.time.ZonedDateTime;

/**
 * A version of a family at a glance, as it stands in the graph.
 *
 * @param n resolved episodes behind its trust
 * @param governed whether a registration in the family's trail made it
 * @param hyperparams canonical JSON text
 * @param reasoning why it was made
 * @param createdAt null where that is no datetime
 */
public record VersionOverview(
        String versionId,
        String versionTag,
        String status,
        Double trustScore,
        Double trustLower,
        Double trustUpper,
        long n,
        boolean isDefault,
        boolean isFallback,
        String parentVersionId,
        ZonedDateTime createdAt,
        boolean governed,
        String createdBy,
        String policyId,
        String hyperparams,
        String reasoning) {}
