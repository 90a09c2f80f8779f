package org.metapolicy.selection;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.ValueKind;

/** Whom and what a decision is for; null is not named. */
public record Addressee(String participantId, String groupId, String task) {
    private static final List<String> KEYS =
            List.of(ContextKey.GROUP_ID.key(), ContextKey.PARTICIPANT_ID.key(), ContextKey.TASK.key());

    /**
     * This, to find a family by.
     *
     * @throws InvalidInput if nothing is named
     */
    public Addressee sought() {
        if (participantId == null && groupId == null && task == null) {
            throw new InvalidInput(
                    "participant_id, group_id and task are all missing: at least one is needed to find a family");
        }
        return this;
    }

    /**
     * Reads participant_id, group_id and task; ids of participants and groups are the application's, in whatever form.
     *
     * @throws InvalidInput on another key, a wrong type, or none of the three
     */
    public static Addressee of(Input who) {
        who.only(KEYS);
        return new Addressee(
                        who.read(ContextKey.PARTICIPANT_ID.key(), ValueKind.APPLICATION_ID)
                                .orElse(null),
                        who.read(ContextKey.GROUP_ID.key(), ValueKind.APPLICATION_ID)
                                .orElse(null),
                        who.read(ContextKey.TASK.key(), ValueKind.WORDS).orElse(null))
                .sought();
    }

    /** What is named, as it reads within a sentence. */
    @Override
    public String toString() {
        return Stream.of(named("participant", participantId), named("group", groupId), named("task", task))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> named(String what, String id) {
        return Optional.ofNullable(id).map(known -> what + " " + Shown.value(known));
    }
}
