package org.metapolicy.evidence.recording;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.ValueKind;

/**
 * What a person made of a decision, as it is told after the decision was recorded.
 *
 * @param overridden whether the person overruled it
 * @param type how, null where it was not told; so the next two
 * @param instead the id of the intervention that was done instead
 * @param reason why, in words
 */
public record OverrideReport(boolean overridden, String type, String instead, String reason) {
    /** Why a person overruled a decision. */
    public static final String OVERRIDE_REASON = "override_reason";

    /** What the decision had been before a person did something else. */
    public static final String OVERRIDDEN_INTERVENTION_ID = "overridden_intervention_id";

    private static final String FLAG = EvidenceKey.HUMAN_OVERRIDE.key();
    private static final String TYPE = EvidenceKey.OVERRIDE_TYPE.key();
    private static final String CHOSEN = EvidenceKey.CHOSEN_INTERVENTION_ID.key();

    /**
     * Reads a caller's options: type, instead, reason; all may be absent.
     *
     * @throws InvalidInput on an unknown key, or a value that does not fit its key
     */
    public static OverrideReport of(Input options) {
        options.only("type", "instead", "reason");
        return new OverrideReport(
                true,
                options.read("type", ValueKind.WORDS).orElse(null),
                options.read("instead", ValueKind.WORDS).orElse(null),
                options.read("reason", ValueKind.WORDS).orElse(null));
    }

    /**
     * Reads what an outcome's map tells of its episode; empty where it tells nothing.
     *
     * @throws InvalidInput on a value that does not fit its key, or on what was done instead of a decision that nobody
     *     overrode
     */
    static Optional<OverrideReport> ofOutcome(Input outcome) {
        Optional<Boolean> flag = outcome.read(FLAG, ValueKind.FLAG);
        OverrideReport report = new OverrideReport(
                flag.orElse(false),
                outcome.read(TYPE, ValueKind.WORDS).orElse(null),
                outcome.read(CHOSEN, ValueKind.WORDS).orElse(null),
                null);
        if (!report.overridden && (report.type != null || report.instead != null)) {
            throw new InvalidInput(outcome.path(report.type != null ? TYPE : CHOSEN)
                    + " tells what a person did instead of what was decided: it needs " + FLAG + ": true");
        }
        return flag.map(told -> report);
    }

    /**
     * What this changes of its episode: nothing where all of it stands already.
     *
     * @param stands what the episode says by key, null where nothing
     * @param counted whether the episode's status was counted, so that it stays as it is
     * @throws Conflict where another thing stands, or where it was counted
     */
    public Map<String, Object> changes(String episodeId, Function<String, Object> stands, BooleanSupplier counted) {
        boolean standing = Boolean.TRUE.equals(stands.apply(FLAG));
        if (standing && !overridden) {
            throw new Conflict("episode '" + episodeId + "' stands as overridden by a person: that is not taken back");
        }
        Map<String, Object> changes = new LinkedHashMap<>();
        if (!overridden) {
            if (!Boolean.FALSE.equals(stands.apply(FLAG)) && !counted.getAsBoolean()) {
                changes.put(FLAG, false);
            }
            return changes;
        }
        if (!standing) {
            changes.put(FLAG, true);
            Optional.ofNullable(stands.apply(CHOSEN))
                    .ifPresent(chosen -> changes.put(OVERRIDDEN_INTERVENTION_ID, chosen));
        }
        add(changes, episodeId, TYPE, type, stands.apply(TYPE));
        add(changes, episodeId, OVERRIDE_REASON, reason, stands.apply(OVERRIDE_REASON));
        add(changes, episodeId, CHOSEN, instead, toldInstead(standing, stands));
        if (!changes.isEmpty() && counted.getAsBoolean()) {
            throw new Conflict("a refresh has counted episode '" + episodeId + "' as "
                    + (standing
                            ? "overridden: " + String.join(", ", changes.keySet()) + " can no longer be added"
                            : "not overridden: an override has to be told before its status is counted"));
        }
        return changes;
    }

    /** What was done instead, as far as it was told; null where it may still be told. */
    private static Object toldInstead(boolean standing, Function<String, Object> stands) {
        Object chosen = stands.apply(CHOSEN);
        return standing && chosen != null && !chosen.equals(stands.apply(OVERRIDDEN_INTERVENTION_ID)) ? chosen : null;
    }

    private static void add(Map<String, Object> changes, String episodeId, String key, String told, Object standing) {
        if (told == null || told.equals(standing)) {
            return;
        }
        if (standing != null) {
            throw new Conflict(
                    "episode '" + episodeId + "' stands as overridden with " + key + " " + Shown.withType(standing)
                            + ", and " + Shown.value(told) + " is told now: what was told first stands");
        }
        changes.put(key, told);
    }
}
