package org.metapolicy.governance;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.VersionStatus;

/** Which move leads from which status to which: the table of the specification's section 7.1, as data. */
public final class Transitions {
    private static final Map<VersionAction, Rule> TABLE = table();

    private Transitions() {}

    /** Whether a move may be made of the default or of the fallback. */
    private enum Role {
        ANY,
        NOT_DEFAULT,
        NOT_FALLBACK,
        NEITHER
    }

    /**
     * One row.
     *
     * @param to null where the version returns to the status it had before its pause
     */
    private record Rule(Set<VersionStatus> from, VersionStatus to, Role role) {}

    /**
     * Where {@code action} takes {@code version}.
     *
     * @throws Conflict if the table does not allow it, naming from, to and version
     */
    public static Transition of(VersionAction action, VersionState version) {
        Rule rule = TABLE.get(action);
        VersionStatus to = rule.to == null ? version.statusBeforePause() : rule.to;
        if (!rule.from.contains(version.status())) {
            throw new Conflict(refusal(action, version) + version.status() + " does not lead to "
                    + (rule.to == null ? "its former status" : rule.to) + "; " + action.verb() + " starts from "
                    + rule.from.stream().map(Enum::name).collect(Collectors.joining(" or ")));
        }
        if (version.isDefault() && (rule.role == Role.NOT_DEFAULT || rule.role == Role.NEITHER)) {
            throw new Conflict(refusal(action, version)
                    + (rule.to == version.status()
                            ? "it is the default already"
                            : "it is the default, which does not lead to " + to + "; promote another version or roll"
                                    + " this one back first"));
        }
        if (version.isFallback() && (rule.role == Role.NOT_FALLBACK || rule.role == Role.NEITHER)) {
            throw new Conflict(refusal(action, version)
                    + (rule.to == version.status()
                            ? "it is the fallback already"
                            : "it is the fallback, which does not lead to " + to + "; set another fallback first"));
        }
        return new Transition(action, version.status(), to);
    }

    private static String refusal(VersionAction action, VersionState version) {
        return "cannot " + action.verb() + " version '" + version.id() + "' of meta-policy '" + version.familyId()
                + "': ";
    }

    private static Map<VersionAction, Rule> table() {
        Map<VersionAction, Rule> table = new EnumMap<>(VersionAction.class);
        table.put(
                VersionAction.PROMOTE,
                new Rule(
                        EnumSet.of(VersionStatus.CANDIDATE, VersionStatus.LIVE), VersionStatus.LIVE, Role.NOT_DEFAULT));
        table.put(
                VersionAction.ROLL_BACK, new Rule(EnumSet.of(VersionStatus.LIVE), VersionStatus.ROLLED_BACK, Role.ANY));
        table.put(
                VersionAction.PAUSE,
                new Rule(EnumSet.of(VersionStatus.CANDIDATE, VersionStatus.LIVE), VersionStatus.PAUSED, Role.ANY));
        table.put(VersionAction.RESUME, new Rule(EnumSet.of(VersionStatus.PAUSED), null, Role.ANY));
        table.put(
                VersionAction.DEPRECATE,
                new Rule(
                        EnumSet.complementOf(EnumSet.of(VersionStatus.DEPRECATED)),
                        VersionStatus.DEPRECATED,
                        Role.NEITHER));
        table.put(
                VersionAction.SET_FALLBACK,
                new Rule(EnumSet.of(VersionStatus.LIVE), VersionStatus.LIVE, Role.NOT_FALLBACK));
        return Map.copyOf(table);
    }
}
