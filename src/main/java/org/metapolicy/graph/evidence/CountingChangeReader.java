package org.metapolicy.graph.evidence;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.CountingChange;
import org.metapolicy.evidence.clustering.FrozenCentroids;
import org.metapolicy.evidence.tabulation.ContextSnapshot;
import org.metapolicy.governance.MoveEvidence;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.tabulation.GraphContextSnapshots;
import org.metapolicy.policy.MapsAreObjects;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;

/** Reads from a family's trail what changed how its evidence counts. */
final class CountingChangeReader {
    // Integers must come back as integers, or a stored window size would no longer be one.
    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .registerTypeAdapterFactory(new MapsAreObjects())
            .create();

    private final Node family;

    CountingChangeReader(Node family) {
        this.family = family;
    }

    /** In the order of the trail. */
    List<CountingChange> read() {
        return events().stream().flatMap(event -> change(event).stream()).toList();
    }

    private List<Node> events() {
        List<Node> events = new ArrayList<>();
        for (Relationship link : family.getRelationships(Direction.OUTGOING, Types.HAS_EVENT)) {
            events.add(link.getEndNode());
        }
        events.sort(Comparator.comparingLong(event -> number(event, EventKey.SEQ)));
        return events;
    }

    /** The same, and where snapshots of trust in context were taken: each as far on as the trail had come. */
    List<CountingChange> readWithLooks() {
        TreeMap<Long, List<CountingChange>> bySeq = new TreeMap<>();
        for (Node event : events()) {
            change(event)
                    .ifPresent(change -> bySeq.computeIfAbsent(number(event, EventKey.SEQ), seq -> new ArrayList<>())
                            .add(change));
        }
        GovernedNodes.ends(family, Types.HAS_VERSION).stream()
                .flatMap(version -> GraphContextSnapshots.of(version).stream())
                .map(ContextSnapshot::moment)
                .distinct()
                .sorted(Comparator.comparingLong(ContextSnapshot.Moment::counted))
                .forEach(moment -> bySeq.computeIfAbsent(moment.asOfEvent(), seq -> new ArrayList<>())
                        .add(new CountingChange.Looked(moment.counted(), moment)));
        List<CountingChange> all = new ArrayList<>();
        bySeq.values().forEach(all::addAll);
        long ceiling = Long.MAX_VALUE;
        for (int i = all.size() - 1; i >= 0; i--) {
            // One whose number was edited keeps no later change from its place.
            if (all.get(i) instanceof CountingChange.Looked looked) {
                all.set(i, new CountingChange.Looked(Math.min(ceiling, looked.counted()), looked.moment()));
            }
            ceiling = all.get(i).counted();
        }
        return all;
    }

    private static Optional<CountingChange> change(Node event) {
        long counted = number(event, EventKey.COUNTED);
        return action(event).flatMap(action -> switch (action) {
            case CREATED, CONFIGURED -> Optional.of(new CountingChange.SettingsChanged(counted, settings(event)));
            // Its versions' events say nothing of settings.
            case ADOPTED ->
                event.hasProperty(EventKey.VERSION_ID)
                        ? Optional.empty()
                        : Optional.of(new CountingChange.SettingsChanged(counted, settings(event)));
            case RESUMED -> Optional.of(resumed(event, counted));
            case SUSPENDED_FOR_PARTICIPANT ->
                Optional.of(new CountingChange.SuspendedFor(
                        counted, version(event), GovernedNodes.text(event, EventKey.PARTICIPANT)));
            case PROMOTED -> Optional.of(new CountingChange.Promoted(counted, version(event), !tellsOfLimits(event)));
            case CONTEXTS_CLUSTERED -> Optional.of(new CountingChange.ContextsClustered(counted, clusters(event)));
            case PARTICIPANT_ERASED, EVIDENCE_IMPORTED -> based(event, counted);
            default -> Optional.<CountingChange>empty();
        });
    }

    private static CountingChange resumed(Node event, long counted) {
        if (event.hasProperty(EventKey.PARTICIPANT)) {
            return new CountingChange.ResumedFor(
                    counted, version(event), GovernedNodes.text(event, EventKey.PARTICIPANT));
        }
        return event.hasProperty(EventKey.CONTEXT_CLUSTER)
                ? new CountingChange.ResumedIn(
                        counted, version(event), GovernedNodes.text(event, EventKey.CONTEXT_CLUSTER))
                : new CountingChange.Resumed(counted, version(event));
    }

    /** Events of before do not say whether limits froze at once. */
    private static boolean tellsOfLimits(Node event) {
        String evidence = GovernedNodes.text(event, EventKey.EVIDENCE);
        return evidence != null
                && parsed(event, EventKey.EVIDENCE, evidence, new TypeToken<Map<String, Object>>() {})
                        .containsKey(MoveEvidence.LIMITS);
    }

    /** Empty where nothing that had been counted was erased, so that recounts start as before. */
    private static Optional<CountingChange> based(Node event, long counted) {
        Map<String, Object> evidence =
                parsed(event, EventKey.EVIDENCE, GovernedNodes.text(event, EventKey.EVIDENCE), new TypeToken<>() {});
        if (!evidence.containsKey("base")) {
            return Optional.empty();
        }
        if (evidence.get("base") instanceof Map<?, ?> base && base.get("sha256") instanceof String digest) {
            return Optional.of(new CountingChange.Based(counted, number(event, EventKey.SEQ), digest));
        }
        throw changed(event, EventKey.EVIDENCE);
    }

    private static String version(Node event) {
        String version = GovernedNodes.text(event, EventKey.VERSION_ID);
        if (version == null) {
            throw changed(event, EventKey.VERSION_ID);
        }
        return version;
    }

    /** Empty for an event whose action was tampered with: that is for metapolicy.audit.verify to name. */
    private static Optional<GovernanceAction> action(Node event) {
        Object name = event.getProperty(EventKey.ACTION, null);
        return Arrays.stream(GovernanceAction.values())
                .filter(action -> action.name().equals(name))
                .findFirst();
    }

    private static Settings settings(Node event) {
        try {
            return Settings.among(after(event));
        } catch (InvalidInput edited) {
            throw changed(event, EventKey.SETTINGS_AFTER);
        }
    }

    private static List<String> clusters(Node event) {
        Object centroids = after(event).get(Schema.Family.CENTROIDS);
        List<double[]> read = FrozenCentroids.read(centroids instanceof String json ? json : "")
                .orElseThrow(() -> changed(event, EventKey.SETTINGS_AFTER));
        return List.copyOf(ContextClusters.namesOfCentroids(read.size()));
    }

    private static Map<String, Object> after(Node event) {
        return parsed(
                event,
                EventKey.SETTINGS_AFTER,
                GovernedNodes.text(event, EventKey.SETTINGS_AFTER),
                new TypeToken<>() {});
    }

    private static <T> T parsed(Node event, String key, String json, TypeToken<T> type) {
        try {
            T read = json == null ? null : GSON.fromJson(json, type);
            if (read != null) {
                return read;
            }
        } catch (JsonParseException edited) {
            throw changed(event, key);
        }
        throw changed(event, key);
    }

    private static long number(Node event, String key) {
        Double number = GovernedNodes.number(event, key);
        if (number == null) {
            throw changed(event, key);
        }
        return number.longValue();
    }

    private static Conflict changed(Node event, String key) {
        return new Conflict("evidence cannot be counted again: " + key + " of event '" + GovernedNodes.id(event)
                + "' is not what a move wrote; see metapolicy.audit.verify");
    }
}
