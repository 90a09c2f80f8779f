package org.metapolicy.procedure;

import java.util.List;
import java.util.Map;

/** What {@link AttackIT} tries, in words. */
public final class AttackCases {
    private AttackCases() {}

    /** What is edited, and what verification says of it. */
    public static List<Map.Entry<String, String>> edits() {
        return Attack.ALL.stream()
                .map(attack -> Map.entry(attack.on(), attack.problem()))
                .toList();
    }

    /** How many edits more put something unreadable in place of what is read. */
    public static int unreadable() {
        return OddTypes.all().size();
    }
}
