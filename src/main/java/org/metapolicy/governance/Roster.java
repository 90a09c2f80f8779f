package org.metapolicy.governance;

import java.util.List;

/** Whom a family runs on: ids of existing participants and groups. */
public record Roster(List<String> participants, List<String> groups) {
    public static final String PARTICIPANTS = "participants";
    public static final String GROUPS = "groups";

    public Roster {
        participants = List.copyOf(participants);
        groups = List.copyOf(groups);
    }
}
