package org.metapolicy.app.moves;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * What may come with a promote or a rollback.
 *
 * @param comparesDefault whether the move is refused unless the default is {@code expectedDefault}
 * @param expectedDefault a version's id; null for "there is none"
 * @param evidence the caller's own: figures, links to plots and notes
 * @param override whether to promote without evidence enough
 */
public record MoveOptions(
        boolean comparesDefault, String expectedDefault, Map<String, Object> evidence, boolean override) {
    public static final MoveOptions NONE = new MoveOptions(false, null, Map.of(), false);

    private static final String EXPECTED_DEFAULT = "expected_default";
    private static final String EVIDENCE = "evidence";
    private static final String OVERRIDE = "override";

    /**
     * Reads a caller's map.
     *
     * @throws InvalidInput if a key is unknown or a value of another type
     */
    public static MoveOptions of(Map<String, Object> options) {
        Set<String> unknown = new TreeSet<>(options.keySet());
        unknown.removeAll(Set.of(EXPECTED_DEFAULT, EVIDENCE, OVERRIDE));
        if (!unknown.isEmpty()) {
            throw new InvalidInput("unknown option '" + unknown.iterator().next() + "': known are " + EVIDENCE + ", "
                    + EXPECTED_DEFAULT + ", " + OVERRIDE);
        }
        Object expected = options.get(EXPECTED_DEFAULT);
        if (expected != null && !(expected instanceof String)) {
            throw new InvalidInput(EXPECTED_DEFAULT + " is " + expected + ": it must be a version's id or null");
        }
        Object override = options.getOrDefault(OVERRIDE, false);
        if (!(override instanceof Boolean)) {
            throw new InvalidInput(OVERRIDE + " is " + override + ": it must be true or false");
        }
        return new MoveOptions(
                options.containsKey(EXPECTED_DEFAULT), (String) expected, evidence(options), (Boolean) override);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> evidence(Map<String, Object> options) {
        Object evidence = options.getOrDefault(EVIDENCE, Map.of());
        if (evidence instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new InvalidInput(EVIDENCE + " is " + evidence + ": it must be a map");
    }
}
