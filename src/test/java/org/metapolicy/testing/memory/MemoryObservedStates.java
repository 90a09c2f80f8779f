package org.metapolicy.testing.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.testing.memory.MemoryGraph.Approvers;
import org.metapolicy.testing.memory.MemoryGraph.Family;
import org.metapolicy.testing.memory.MemoryGraph.Version;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.ObservedState;
import org.metapolicy.trail.ObservedStates;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.TakenOver;

/** What a chain governs, as it stands in memory. */
public final class MemoryObservedStates implements ObservedStates {
    private final MemoryGraph graph;

    public MemoryObservedStates(MemoryGraph graph) {
        this.graph = graph;
    }

    @Override
    public ObservedState observe(Chain chain) {
        return chain.familyId() == null ? settings(graph.settings) : family(graph.family(chain.familyId()));
    }

    @Override
    public List<StoredEvent> lastEvents() {
        return graph.families.values().stream()
                .filter(family -> family.last != null)
                .map(family -> graph.stored(family.last))
                .toList();
    }

    private static ObservedState settings(Approvers settings) {
        return settings == null
                ? ObservedState.ofSettings(0, null, List.of())
                : ObservedState.ofSettings(
                        settings.counted,
                        CanonicalJson.of("settings", Map.of(FamilyProperties.APPROVERS, settings.names)),
                        List.of());
    }

    private ObservedState family(Family family) {
        Map<String, Map<String, Double>> snapshots = new HashMap<>();
        Map<String, String> notes = new HashMap<>();
        for (String id : family.versions) {
            Version version = graph.version(id);
            version.snapshots.forEach((t, properties) -> {
                if (properties.get("notes") != null) {
                    notes.put(version.snapshotId(t), (String) properties.get("notes"));
                }
            });
            version.snapshots.forEach(
                    (t, properties) -> snapshots.put(version.snapshotId(t), MemoryGraph.numbers(properties)));
        }
        return new ObservedState(
                family.counted,
                family.governed().json(),
                family.defaults.stream().sorted().toList(),
                family.fallbacks.stream().sorted().toList(),
                family.versions.stream().map(id -> version(family, id)).toList(),
                snapshots,
                notes,
                List.of());
    }

    private ObservedState.Version version(Family family, String id) {
        Version version = graph.version(id);
        return new ObservedState.Version(
                id,
                version.text(VersionHistory.STATUS),
                family.live.contains(id),
                family.candidates.contains(id),
                version.madeBy,
                version.movedBy,
                VersionHistory.contents(version),
                version.text(VersionHistory.CREATED_BY),
                (Instant) version.properties.get(VersionHistory.CREATED_AT),
                version.text(VersionHistory.PARENT),
                version.text(VersionHistory.REASONING),
                TakenOver.digest(version.adopted),
                List.copyOf(version.suspended),
                version.suspendedFor.stream()
                        .map(person -> MemoryMoveEvidence.name(id, person))
                        .sorted()
                        .toList(),
                version.limit.text());
    }
}
