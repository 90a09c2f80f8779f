package org.metapolicy.app.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
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

    /** @param events of a trail that holds, by seq */
    SettingsHistory(List<StoredEvent> events) {
        for (StoredEvent event : events) {
            String after = event.text(EventKey.SETTINGS_AFTER);
            if (after != null) {
                settings.put(event.seq(), new FamilyProperties(CanonicalJson.parse(after)).settings());
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
}
