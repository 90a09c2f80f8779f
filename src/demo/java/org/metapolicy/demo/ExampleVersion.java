package org.metapolicy.demo;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A version of the example, and what happens to it.
 *
 * @param parentId the version that it came from; null for the first of its family
 * @param fallback whether it is its family's safe baseline
 * @param interventions ids of what it may do
 * @param weeks its behaviour in the pilot's two phases
 * @param lastEvenings its behaviour in the evenings of the second
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
        Behaviour lastEvenings,
        List<Integer> episodes) {
    static final int CONTEXT_DIM = 3;

    private static final List<String> NUDGES = List.of("breathing-cue", "pause-cue", "split-task");
    private static final List<String> MEETING = List.of("round-robin", "summary-card", "pause-cue");

    private static final Behaviour MODEST = new Behaviour(0.10, 0.25, 0.05, 0.002, 0.04, 0.02);
    private static final Behaviour GOOD = new Behaviour(0.30, 0.30, 0.06, 0.005, 0.10, 0.08);
    private static final Behaviour BETTER = new Behaviour(0.36, 0.28, 0.05, 0.003, 0.13, 0.10);
    // A season's change of tasks: the same parameters now interrupt where they used to help.
    private static final Behaviour DEGRADED = new Behaviour(-0.15, 0.35, 0.55, 0.08, -0.08, -0.06);
    // It suggests a lot, and a team waves some of it away; tired in the evening, it waves away nearly all.
    private static final Behaviour LIVELY = new Behaviour(0.34, 0.25, 0.21, 0.003, 0.12, 0.08);
    private static final Behaviour TIRING = new Behaviour(0.05, 0.30, 0.85, 0.005, 0.00, 0.00);

    /** The six versions of the two families whose episodes other programs write. */
    static List<ExampleVersion> all() {
        return List.of(
                version("focus.baseline", null, NUDGES.subList(0, 1), MODEST, MODEST, MODEST, 600, 500),
                version("focus.bandit-1", "focus.baseline", NUDGES, GOOD, DEGRADED, DEGRADED, 900, 400),
                version("focus.bandit-2", "focus.bandit-1", NUDGES, BETTER, BETTER, BETTER, 500, 600),
                version("planning.baseline", null, MEETING.subList(0, 1), MODEST, MODEST, MODEST, 400, 300),
                version("planning.bandit-1", "planning.baseline", MEETING, LIVELY, LIVELY, TIRING, 500, 500),
                version("planning.bandit-2", "planning.bandit-1", MEETING, LIVELY, LIVELY, LIVELY, 0, 0));
    }

    private static ExampleVersion version(
            String id,
            String parent,
            List<String> interventions,
            Behaviour first,
            Behaviour second,
            Behaviour lastEvenings,
            int episodesFirst,
            int episodesSecond) {
        String family = id.substring(0, id.indexOf('.'));
        return new ExampleVersion(
                id,
                parent,
                family,
                family + (parent == null ? "-rules" : "-linucb"),
                id.substring(id.indexOf('.') + 1),
                parent == null,
                interventions,
                List.of(first, second),
                lastEvenings,
                List.of(episodesFirst, episodesSecond));
    }

    /** A person stays with a task at any hour; a team plans in the evening once in six times. */
    boolean evening(Random random) {
        return individual() ? random.nextBoolean() : random.nextInt(6) == 0;
    }

    /** A person's contexts are the time of day by load, a team's the time of day. */
    String cluster(boolean evening, double load) {
        String time = evening ? "evening" : "morning";
        return individual() ? time + (load < 0.5 ? ", light" : ", loaded") : time;
    }

    Behaviour behaviour(int phase, boolean evening) {
        return evening && phase == 1 ? lastEvenings : weeks.get(phase);
    }

    private boolean individual() {
        return familyId.equals("focus");
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
