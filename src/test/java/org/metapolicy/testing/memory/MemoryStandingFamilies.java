package org.metapolicy.testing.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.governance.adoption.AdoptedFamily;
import org.metapolicy.governance.adoption.AdoptedVersion;
import org.metapolicy.governance.adoption.StandingFamilies;
import org.metapolicy.governance.adoption.StandingFamily;
import org.metapolicy.governance.adoption.StandingVersion;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.memory.MemoryGraph.Evidence;
import org.metapolicy.testing.memory.MemoryGraph.Family;
import org.metapolicy.testing.memory.MemoryGraph.Version;

/** Families in memory that no event tells of. In memory a version's parent is a property alone. */
public final class MemoryStandingFamilies implements StandingFamilies {
    private final MemoryGraph graph;

    public MemoryStandingFamilies(MemoryGraph graph) {
        this.graph = graph;
    }

    @Override
    public StandingFamily lock(String familyId) {
        Family family = graph.family(familyId);
        Map<String, Object> properties = new HashMap<>(family.properties);
        properties.put("id", familyId);
        return new StandingFamily(
                familyId,
                properties,
                new TreeMap<>(Map.of(
                        "DEFAULT_POLICY",
                        List.copyOf(family.defaults),
                        "FALLBACK_POLICY",
                        List.copyOf(family.fallbacks),
                        "HAS_LIVE_VERSION",
                        List.copyOf(family.live),
                        "HAS_CANDIDATE_VERSION",
                        List.copyOf(family.candidates))),
                family.versions.stream().map(this::version).toList(),
                family.events.isEmpty()
                        ? List.of()
                        : List.of("is governed already: it has a trail, see metapolicy.audit"));
    }

    private StandingVersion version(String id) {
        Version version = graph.version(id);
        Map<String, Object> properties = new HashMap<>(version.properties);
        properties.put("id", id);
        return new StandingVersion(
                properties,
                List.of(),
                graph.versions.containsKey(String.valueOf(version.text(VersionHistory.PARENT))),
                List.copyOf(version.snapshots.values()),
                List.of());
    }

    @Override
    public void takeOver(AdoptedFamily adopted, Instant now) {
        new MemoryRegistry(graph).writeFamily(adopted.id(), adopted.governed());
        Family family = graph.family(adopted.id());
        List.of(family.defaults, family.fallbacks, family.live, family.candidates)
                .forEach(links -> links.clear());
        for (AdoptedVersion taken : adopted.versions()) {
            Version version = graph.version(taken.version().id());
            version.properties.keySet().removeIf(AdoptedVersion::isOwn);
            version.properties.putAll(taken.properties());
            version.adopted.addAll(version.snapshots.values());
            version.snapshots.clear();
            version.snapshots.put(0L, Map.of("t", 0L, "n_episodes", 0L));
            version.evidence = new Evidence(new SavedStates("", ""), Optional.empty(), 0);
            if (taken.status() == VersionStatus.CANDIDATE) {
                family.candidates.add(version.id);
            }
        }
    }
}
