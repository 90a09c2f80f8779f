package org.metapolicy.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.VersionStatus;

/** Every (status, action) pair of the specification's section 7.1 with its exact outcome or error text. */
class TransitionsTest {
    private static final String NOT_LIVE_OR_CANDIDATE = " starts from CANDIDATE or LIVE";

    /** One row per action: what each status leads to, in the order CANDIDATE, LIVE, PAUSED, ROLLED_BACK, DEPRECATED. */
    private static final Map<VersionAction, String[]> TABLE = new EnumMap<>(Map.of(
            VersionAction.PROMOTE,
            new String[] {
                "LIVE",
                "LIVE",
                "PAUSED does not lead to LIVE; promote" + NOT_LIVE_OR_CANDIDATE,
                "ROLLED_BACK does not lead to LIVE; promote" + NOT_LIVE_OR_CANDIDATE,
                "DEPRECATED does not lead to LIVE; promote" + NOT_LIVE_OR_CANDIDATE
            },
            VersionAction.ROLL_BACK,
            new String[] {
                "CANDIDATE does not lead to ROLLED_BACK; rollback starts from LIVE",
                "ROLLED_BACK",
                "PAUSED does not lead to ROLLED_BACK; rollback starts from LIVE",
                "ROLLED_BACK does not lead to ROLLED_BACK; rollback starts from LIVE",
                "DEPRECATED does not lead to ROLLED_BACK; rollback starts from LIVE"
            },
            VersionAction.PAUSE,
            new String[] {
                "PAUSED",
                "PAUSED",
                "PAUSED does not lead to PAUSED; pause" + NOT_LIVE_OR_CANDIDATE,
                "ROLLED_BACK does not lead to PAUSED; pause" + NOT_LIVE_OR_CANDIDATE,
                "DEPRECATED does not lead to PAUSED; pause" + NOT_LIVE_OR_CANDIDATE
            },
            VersionAction.RESUME,
            new String[] {
                "CANDIDATE does not lead to its former status; resume starts from PAUSED",
                "LIVE does not lead to its former status; resume starts from PAUSED",
                "CANDIDATE",
                "ROLLED_BACK does not lead to its former status; resume starts from PAUSED",
                "DEPRECATED does not lead to its former status; resume starts from PAUSED"
            },
            VersionAction.DEPRECATE,
            new String[] {
                "DEPRECATED",
                "DEPRECATED",
                "DEPRECATED",
                "DEPRECATED",
                "DEPRECATED does not lead to DEPRECATED; deprecate starts from CANDIDATE or LIVE or PAUSED or ROLLED_BACK"
            },
            VersionAction.SET_FALLBACK,
            new String[] {
                "CANDIDATE does not lead to LIVE; setFallback starts from LIVE",
                "LIVE",
                "PAUSED does not lead to LIVE; setFallback starts from LIVE",
                "ROLLED_BACK does not lead to LIVE; setFallback starts from LIVE",
                "DEPRECATED does not lead to LIVE; setFallback starts from LIVE"
            }));

    @TestFactory
    Stream<DynamicTest> everyPair() {
        return Arrays.stream(VersionAction.values()).flatMap(action -> Arrays.stream(VersionStatus.values())
                .map(status -> DynamicTest.dynamicTest(
                        action + " of " + status, () -> assertThat(outcome(action, version(status, false, false)))
                                .isEqualTo(expected(action, TABLE.get(action)[status.ordinal()])))));
    }

    @TestFactory
    Stream<DynamicTest> theDefaultAndTheFallback() {
        return Map.of(
                        outcome(VersionAction.PROMOTE, version(VersionStatus.LIVE, true, false)),
                        "cannot promote version 'v' of meta-policy 'f': it is the default already",
                        outcome(VersionAction.SET_FALLBACK, version(VersionStatus.LIVE, false, true)),
                        "cannot setFallback version 'v' of meta-policy 'f': it is the fallback already",
                        outcome(VersionAction.DEPRECATE, version(VersionStatus.LIVE, true, false)),
                        "cannot deprecate version 'v' of meta-policy 'f': it is the default, which does not lead to"
                                + " DEPRECATED; promote another version or roll this one back first",
                        outcome(VersionAction.DEPRECATE, version(VersionStatus.PAUSED, false, true)),
                        "cannot deprecate version 'v' of meta-policy 'f': it is the fallback, which does not lead to"
                                + " DEPRECATED; set another fallback first")
                .entrySet()
                .stream()
                .map(pair -> DynamicTest.dynamicTest(
                        pair.getValue(), () -> assertThat(pair.getKey()).isEqualTo(pair.getValue())));
    }

    private static String expected(VersionAction action, String cell) {
        return cell.contains(" ") ? "cannot " + action.verb() + " version 'v' of meta-policy 'f': " + cell : cell;
    }

    private static String outcome(VersionAction action, VersionState version) {
        try {
            return Transitions.of(action, version).to().name();
        } catch (Conflict refusal) {
            return refusal.getMessage();
        }
    }

    private static VersionState version(VersionStatus status, boolean isDefault, boolean isFallback) {
        return new VersionState(
                "v", "f", status, status, VersionStatus.CANDIDATE, Set.of("ada"), "hash", isDefault, isFallback);
    }
}
