package org.metapolicy.testing.memory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.governance.Roster;
import org.metapolicy.governance.Rosters;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** Whom families run on, in memory: the salt of each that is linked, by its id. */
public final class MemoryRosters implements Rosters {
    private final MemoryGraph graph;

    public MemoryRosters(MemoryGraph graph) {
        this.graph = graph;
    }

    @Override
    public RunsOn of(String familyId) {
        MemoryGraph.Family family = graph.family(familyId);
        return RunsOn.of(names(family.participants), names(family.groups));
    }

    @Override
    public RunsOn write(String familyId, Roster roster) {
        MemoryGraph.Family family = graph.family(familyId);
        write(family.participants, roster.participants(), graph.participants, "participants", "Participant");
        write(family.groups, roster.groups(), graph.groups, "groups", "Group");
        return of(familyId);
    }

    @Override
    public Optional<RunsOn> drop(String familyId, String participantId) {
        return graph.family(familyId).participants.remove(participantId) == null
                ? Optional.empty()
                : Optional.of(of(familyId));
    }

    private static List<String> names(SortedMap<String, String> salts) {
        return salts.entrySet().stream()
                .map(one -> RunsOn.name(one.getValue(), one.getKey()))
                .toList();
    }

    private void write(
            SortedMap<String, String> salts, List<String> ids, Collection<String> existing, String key, String label) {
        if (ids == null) {
            return;
        }
        for (String id : ids) {
            if (!existing.contains(id)) {
                throw new NotFound(key + " names '" + id + "': there is no " + label + " of that id");
            }
        }
        SortedMap<String, String> kept = new TreeMap<>(salts);
        salts.clear();
        ids.forEach(id -> salts.put(id, kept.computeIfAbsent(id, other -> "salt " + graph.salts++)));
    }
}
