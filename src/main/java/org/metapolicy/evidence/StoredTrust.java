package org.metapolicy.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.metapolicy.evidence.tabulation.ContextSnapshot;

/**
 * What stands in the graph of a version's trust, edited or not: for comparing it with what it should be.
 *
 * @param states its running states
 * @param figures what selection reads; empty before the first refresh
 * @param asOfEvent how many events the family's trail had when the figures were saved
 * @param latest what the version itself shows: {@code trust_score_latest} and the like, by key
 * @param snapshots its snapshots' properties by key, by time index
 * @param inContexts its snapshots in single contexts, by id
 * @param unreadable what about an alarm cannot be read, as the rest of a sentence about the version; empty where all can
 */
public record StoredTrust(
        String versionId,
        SavedStates states,
        Optional<VersionFigures> figures,
        long asOfEvent,
        Map<String, Double> latest,
        SortedMap<Long, Map<String, Object>> snapshots,
        List<ContextSnapshot> inContexts,
        Optional<String> unreadable) {}
