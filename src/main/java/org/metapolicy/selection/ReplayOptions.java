package org.metapolicy.selection;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.SettingChanges;
import org.metapolicy.policy.ValueKind;

/**
 * Which decisions to make again, and under which settings.
 *
 * @param from the earliest, null for no bound
 * @param to the first that is too late, null for no bound
 * @param config settings put over those then in force; whether they go together depends on the decision
 */
public record ReplayOptions(Instant from, Instant to, SettingChanges config) {
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String CONFIG = "config";

    /**
     * Reads from, to (points in time) and config (settings).
     *
     * @throws InvalidInput on another key or a value that does not fit
     */
    public static ReplayOptions of(Input options) {
        options.only(CONFIG, FROM, TO);
        return new ReplayOptions(
                options.read(FROM, ValueKind.TIME).map(ZonedDateTime::toInstant).orElse(null),
                options.read(TO, ValueKind.TIME).map(ZonedDateTime::toInstant).orElse(null),
                SettingChanges.of(options.map(CONFIG)));
    }
}
