package org.metapolicy.testing.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Registry;
import org.metapolicy.governance.Succession;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.memory.MemoryGraph.Approvers;
import org.metapolicy.testing.memory.MemoryGraph.Evidence;
import org.metapolicy.testing.memory.MemoryGraph.Family;
import org.metapolicy.testing.memory.MemoryGraph.Version;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.NewVersion;
import org.metapolicy.trail.VersionContents;

/** Families and versions in memory. One thread uses it, so its locks are reads. */
public final class MemoryRegistry implements Registry {
    private final MemoryGraph graph;

    public MemoryRegistry(MemoryGraph graph) {
        this.graph = graph;
    }

    @Override
    public Optional<List<String>> graphApprovers() {
        return Optional.ofNullable(graph.settings).map(settings -> settings.names);
    }

    @Override
    public Optional<List<String>> lockGraphApprovers() {
        return graphApprovers();
    }

    @Override
    public void writeGraphApprovers(List<String> approvers) {
        if (graph.settings == null) {
            graph.settings = new Approvers();
        }
        graph.settings.names = List.copyOf(approvers);
    }

    @Override
    public boolean hasFamilies() {
        return graph.families.values().stream().anyMatch(family -> !family.events.isEmpty());
    }

    @Override
    public boolean hasEvents() {
        return hasFamilies() || graph.settings != null && !graph.settings.events.isEmpty();
    }

    @Override
    public boolean familyExists(String familyId) {
        return graph.families.containsKey(familyId);
    }

    @Override
    public boolean versionExists(String versionId) {
        return graph.versions.containsKey(versionId);
    }

    @Override
    public String familyOf(String versionId) {
        List<Family> families = graph.familiesOf(graph.version(versionId).id);
        if (families.size() != 1) {
            throw new Conflict("version '" + versionId + "' belongs to " + families.size()
                    + " meta-policies: it must belong to one, by metapolicy.registerVersion");
        }
        return families.get(0).id;
    }

    @Override
    public FamilyState lock(String familyId, Collection<String> versionIds) {
        FamilyState family = read(familyId);
        versionIds.forEach(graph::version);
        return family;
    }

    @Override
    public FamilyState read(String familyId) {
        Family family = graph.family(familyId);
        return new FamilyState(
                familyId,
                family.governed(),
                defaultOf(family),
                family.fallbacks.stream().sorted().findFirst().orElse(null),
                family.live.stream()
                        .filter(id -> graph.version(id).limit.isNone())
                        .collect(Collectors.toCollection(TreeSet::new)),
                family.countedEvidence);
    }

    /** Where one was added by hand, the one that the trail names. */
    private static String defaultOf(Family family) {
        List<String> ids = family.defaults.stream().sorted().toList();
        String recorded = family.last == null ? null : family.last.text(EventKey.DEFAULT_AFTER);
        if (ids.size() > 1 && ids.contains(recorded)) {
            return recorded;
        }
        return ids.isEmpty() ? null : ids.get(0);
    }

    @Override
    public VersionState version(String versionId) {
        return new VersionHistory(graph, graph.version(versionId)).state();
    }

    @Override
    public VersionContents contents(String versionId) {
        return VersionHistory.contents(graph.version(versionId));
    }

    @Override
    public Optional<String> parent(String versionId) {
        return Optional.ofNullable(graph.version(versionId).text(VersionHistory.PARENT))
                .filter(graph.versions::containsKey);
    }

    @Override
    public Optional<String> contentsChange(String versionId) {
        return new VersionHistory(graph, graph.version(versionId)).contentsChange();
    }

    @Override
    public List<String> versionTags(String familyId) {
        return graph.family(familyId).versions.stream()
                .map(id -> graph.version(id).text(VersionHistory.TAG))
                .filter(tag -> tag != null)
                .toList();
    }

    @Override
    public void addFamily(String familyId, FamilyProperties properties, Instant now) {
        graph.families.put(familyId, new Family(familyId, properties));
    }

