package org.metapolicy.testing.memory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.erasure.Holdings;
import org.metapolicy.testing.memory.MemoryGraph.Event;
import org.metapolicy.testing.memory.MemoryGraph.Family;
import org.metapolicy.testing.memory.MemoryGraph.Owner;
import org.metapolicy.testing.memory.MemoryGraph.Version;
import org.metapolicy.trail.Chain;

/** Edits of the graph in memory. */
public final class MemoryHandEdits implements HandEdits {
    private final MemoryGraph graph;

    public MemoryHandEdits(MemoryGraph graph) {
        this.graph = graph;
    }

    @Override
    public void addParticipant(String id) {
        graph.participants.add(id);
    }

    @Override
    public void addEpisode(String versionId, String participantId) {
        graph.people
                .computeIfAbsent(participantId, any -> new TreeMap<>())
                .merge(
                        graph.familiesOf(versionId).get(0).id,
                        new Holdings.Kept(1, 1, 0, 0, 0, 0, 0),
                        Holdings.Kept::plus);
    }

    @Override
    public void setApprovers(List<String> names) {
        graph.settings.names = names;
    }

    @Override
    public void deleteSettings() {
        graph.settings = null;
    }

    @Override
    public void makeFamily(String familyId, Map<String, Object> properties) {
        graph.families.put(familyId, new Family(familyId, new FamilyProperties(properties)));
    }

    @Override
    public void setFamily(String familyId, String key, Object value) {
        graph.family(familyId).properties.put(key, value);
    }

    @Override
    public void setVersion(String versionId, String key, Object value) {
        Map<String, Object> properties = graph.version(versionId).properties;
        if (value == null) {
            properties.remove(key);
        } else {
            properties.put(key, value);
        }
    }

    @Override
    public void linkVersion(String familyId, String versionId) {
        if (!graph.versions.containsKey(versionId)) {
            Version made = new Version(versionId);
            made.properties.put(VersionHistory.STATUS, "CANDIDATE");
            graph.versions.put(versionId, made);
        }
        graph.family(familyId).versions.add(versionId);
    }

    @Override
    public void addDefault(String familyId, String versionId) {
        graph.family(familyId).defaults.add(graph.version(versionId).id);
    }

    @Override
    public void setEvent(Chain chain, long seq, String key, Object value) {
        Map<String, Object> properties = event(chain, seq).properties;
        if (value == null) {
            properties.remove(key);
        } else {
            properties.put(key, value);
        }
    }

    @Override
    public void deleteEvent(Chain chain, long seq) {
        Owner owner = graph.owner(chain).orElseThrow();
        Event event = event(chain, seq);
        owner.events.remove(event);
        if (owner.last == event) {
            owner.last = null;
        }
    }

    @Override
    public void copyEvent(Chain chain, long seq, Map<String, Object> changes) {
        Event original = event(chain, seq);
        Map<String, Object> properties = new HashMap<>(original.properties);
        properties.putAll(changes);
        graph.owner(chain).orElseThrow().events.add(new Event(properties, original.about, original.snapshotId));
    }

    @Override
    public void relinkEvent(Chain chain, long seq, String versionId) {
        event(chain, seq).about = List.of(graph.version(versionId).id);
    }

    @Override
    public void saveEvidence(String versionId, SavedStates states, VersionFigures figures) {
        graph.save(graph.version(versionId), states, figures);
    }

    @Override
    public void saveDifferences(String familyId, String differences) {
        graph.family(familyId).differences = differences;
    }

    @Override
    public void saveTable(String familyId, Tabulation tabulation, long events, long at) {
        graph.family(familyId).table = new MemoryTabulations.Table(tabulation, events, at);
    }

    @Override
    public void setSnapshot(String versionId, long t, Map<String, Object> properties) {
        Version version = graph.version(versionId);
        Map<String, Object> all = new HashMap<>(version.snapshots.getOrDefault(t, Map.of("t", t)));
        all.putAll(properties);
        version.snapshots.put(t, all);
    }

    @Override
    public void setAdoptedSnapshot(String versionId, String key, Object value) {
        Version version = graph.version(versionId);
        version.adopted.replaceAll(snapshot -> {
            Map<String, Object> edited = new HashMap<>(snapshot);
            edited.put(key, value);
            return edited;
        });
    }

    @Override
    public void deleteSnapshot(String versionId, long t) {
        graph.version(versionId).snapshots.remove(t);
    }

    private Event event(Chain chain, long seq) {
        return graph.owner(chain).orElseThrow().events.stream()
                .filter(event -> event.seq() == seq)
                .findFirst()
                .orElseThrow();
    }
}
