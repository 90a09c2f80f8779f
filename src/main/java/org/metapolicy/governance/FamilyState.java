package org.metapolicy.governance;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A family as governance sees it, read under its lock.
 *
 * @param governed its governed properties as they stand in the graph, absent ones left out
 * @param defaultId the version that DEFAULT_POLICY leads to; null if none
 * @param fallbackId the version that FALLBACK_POLICY leads to; null if none
 * @param liveIds the versions that may be served in every context, by id
 * @param counted the number of the last counted evidence
 */
public record FamilyState(
        String id,
        FamilyProperties governed,
        String defaultId,
        String fallbackId,
        SortedSet<String> liveIds,
        long counted) {
    public FamilyState {
        liveIds = new TreeSet<>(liveIds);
    }

    /** The same family after its default moved; null for none. */
    public FamilyState withDefault(String versionId) {
        return new FamilyState(id, governed, versionId, fallbackId, liveIds, counted);
    }
}
