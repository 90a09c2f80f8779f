package org.metapolicy.testing.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.app.moves.EraseParticipant;
import org.metapolicy.evidence.EvidenceBase;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.recording.EvidenceBases;
import org.metapolicy.governance.erasure.FamilyTexts;
import org.metapolicy.governance.erasure.Holdings;
import org.metapolicy.governance.erasure.PersonalData;
import org.metapolicy.governance.erasure.Redaction;
import org.metapolicy.governance.erasure.RunningTexts;

/** What is kept of participants in memory: how much, for each family, and the texts that may name them. */
final class MemoryPeople implements PersonalData, FamilyTexts, EvidenceBases {
    private final MemoryGraph graph;

    private MemoryPeople(MemoryGraph graph) {
        this.graph = graph;
    }

    static EraseParticipant.Memory over(MemoryGraph graph) {
        MemoryPeople people = new MemoryPeople(graph);
        return new EraseParticipant.Memory(people, people, new MemoryCountedEvidence(graph), people);
    }

    @Override
    public List<String> families() {
        return graph.families.values().stream()
                .filter(family -> !family.events.isEmpty())
                .map(family -> family.id)
                .toList();
    }

    @Override
    public Person find(String participantId) {
        Map<String, Holdings.Kept> kept = new TreeMap<>(graph.people.getOrDefault(participantId, new TreeMap<>()));
        graph.families.values().stream()
                .filter(family -> family.participants.containsKey(participantId))
                .forEach(family -> kept.merge(family.id, new Holdings.Kept(0, 0, 0, 0, 0, 0, 1), Holdings.Kept::plus));
        Holdings holdings = new Holdings(
                Set.of(),
                kept.values().stream().reduce(Holdings.NOTHING, Holdings.Kept::plus),
                new TreeMap<>(kept),
                new Holdings.Application(graph.participants.contains(participantId) ? 1 : 0, 0, 0));
        return new Person() {
            @Override
            public Holdings holdings() {
                return holdings;
            }

            @Override
            public SortedMap<String, List<String>> suspensions() {
                SortedMap<String, List<String>> names = new TreeMap<>();
                graph.families.values().forEach(family -> family.versions.stream()
                        .filter(id -> graph.version(id).suspendedFor.contains(participantId))
                        .forEach(id -> names.computeIfAbsent(family.id, any -> new ArrayList<>())
                                .add(MemoryMoveEvidence.name(id, participantId))));
                return names;
            }

            @Override
            public Mentions remove(Redaction names) {
                graph.people.remove(participantId);
                graph.versions.values().forEach(version -> version.suspendedFor.remove(participantId));
                return new Mentions(0, 0);
            }
        };
    }

    @Override
    public boolean statesName(String familyId, Redaction names) {
        return states(graph.family(familyId), names, false) > 0;
    }

    @Override
    public long replace(String familyId, Redaction names) {
        MemoryGraph.Family family = graph.family(familyId);
        long changed = states(family, names, true);
        for (String id : family.versions) {
            MemoryGraph.Version version = graph.version(id);
            changed += replace(version.properties, names);
            for (long t : List.copyOf(version.snapshots.keySet())) {
                Map<String, Object> snapshot = new TreeMap<>(version.snapshots.get(t));
                if (replace(snapshot, names) > 0) {
                    version.snapshots.put(t, snapshot);
                    changed++;
                }
            }
        }
        return changed;
    }

    private long states(MemoryGraph.Family family, Redaction names, boolean write) {
        List<String> clusters = family.clusters.stream().map(names::ofContext).toList();
        long named = clusters.equals(family.clusters) ? 0 : 1;
        if (write) {
            family.clusters = new ArrayList<>(clusters);
        }
        for (String id : family.versions) {
            MemoryGraph.Evidence evidence = graph.version(id).evidence;
            if (evidence != null) {
                SavedStates states = new SavedStates(
                        RunningTexts.of(evidence.states().live(), names),
                        RunningTexts.of(evidence.states().shadow(), names));
                named += states.equals(evidence.states()) ? 0 : 1;
                if (write) {
                    graph.version(id).evidence =
                            new MemoryGraph.Evidence(states, evidence.figures(), evidence.asOfEvent());
                }
            }
        }
        return named;
    }

    private static long replace(Map<String, Object> properties, Redaction names) {
        long changed = 0;
        for (String key : List.of("hyperparams", "reasoning", "notes")) {
            if (properties.get(key) instanceof String text && names.meets(text)) {
                properties.put(key, names.of(text));
                changed = 1;
            }
        }
        return changed;
    }

    @Override
    public void save(String familyId, EvidenceBase base) {
        graph.family(familyId).base = base;
    }
}
