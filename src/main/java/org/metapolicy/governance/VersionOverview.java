package org.metapolicy.governance;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/**
 * A version of a family at a glance, as it stands in the graph.
 *
 * @param n resolved episodes behind its trust
 * @param governed whether a registration in the family's trail made it
 * @param hyperparams canonical JSON text
 * @param reasoning why it was made
 * @param contexts context_cluster, n and trust of each context in which it was used, by the last refresh
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
        String reasoning,
        List<Map<String, Object>> contexts) {}
