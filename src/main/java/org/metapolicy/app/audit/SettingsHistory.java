package org.metapolicy.app.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.clustering.FrozenCentroids;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.StoredEvent;

/** What a family's trail says about how the figures in the graph came to be. */
final class SettingsHistory {
    private final NavigableMap<Long, Settings> settings = new TreeMap<>();
    private final Map<String, Long> correctedThrough = new HashMap<>();
    private final Map<String, Long> correctedAt = new HashMap<>();
    private final Map<String, TreeSet<Long>> about = new HashMap<>();
    private long clusteredAt;
    private int centroids;

    /** @param events of a trail that holds, by seq */
    SettingsHistory(List<StoredEvent> events) {
        for (StoredEvent event : events) {
            String after = event.text(EventKey.SETTINGS_AFTER);
            if (after != null) {
                FamilyProperties properties = new FamilyProperties(CanonicalJson.parse(after));
                settings.put(event.seq(), properties.settings());
                centroids = centroids(properties);
            }
            if (event.is(GovernanceAction.CONTEXTS_CLUSTERED)) {
                clusteredAt = event.seq();
            }
            if (event.text(EventKey.VERSION_ID) != null) {
                about.computeIfAbsent(event.text(EventKey.VERSION_ID), id -> new TreeSet<>())
                        .add(event.seq());
            }
            if (event.is(GovernanceAction.EVIDENCE_CORRECTED)
                    && event.evidence().get("snapshot") instanceof Map<?, ?> newest
                    && newest.get("t") instanceof Number t) {
                correctedThrough.put(event.text(EventKey.VERSION_ID), t.longValue());
            }
            if (event.is(GovernanceAction.EVIDENCE_CORRECTED)) {
                correctedAt.put(event.text(EventKey.VERSION_ID), event.seq());
            }
        }
    }

    /** The settings in force when the trail had this many events; the first ones before there were any. */
    Settings settingsAt(long events) {
        var entry = settings.floorEntry(events);
        return entry == null ? settings.firstEntry().getValue() : entry.getValue();
    }

    /** Every settings that were ever in force. */
    Collection<Settings> everySettings() {
        return settings.values();
    }

    /**
     * The time index of the last snapshot that was taken before the version's evidence was corrected: it and those before
     * it tell of the former evidence. -1 where none was.
     */
    long correctedThrough(String versionId) {
        return correctedThrough.getOrDefault(versionId, -1L);
    }

    /** The number of the event that corrected the version's evidence last; 0 where none did. */
    long correctedAt(String versionId) {
        return correctedAt.getOrDefault(versionId, 0L);
    }

    /** Whether an event is about the version among those after the first number, up to one past the second. */
    boolean isAbout(String versionId, long after, long through) {
        // A move saves figures before it is recorded.
        return !about.getOrDefault(versionId, new TreeSet<>())
                .subSet(after, false, through + 1, true)
                .isEmpty();
    }

    /** Whether contexts were clustered anew since the trail had this many events. */
    boolean isClusteredSince(long events) {
        return clusteredAt > events;
    }

    /** The names of the clusters that a person froze last; empty where none did. */
    Set<String> frozenClusters() {
        return ContextClusters.namesOfCentroids(centroids);
    }

    /** What somebody edited into no list tells of none. */
    private static int centroids(FamilyProperties properties) {
        if (properties.asMap().get(FamilyProperties.CENTROIDS) instanceof String json) {
            return FrozenCentroids.read(json).map(List::size).orElse(0);
        }
        return 0;
    }
}
