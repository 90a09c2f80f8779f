package org.metapolicy.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A version of the example, and what happens to it.
 *
 * @param parentId the version that it came from; null for the first of its family
 * @param fallback whether it is its family's safe baseline
 * @param interventions ids of what it may do
 * @param weeks its behaviour in the pilot's two phases
 * @param episodes how many episodes it has in each
 */
record ExampleVersion(
        String id,
        String parentId,
        String familyId,
        String policyId,
        String tag,
        boolean fallback,
        List<String> interventions,
        List<Behaviour> weeks,
        List<Integer> episodes) {
    static final int CONTEXT_DIM = 3;

    private static final List<String> NUDGES = List.of("breathing-cue", "pause-cue", "split-task");
    private static final List<String> MEETING = List.of("round-robin", "summary-card", "pause-cue");

    private static final Behaviour MODEST = new Behaviour(0.10, 0.25, 0.05, 0.002, 0.04, 0.02);
    private static final Behaviour GOOD = new Behaviour(0.30, 0.30, 0.10, 0.005, 0.10, 0.08);
    private static final Behaviour BETTER = new Behaviour(0.36, 0.28, 0.08, 0.003, 0.13, 0.10);
    // A season's change of tasks: the same parameters now interrupt where they used to help.
    private static final Behaviour DEGRADED = new Behaviour(-0.15, 0.35, 0.55, 0.08, -0.08, -0.06);

    /** The five versions of the two families. */
    static List<ExampleVersion> all() {
        return List.of(
                version("focus.baseline", null, "focus", true, NUDGES.subList(0, 1), MODEST, MODEST, 600, 500),
                version("focus.bandit-1", "focus.baseline", "focus", false, NUDGES, GOOD, DEGRADED, 900, 400),
                version("focus.bandit-2", "focus.bandit-1", "focus", false, NUDGES, BETTER, BETTER, 500, 600),
                version("planning.baseline", null, "planning", true, MEETING.subList(0, 1), MODEST, MODEST, 400, 300),
                version("planning.bandit-1", "planning.baseline", "planning", false, MEETING, GOOD, GOOD, 500, 500));
    }

    private static ExampleVersion version(
            String id,
            String parent,
            String family,
            boolean fallback,
            List<String> interventions,
            Behaviour first,
            Behaviour second,
            int episodesFirst,
            int episodesSecond) {
        return new ExampleVersion(
                id,
                parent,
                family,
                fallback ? family + "-rules" : family + "-linucb",
                id.substring(id.indexOf('.') + 1),
                fallback,
                interventions,
                List.of(first, second),
                List.of(episodesFirst, episodesSecond));
    }

    /**
     * LinUCB parameters (specification, section 8.8) that differ by action and version: a ridge of ones, a preference in
     * b.
     */
    Map<String, Object> parameters() {
        Map<String, Object> actions = new TreeMap<>();
        for (int a = 0; a < interventions.size(); a++) {
            double weight = 1 + a;
            actions.put(
                    interventions.get(a),
                    Map.of(
                            "A",
                            List.of(List.of(10.0, 0.0, 0.0), List.of(0.0, 10.0 * weight, 0.0), List.of(0.0, 0.0, 10.0)),
                            "b",
                            List.of(3.0 / weight, 2.0 * a, weeks.get(0).reward() * 10)));
        }
        return Map.of("alpha", 0.5, "actions", actions);
    }
}
