package org.metapolicy.governance;

import java.util.List;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * Whom a caller wants a family to run on.
 *
 * @param participants ids of existing participants, none for no limit; null to leave them as they are
 * @param groups the same of groups
 */
public record Roster(List<String> participants, List<String> groups) {
    public static final String PARTICIPANTS = "participants";
    public static final String GROUPS = "groups";

    private static final ValueKind<List<String>> IDS =
            ValueKind.listOf("a list of ids, texts that are not blank", ValueKind.APPLICATION_ID);

    public Roster {
        participants = participants == null ? null : List.copyOf(participants);
        groups = groups == null ? null : List.copyOf(groups);
    }

    /** Of a new family: what is not named is not limited. */
    static Roster ofNew(Input spec) {
        return new Roster(
                distinct(spec.read(PARTICIPANTS, IDS).orElse(List.of())),
                distinct(spec.read(GROUPS, IDS).orElse(List.of())));
    }

    /**
     * A change: what is not named stays, null takes the limit away.
     *
     * @throws InvalidInput on an empty list, which might mean nobody or everybody
     */
    static Roster ofChange(Input changes) {
        return new Roster(change(changes, PARTICIPANTS), change(changes, GROUPS));
    }

    private static List<String> change(Input changes, String key) {
        if (!changes.names(key)) {
            return null;
        }
        List<String> ids = distinct(changes.read(key, IDS).orElse(List.of()));
        if (ids.isEmpty() && changes.has(key)) {
            throw new InvalidInput(changes.path(key) + " is []: it must name at least one, or be null for no limit");
        }
        return ids;
    }

    private static List<String> distinct(List<String> ids) {
        return ids.stream().distinct().sorted().toList();
    }

    /** Whether nothing is to change. */
    public boolean stays() {
        return participants == null && groups == null;
    }
}
