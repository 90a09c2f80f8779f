package org.metapolicy.trail;

import java.util.HashMap;
import java.util.Map;

/**
 * What an event changed: every part is null where it does not apply, but the default before and after, which are null
 * where there was, or is, none.
 *
 * @param annotates the id of the event that this one says something more about
 * @param cluster the context that it is about alone
 * @param participant the name of the participant that it is about alone
 * @param limitedTo the contexts that the version may serve in from then on, as {@link ContextLimit#text}
 */
public record Change(
        String versionId,
        String fromStatus,
        String toStatus,
        String defaultBefore,
        String defaultAfter,
        String snapshotId,
        String parametersHash,
        String settingsBefore,
        String settingsAfter,
        String annotates,
        String cluster,
        String participant,
        String limitedTo) {

    /** Nothing changed yet, and the default stays what it is. */
    public static Change none(String defaultId) {
        return new Change(null, null, null, defaultId, defaultId, null, null, null, null, null, null, null, null);
    }

    public Change ofVersion(String id, Enum<?> from, Enum<?> to, String hash) {
        return new Change(
                id,
                from == null ? null : from.name(),
                to == null ? null : to.name(),
                defaultBefore,
                defaultAfter,
                snapshotId,
                hash,
                settingsBefore,
                settingsAfter,
                annotates,
                cluster,
                participant,
                limitedTo);
    }

    public Change movingDefaultTo(String id) {
        return new Change(
                versionId,
                fromStatus,
                toStatus,
                defaultBefore,
                id,
                snapshotId,
                parametersHash,
                settingsBefore,
                settingsAfter,
                annotates,
                cluster,
                participant,
                limitedTo);
    }

    public Change supportedBy(String snapshot) {
        return new Change(
                versionId,
                fromStatus,
                toStatus,
                defaultBefore,
                defaultAfter,
                snapshot,
                parametersHash,
                settingsBefore,
                settingsAfter,
                annotates,
                cluster,
                participant,
                limitedTo);
    }

    public Change ofSettings(String before, String after) {
        return new Change(
                versionId,
                fromStatus,
                toStatus,
                defaultBefore,
                defaultAfter,
                snapshotId,
                parametersHash,
                before,
                after,
                annotates,
                cluster,
                participant,
                limitedTo);
    }

    public Change annotating(String eventId) {
        return new Change(
                versionId,
                fromStatus,
                toStatus,
                defaultBefore,
                defaultAfter,
                snapshotId,
                parametersHash,
                settingsBefore,
                settingsAfter,
                eventId,
                cluster,
                participant,
                limitedTo);
    }

    /** About one context alone. */
    public Change inContext(String name) {
        return new Change(
                versionId,
                fromStatus,
                toStatus,
                defaultBefore,
                defaultAfter,
                snapshotId,
                parametersHash,
                settingsBefore,
                settingsAfter,
                annotates,
                name,
                participant,
                limitedTo);
    }

    /** About one participant alone, who goes by this name. */
    public Change forParticipant(String name) {
        return new Change(
                versionId,
                fromStatus,
                toStatus,
                defaultBefore,
                defaultAfter,
                snapshotId,
                parametersHash,
                settingsBefore,
                settingsAfter,
                annotates,
                cluster,
                name,
                limitedTo);
    }

    /** Of a version that may serve in these contexts from then on. */
    public Change limitedTo(ContextLimit limit) {
        return new Change(
                versionId,
                fromStatus,
                toStatus,
                defaultBefore,
                defaultAfter,
                snapshotId,
                parametersHash,
                settingsBefore,
                settingsAfter,
                annotates,
                cluster,
                participant,
                limit.text());
    }

    /** The parts that are there, by property key. */
    Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>();
        all.put(EventKey.VERSION_ID, versionId);
        all.put(EventKey.FROM_STATUS, fromStatus);
        all.put(EventKey.TO_STATUS, toStatus);
        all.put(EventKey.DEFAULT_BEFORE, defaultBefore);
        all.put(EventKey.DEFAULT_AFTER, defaultAfter);
        all.put(EventKey.SNAPSHOT_ID, snapshotId);
        all.put(EventKey.PARAMETERS_HASH, parametersHash);
        all.put(EventKey.SETTINGS_BEFORE, settingsBefore);
        all.put(EventKey.SETTINGS_AFTER, settingsAfter);
        all.put(EventKey.ANNOTATES, annotates);
        all.put(EventKey.CONTEXT_CLUSTER, cluster);
        all.put(EventKey.PARTICIPANT, participant);
        all.put(EventKey.LIMITED_TO, limitedTo);
        all.values().removeIf(value -> value == null);
        return all;
    }
}
