package org.metapolicy.governance;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.trail.CanonicalJson;

/**
 * Whom a family runs on, as its trail tells it: by names that give nobody's id away and that nobody can make again once the
 * salt is gone.
 *
 * @param participants names of participants; with none and no groups the family runs on anybody
 * @param groups names of groups
 */
public record RunsOn(SortedSet<String> participants, SortedSet<String> groups) {
    /** What {@link #text} is of a family that names nobody. */
    public static final String ANYBODY = "anybody";

    public RunsOn {
        participants = Collections.unmodifiableSortedSet(new TreeSet<>(participants));
        groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    }

    public static RunsOn of(Collection<String> participants, Collection<String> groups) {
        return new RunsOn(new TreeSet<>(participants), new TreeSet<>(groups));
    }

    /** The name of a participant or group: SHA-256 of a salt that is kept with the link alone, and the id. */
    public static String name(String salt, String id) {
        return CanonicalJson.sha256(salt + "\n" + id);
    }

    /** The names that came and those that went since, by what they are; what did not change is left out. */
    public Map<String, List<String>> changesFrom(RunsOn before) {
        Map<String, List<String>> changes = new TreeMap<>();
        put(changes, "participants_added", participants, before.participants);
        put(changes, "participants_removed", before.participants, participants);
        put(changes, "groups_added", groups, before.groups);
        put(changes, "groups_removed", before.groups, groups);
        return changes;
    }

    private static void put(
            Map<String, List<String>> changes, String key, SortedSet<String> of, SortedSet<String> but) {
        List<String> names = of.stream().filter(name -> !but.contains(name)).toList();
        if (!names.isEmpty()) {
            changes.put(key, names);
        }
    }

    /** How many, and a digest over all names; the same for the same names in whatever order. */
    public String text() {
        return participants.isEmpty() && groups.isEmpty() ? ANYBODY : limited();
    }

    /** The same of a family that stays limited where nobody is left: whoever is erased widens nothing. */
    public String limited() {
        return "participants: " + participants.size() + ", groups: " + groups.size() + ", sha256: "
                + CanonicalJson.sha256(String.join("\n", participants) + "\n\n" + String.join("\n", groups));
    }
}
