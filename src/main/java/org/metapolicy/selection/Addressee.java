package org.metapolicy.selection;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** Whom and what a family is sought for; null is not named. */
public record Addressee(String participantId, String groupId, String task) {
    private static final Set<String> KEYS = new TreeSet<>(Set.of("participant_id", "group_id", "task"));

    /** @throws InvalidInput if neither a participant nor a group is named */
    public Addressee {
        if (participantId == null && groupId == null) {
            throw new InvalidInput(
                    "participant_id and group_id are both missing: at least one is needed to find a family");
        }
    }

    /**
     * Reads a map with the keys participant_id, group_id and task.
     *
     * @throws InvalidInput on another key, a wrong type, or neither participant nor group
     */
    public static Addressee of(Map<String, ?> map) {
        Map<String, ?> given = map == null ? Map.of() : map;
        given.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw new InvalidInput("unknown key '" + key + "' in who: known are " + String.join(", ", KEYS));
        });
        SelectionContext context = SelectionContext.of(given);
        return new Addressee(context.participantId(), context.groupId(), context.task());
    }

    /** What is named, as it reads within a sentence. */
    @Override
    public String toString() {
        return Stream.of(named("participant", participantId), named("group", groupId), named("task", task))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> named(String what, String id) {
        return Optional.ofNullable(id).map(known -> what + " '" + known + "'");
    }
}
