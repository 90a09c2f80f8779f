package org.metapolicy.testing.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.erasure.Holdings;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;

/** Families, versions, proposals and trails, as the ports in memory share them. */
public final class MemoryGraph {
    final SortedMap<String, Family> families = new TreeMap<>();
    final SortedMap<String, Version> versions = new TreeMap<>();
    final Map<String, Proposal> proposals = new LinkedHashMap<>();
    final SortedSet<String> participants = new TreeSet<>();
    final SortedSet<String> groups = new TreeSet<>();

    /** What is kept of somebody, by their id and the family's. */
    final Map<String, SortedMap<String, Holdings.Kept>> people = new HashMap<>();

    /** How many salts were made. */
    long salts;

    /** What the graph's own settings are; null until the first approver is granted. */
    Approvers settings;

    /** Whoever has a chain of events. */
    abstract static class Owner {
        final List<Event> events = new ArrayList<>();
        /** What it says the number of its events is. */
        long counted;
        /** The end of its chain; null before the first event, and where it was taken away by hand. */
        Event last;

        List<Event> bySeq() {
            return events.stream().sorted(Comparator.comparingLong(Event::seq)).toList();
        }
    }

    /** The graph's own settings. */
    static final class Approvers extends Owner {
        List<String> names = List.of();
    }

    /** A family with its links. */
    static final class Family extends Owner {
        final String id;
        final Map<String, Object> properties;
        final List<String> defaults = new ArrayList<>();
        final List<String> fallbacks = new ArrayList<>();
        final SortedSet<String> versions = new TreeSet<>();
        final SortedSet<String> live = new TreeSet<>();
        final SortedSet<String> candidates = new TreeSet<>();
        final SortedMap<String, String> participants = new TreeMap<>();
        final SortedMap<String, String> groups = new TreeMap<>();
        long countedEvidence;
        /** What recounts start from; null where nothing was erased. */
        EvidenceBase base;
        /** What selection goes by; null before it was tabulated. */
        MemoryTabulations.Table table;

        List<String> clusters = List.of();
        /** The running differences as a text; empty where none are kept. */
        String differences = "";

        Family(String id, FamilyProperties governed) {
            this.id = id;
            this.properties = new HashMap<>(governed.asMap());
        }

        FamilyProperties governed() {
            return new FamilyProperties(properties);
        }

        Settings settings() {
            return governed().settings();
        }
    }

    /** A version with its properties by key, its snapshots by time index and, where it was registered, its evidence. */
    static final class Version {
        /** The seq of the event that set its status last; 0 where none did. */
        long movedBy;

        /** The seq of the event that made it; 0 where none did. */
        long madeBy;

        final String id;
        final Map<String, Object> properties = new HashMap<>();
        final SortedMap<Long, Map<String, Object>> snapshots = new TreeMap<>();
        /** The properties of the snapshots that stood before it was taken over. */
        List<Map<String, Object>> adopted = new ArrayList<>();

        /** The contexts in which it is suspended. */
        SortedSet<String> suspended = new TreeSet<>();

        /** The ids of the participants for whom it is. */
        SortedSet<String> suspendedFor = new TreeSet<>();

        ContextLimit limit = ContextLimit.NONE;

        Evidence evidence;

        Version(String id) {
            this.id = id;
        }

        String text(String key) {
            return properties.get(key) instanceof String text ? text : null;
        }

        String snapshotId(long t) {
            return id + ":t" + t;
        }
    }

    /**
     * The running evidence of a version.
     *
     * @param figures empty before the first refresh
     * @param asOfEvent how many events the family's trail had when the figures were saved
     */
    record Evidence(SavedStates states, Optional<VersionFigures> figures, long asOfEvent) {}

    /** An event with its links; its properties may be edited by hand. */
    static final class Event {
        final Map<String, Object> properties;
        List<String> about;
        final String snapshotId;
        /** The later event that put other texts in it; null where none did. */
        Event redactedBy;

        Event(Map<String, Object> properties, List<String> about, String snapshotId) {
            this.properties = new HashMap<>(properties);
            this.about = about;
            this.snapshotId = snapshotId;
        }

        long seq() {
            return properties.get(EventKey.SEQ) instanceof Long seq ? seq : 0;
        }

        String text(String key) {
            return properties.get(key) instanceof String text ? text : null;
        }
    }

    /** The owner of a chain; empty for the settings' chain before the first grant. */
    Optional<Owner> owner(Chain chain) {
        return chain.familyId() == null ? Optional.ofNullable(settings) : Optional.of(family(chain.familyId()));
    }

    Family family(String id) {
        if (!families.containsKey(id)) {
            throw NotFound.metaPolicy(id);
        }
        return families.get(id);
    }

    Version version(String id) {
        if (!versions.containsKey(id)) {
            throw new NotFound("there is no version '" + id + "'");
        }
        return versions.get(id);
    }

    /** The families that a version is linked to. */
    List<Family> familiesOf(String versionId) {
        return families.values().stream()
                .filter(family -> family.versions.contains(versionId))
                .toList();
    }

    /** An event as it stands, its links to what still exists. */
    StoredEvent stored(Event event) {
        boolean rests = versions.values().stream().anyMatch(version -> version.snapshots.keySet().stream()
                .anyMatch(t -> version.snapshotId(t).equals(event.snapshotId)));
        return new StoredEvent(
                event.properties,
                event.about,
                rests ? List.of(event.snapshotId) : List.of(),
                event.redactedBy == null ? null : stored(event.redactedBy));
    }

    /** Saves running states with what is read of them; without a shadow state nothing of it is kept. */
    void save(Version version, SavedStates states, VersionFigures figures) {
        boolean shadowed = !states.shadow().isEmpty();
        VersionFigures kept = new VersionFigures(
                figures.trustScore(),
                figures.trustLower(),
                figures.trustUpper(),
                figures.safetyNorm(),
                figures.n(),
                figures.nSinceResume(),
                figures.nTotal(),
                figures.rewardMean(),
                figures.shadowTrust(),
                shadowed ? figures.shadowN() : 0,
                figures.shadowRewardMean(),
                shadowed && figures.shadowAlarm(),
                figures.alarm(),
                figures.knownClusters(),
                figures.shadowKnownClusters(),
                figures.known());
        long events = familiesOf(version.id).stream()
                .mapToLong(family -> family.counted)
                .sum();
        version.evidence = new Evidence(states, Optional.of(kept), events);
        version.properties.put("trust_score_latest", figures.trustScore());
        version.properties.put("trust_lower_latest", figures.trustLower());
        version.properties.put("trust_upper_latest", figures.trustUpper());
        version.properties.put("n_episodes_latest", figures.n());
    }

    /** What of these properties are finite numbers, by key. */
    static Map<String, Double> numbers(Map<String, Object> properties) {
        Map<String, Double> numbers = new HashMap<>();
        properties.forEach((key, value) -> {
            if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
                numbers.put(key, number.doubleValue());
            }
        });
        return numbers;
    }
}
