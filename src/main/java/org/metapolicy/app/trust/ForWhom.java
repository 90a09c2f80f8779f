package org.metapolicy.app.trust;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/** Whom or what trust is asked for: one of the three, the others null. */
public record ForWhom(String participantId, String groupId, String contextCluster) {
    private static final String PARTICIPANT = "participant_id";
    private static final String GROUP = "group_id";
    private static final String CONTEXT = "context_cluster";

    /**
     * Reads participant_id, group_id or context_cluster.
     *
     * @throws InvalidInput on another key, a wrong type, or not exactly one of the three
     */
    public static ForWhom of(Input who) {
        who.only(List.of(CONTEXT, GROUP, PARTICIPANT));
        ForWhom found = new ForWhom(
                who.read(PARTICIPANT, ValueKind.APPLICATION_ID).orElse(null),
                who.read(GROUP, ValueKind.APPLICATION_ID).orElse(null),
                who.read(CONTEXT, ValueKind.WORDS).orElse(null));
        long given = Stream.of(found.participantId, found.groupId, found.contextCluster)
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw new InvalidInput("forWhom names " + given
                    + " of participant_id, group_id and context_cluster: it must name one of them");
        }
        return found;
    }
}
