package org.metapolicy.trail;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The state that a chain's events lead to, one event after another. */
final class Replay {
    private static final List<GovernanceAction> NEVER_AUTOMATIC = List.of(
            GovernanceAction.CREATED,
            GovernanceAction.ADOPTED,
            GovernanceAction.PROMOTED,
            GovernanceAction.RESUMED,
            GovernanceAction.FALLBACK_SET,
            GovernanceAction.MODE_SET,
            GovernanceAction.CONFIGURED,
            GovernanceAction.CONTEXTS_CLUSTERED,
            GovernanceAction.EVIDENCE_IMPORTED,
            GovernanceAction.PARTICIPANT_ERASED,
            GovernanceAction.APPROVER_GRANTED,
            GovernanceAction.APPROVER_REVOKED);

    /**
     * A version by the events so far.
     *
     * @param seq the event that says its status
     * @param limitedTo the contexts that it may serve in, as {@link ContextLimit#text}; null where in all
     */
    record Version(String status, RecordedContents contents, long seq, String limitedTo) {
        String maker() {
            return contents.made().text(EventKey.ACTOR);
        }
    }

    private final Map<String, Version> versions = new LinkedHashMap<>();
    private final Map<String, TreeSet<String>> suspended = new HashMap<>();
    private final Map<String, TreeSet<String>> suspendedFor = new HashMap<>();
    private String settings;
    private String defaultId;
    private String fallbackId;
    private AutomaticEvents automatic = AutomaticEvents.NONE;
    private long last;

    Map<String, Version> versions() {
        return versions;
    }

    /** The contexts in which a version is suspended. */
    List<String> suspended(String versionId) {
        return List.copyOf(suspended.getOrDefault(versionId, new TreeSet<>()));
    }

    /** The names of the participants for whom a version is suspended. */
    List<String> suspendedFor(String versionId) {
        return List.copyOf(suspendedFor.getOrDefault(versionId, new TreeSet<>()));
    }

    String settings() {
        return settings;
    }

    String defaultId() {
        return defaultId;
    }

    String fallbackId() {
        return fallbackId;
    }

    /** Takes one event in; gives what about it contradicts those before, or null. */
    String take(StoredEvent event) {
        String problem = contradiction(event);
        last = event.seq();
        automatic = automatic.and(event);
        defaultId = event.text(EventKey.DEFAULT_AFTER);
        if (event.text(EventKey.SETTINGS_AFTER) != null) {
            settings = event.text(EventKey.SETTINGS_AFTER);
        }
        String versionId = event.text(EventKey.VERSION_ID);
        if (event.is(GovernanceAction.FALLBACK_SET)) {
            fallbackId = versionId;
        }
        String cluster = event.text(EventKey.CONTEXT_CLUSTER);
        if (event.is(GovernanceAction.SUSPENDED_IN_CONTEXT)) {
            suspended.computeIfAbsent(versionId, any -> new TreeSet<>()).add(String.valueOf(cluster));
        } else if (event.is(GovernanceAction.RESUMED) && cluster != null) {
            suspended.computeIfAbsent(versionId, any -> new TreeSet<>()).remove(cluster);
        }
        takePeople(event, versionId);
        if (event.text(EventKey.TO_STATUS) != null) {
            versions.put(versionId, moved(event, versions.get(versionId)));
        }
        return problem;
    }

    /** Of an erased participant nothing is left that a suspension could be of. */
    private void takePeople(StoredEvent event, String versionId) {
        String participant = event.text(EventKey.PARTICIPANT);
        if (event.is(GovernanceAction.SUSPENDED_FOR_PARTICIPANT)) {
            suspendedFor.computeIfAbsent(versionId, any -> new TreeSet<>()).add(String.valueOf(participant));
        } else if (event.is(GovernanceAction.RESUMED) && participant != null) {
            suspendedFor.computeIfAbsent(versionId, any -> new TreeSet<>()).remove(participant);
        } else if (event.is(GovernanceAction.PARTICIPANT_ERASED)
                && event.evidence().get(EventEvidence.LIFTED) instanceof List<?> lifted) {
            suspendedFor.values().forEach(names -> names.removeIf(lifted::contains));
        }
    }

