package org.metapolicy.app.report;

import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * Which part of a family's episodes is asked for.
 *
 * @param limit rows at most, 1 to 1000
 * @param after the id of the episode that the page before ended with; null for the first page
 */
public record EpisodesPage(long limit, String after) {
    private static final String LIMIT = "limit";
    private static final String AFTER = "after";
    private static final long LIMIT_DEFAULT = 100;
    private static final ValueKind<Long> LIMITS = ValueKind.integer(1, 1000);
    private static final ValueKind<String> EPISODE =
            ValueKind.of("an episode's id, a text", value -> value instanceof String id ? id : null);

    /**
     * Reads limit (100 where there is none) and after.
     *
     * @throws InvalidInput on another key or a value that does not fit
     */
    public static EpisodesPage of(Input options) {
        options.only(AFTER, LIMIT);
        return new EpisodesPage(
                options.read(LIMIT, LIMITS).orElse(LIMIT_DEFAULT),
                options.read(AFTER, EPISODE).orElse(null));
    }
}
