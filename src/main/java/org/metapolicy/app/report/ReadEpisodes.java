package org.metapolicy.app.report;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.governance.Reports;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** What a family's versions decided and what came of it, the newest first, a page at a time. */
public final class ReadEpisodes {
    private static final String LIMIT = "limit";
    private static final String AFTER = "after";
    private static final Set<String> KEYS = new TreeSet<>(Set.of(LIMIT, AFTER));
    private static final long LIMIT_DEFAULT = 100;
    private static final long LIMIT_MAX = 1000;

    private final Reports reports;

    public ReadEpisodes(Reports reports) {
        this.reports = reports;
    }

    /**
     * Reads a page.
     *
     * @param options limit (1 to 1000, 100), after (the id of the episode that the page before ended with)
     * @throws InvalidInput if a key is unknown or a value of another type or out of range
     */
    public List<Map<String, Object>> read(String familyId, Map<String, Object> options) {
        for (String key : options.keySet()) {
            if (!KEYS.contains(key)) {
                throw new InvalidInput("unknown option '" + key + "': known are " + String.join(", ", KEYS));
            }
        }
        Object limit = options.getOrDefault(LIMIT, LIMIT_DEFAULT);
        if (!(limit instanceof Long most) || most < 1 || most > LIMIT_MAX) {
            throw new InvalidInput(LIMIT + " is " + limit + ": it must be an integer from 1 to " + LIMIT_MAX);
        }
        Object after = options.get(AFTER);
        if (after != null && !(after instanceof String)) {
            throw new InvalidInput(AFTER + " is " + after + ": it must be an episode's id");
        }
        return reports.episodes(Identifier.require("meta-policy id", familyId), (String) after, most);
    }
}