    private String peopleContradiction(StoredEvent event, Version version) {
        String versionId = event.text(EventKey.VERSION_ID);
        String participant = event.text(EventKey.PARTICIPANT);
        boolean stands = participant != null && suspendedFor(versionId).contains(participant);
        if (event.is(GovernanceAction.SUSPENDED_FOR_PARTICIPANT)
                && (version == null || participant == null || stands)) {
            return "it suspends version '" + versionId + "' for participant '" + participant
                    + "', to whom it was not served before";
        }
        return event.is(GovernanceAction.RESUMED) && participant != null && !stands
                ? "it resumes version '" + versionId + "' for participant '" + participant
                        + "', for whom it was not suspended"
                : null;
    }

    private String contradiction(StoredEvent event) {
        if (!Objects.equals(defaultId, event.text(EventKey.DEFAULT_BEFORE))) {
            return "it starts from the default " + event.text(EventKey.DEFAULT_BEFORE) + ", event " + last + " left "
                    + defaultId;
        }
        if (event.text(EventKey.SETTINGS_AFTER) != null
                && !Objects.equals(settings, event.text(EventKey.SETTINGS_BEFORE))) {
            return "it starts from other settings than event " + last + " left";
        }
        Version version = versions.get(event.text(EventKey.VERSION_ID));
        String from = event.text(EventKey.FROM_STATUS);
        if (event.text(EventKey.TO_STATUS) != null && !Objects.equals(version == null ? null : version.status, from)) {
            return "it takes version '" + event.text(EventKey.VERSION_ID) + "' from " + from + ", and it was "
                    + (version == null ? "not registered" : version.status);
        }
        String limit = event.text(EventKey.LIMITED_TO);
        if (event.text(EventKey.TO_STATUS) != null
                && !event.is(GovernanceAction.PROMOTED)
                && !Objects.equals(version == null ? null : version.limitedTo, limit)) {
            return "it changes where version '" + event.text(EventKey.VERSION_ID)
                    + "' may serve, and only a promotion may";
        }
        if (limit != null
                && (event.is(GovernanceAction.FALLBACK_SET)
                        || event.is(GovernanceAction.PROMOTED)
                                && Objects.equals(
                                        event.text(EventKey.VERSION_ID), event.text(EventKey.DEFAULT_AFTER)))) {
            return "it lets version '" + event.text(EventKey.VERSION_ID)
                    + "' serve everywhere, which may serve in some contexts alone";
        }
        String cluster = event.text(EventKey.CONTEXT_CLUSTER);
        boolean stands =
                cluster != null && suspended(event.text(EventKey.VERSION_ID)).contains(cluster);
        if (event.is(GovernanceAction.SUSPENDED_IN_CONTEXT) && (version == null || cluster == null || stands)) {
            return "it suspends version '" + event.text(EventKey.VERSION_ID) + "' in context '" + cluster
                    + "', where it was not served before";
        }
        if (event.is(GovernanceAction.RESUMED) && cluster != null && !stands) {
            return "it resumes version '" + event.text(EventKey.VERSION_ID) + "' in context '" + cluster
                    + "', where it was not suspended";
        }
        String people = peopleContradiction(event, version);
        if (people != null) {
            return people;
        }
        return automaticContradiction(event);
    }

    private String automaticContradiction(StoredEvent event) {
        boolean by = ActorKind.AUTOMATIC.name().equals(event.text(EventKey.ACTOR_KIND));
        if (by && NEVER_AUTOMATIC.stream().anyMatch(event::is)) {
            return "it is AUTOMATIC, and only a person may do it";
        }
        Object noted = event.properties().get(EventKey.AUTOMATIC_COUNTS);
        String counted = automatic.and(event).text();
        // Events of earlier versions of the product note none.
        return noted == null || noted.equals(counted)
                ? null
                : "it notes the AUTOMATIC events " + noted + ", its trail leads to " + counted;
    }

    private static Version moved(StoredEvent event, Version before) {
        return new Version(
                event.text(EventKey.TO_STATUS),
                before == null ? RecordedContents.of(event) : before.contents,
                event.seq(),
                event.text(EventKey.LIMITED_TO));
    }
}