    @Override
    public void writeFamily(String familyId, FamilyProperties properties) {
        Map<String, Object> kept = graph.family(familyId).properties;
        kept.keySet().removeIf(FamilyProperties::isGoverned);
        kept.putAll(properties.asMap());
    }

    @Override
    public void addVersion(NewVersion version) {
        if (version.parentId() != null) {
            graph.version(version.parentId());
        }
        Family family = graph.family(version.familyId());
        Version made = new Version(version.id());
        made.properties.put(VersionHistory.POLICY, version.policyId());
        made.properties.put(VersionHistory.TAG, version.tag());
        made.properties.put(VersionHistory.HYPERPARAMS, version.hyperparams());
        made.properties.put(VersionHistory.PARAMETERS, version.parameters());
        made.properties.put(VersionHistory.PARAMETERS_HASH, version.parametersHash());
        made.properties.put(VersionHistory.CREATED_BY, version.createdBy());
        made.properties.put(VersionHistory.CREATED_AT, version.createdAt());
        made.properties.put(VersionHistory.REASONING, version.reasoning());
        if (version.parentId() != null) {
            made.properties.put(VersionHistory.PARENT, version.parentId());
        }
        made.properties.put(VersionHistory.STATUS, VersionStatus.CANDIDATE.name());
        made.properties.put("n_episodes_latest", 0L);
        if (version.contextDim() != null) {
            made.properties.put(VersionHistory.CONTEXT_DIM, version.contextDim());
        }
        made.snapshots.put(0L, Map.of("t", 0L, "n_episodes", 0L));
        made.evidence = new Evidence(new SavedStates("", ""), Optional.empty(), 0);
        graph.versions.put(made.id, made);
        family.versions.add(made.id);
        family.candidates.add(made.id);
    }

    @Override
    public void noteSnapshot(String familyId, String snapshotId, String note) {
        for (String id : graph.family(familyId).versions) {
            Version version = graph.version(id);
            for (long t : version.snapshots.keySet()) {
                if (version.snapshotId(t).equals(snapshotId)) {
                    Map<String, Object> noted = new HashMap<>(version.snapshots.get(t));
                    noted.put("notes", note);
                    version.snapshots.put(t, noted);
                    return;
                }
            }
        }
        throw NotFound.snapshot(familyId, snapshotId);
    }

    @Override
    public void setStatus(VersionState version, VersionStatus to) {
        graph.version(version.id()).properties.put(VersionHistory.STATUS, to.name());
        for (Family family : graph.families.values()) {
            family.live.remove(version.id());
            family.candidates.remove(version.id());
        }
        Family family = graph.family(version.familyId());
        if (to == VersionStatus.LIVE) {
            family.live.add(version.id());
        } else if (to == VersionStatus.CANDIDATE) {
            family.candidates.add(version.id());
        }
    }

    @Override
    public List<String> suspendedContexts(String versionId) {
        return List.copyOf(graph.version(versionId).suspended);
    }

    @Override
    public void suspend(String versionId, SortedSet<String> contexts) {
        graph.version(versionId).suspended = new TreeSet<>(contexts);
    }

    @Override
    public ContextLimit limit(String versionId) {
        return graph.version(versionId).limit;
    }

    @Override
    public void limitTo(String versionId, ContextLimit limit) {
        graph.version(versionId).limit = limit;
    }

    @Override
    public void setDefault(String familyId, String versionId) {
        link(graph.family(familyId).defaults, versionId);
    }

    @Override
    public void setFallback(String familyId, String versionId) {
        link(graph.family(familyId).fallbacks, versionId);
    }

    private void link(List<String> links, String versionId) {
        List<String> only = new ArrayList<>();
        if (versionId != null) {
            only.add(graph.version(versionId).id);
        }
        links.clear();
        links.addAll(only);
    }

    @Override
    public Map<String, Succession.Heir> heirs(Collection<String> versionIds) {
        Map<String, Succession.Heir> heirs = new HashMap<>();
        versionIds.stream()
                .filter(graph.versions::containsKey)
                .sorted(Comparator.naturalOrder())
                .forEach(id -> heirs.put(id, new VersionHistory(graph, graph.version(id)).heir()));
        return heirs;
    }
}
