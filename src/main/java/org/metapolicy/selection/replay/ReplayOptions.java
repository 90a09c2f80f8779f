package org.metapolicy.selection.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Period;
import org.metapolicy.policy.SettingChanges;
import org.metapolicy.selection.Circumstances;

/**
 * Which decisions to make again, and under which settings.
 *
 * @param from the earliest, null for no bound
 * @param to the first that is too late, null for no bound
 * @param config settings put over those then in force; whether they go together depends on the decision
 * @param without the parts that are taken away, none twice
 */
public record ReplayOptions(Instant from, Instant to, SettingChanges config, List<Part> without) {
    public static final String CONFIG = "config";
    public static final String WITHOUT = "without";

    /**
     * Reads from, to (points in time), config (settings) and without (parts by name).
     *
     * @param others keys that somebody else reads
     * @throws InvalidInput on another key, a value that does not fit, a period that ends before it begins
     */
    public static ReplayOptions of(Input options, String... others) {
        options.only(Stream.concat(Stream.of(CONFIG, Period.FROM, Period.TO, WITHOUT), Stream.of(others))
                .toList());
        Period period = Period.of(options);
        return new ReplayOptions(
                period.from(),
                period.to(),
                SettingChanges.of(options.map(CONFIG)),
                options.read(WITHOUT, Part.LIST).orElse(List.of()).stream()
                        .distinct()
                        .toList());
    }

    /**
     * Reads config and without alone, of any period; empty where neither stands there.
     *
     * @throws InvalidInput on a value that does not fit
     */
    public static Optional<ReplayOptions> among(Input options) {
        Input own = options.without(options.keys().stream()
                .filter(key -> !key.equals(CONFIG) && !key.equals(WITHOUT))
                .toArray(String[]::new));
        return own.isEmpty() ? Optional.empty() : Optional.of(of(own));
    }

    /** Those circumstances under these options. */
    public Circumstances applied(Circumstances known) {
        Circumstances changed = known.under(known.family().settings().with(config));
        for (Part part : without) {
            changed = part.without(changed);
        }
        return changed;
    }

    /** The same without this part too. */
    public ReplayOptions without(Part part) {
        return new ReplayOptions(
                from,
                to,
                config,
                Stream.concat(without.stream(), Stream.of(part)).distinct().toList());
    }
}
