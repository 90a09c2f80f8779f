package org.metapolicy.counterfactual;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Input;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

/**
 * Logs of two things, each done in half of the decisions, that earn 1 or -1, of which some outcomes never come, or not yet.
 *
 * @param effect how much oftener the candidate's thing earns 1 than the default's, which does in half
 * @param lackedGood of [default, candidate], the share of outcomes of 1 that never come
 * @param lackedBad likewise of -1
 * @param late of [default, candidate], how many of the last decisions still wait for their outcome
 */
record LackingLogs(double effect, double[] lackedGood, double[] lackedBad, int[] late) {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final String[] THINGS = {"old", "new"};
    private static final long TIMEOUT = 3600;

    static LackingLogs never(double effect, double[] lackedGood, double[] lackedBad) {
        return new LackingLogs(effect, lackedGood, lackedBad, new int[2]);
    }

    /** What is said of the candidate beside the default after all decisions of each log. */
    List<Evaluation> judged(int logs, int decisions) {
        return IntStream.range(0, logs)
                .parallel()
                .mapToObj(log -> judged(new SplittableRandom(15_485_863L * log + 11), decisions))
                .toList();
    }

    private Evaluation judged(SplittableRandom random, int decisions) {
        MemoryLoggedDecisions log = new MemoryLoggedDecisions();
        log.addVersion("f", "candidate");
        for (int i = 0; i < decisions; i++) {
            int thing = random.nextInt(2);
            boolean good = random.nextDouble() < 0.5 + thing * effect;
            boolean never = random.nextDouble() < (good ? lackedGood : lackedBad)[thing];
            boolean awaited = decisions - i <= late[thing];
            log.add("f", stored(i, thing, good, !never && !awaited));
        }
        int latest = Math.max(late[0], late[1]);
        // The last ones wait, and those before do not any more.
        Instant now = FIRST.plusSeconds(60L * (decisions - latest) - 30 + TIMEOUT);
        return Evaluating.of(
                log.familyOf("candidate"),
                "candidate",
                List.of(policy("candidate"), policy("default")),
                EvaluationOptions.of(
                        Input.of("options", Map.of("propensity_min", 0.5, "against", "default", "worse_margin", 0.1))),
                now);
    }

    private static VersionPolicy policy(String id) {
        return new VersionPolicy(id, "p", null, null, null, List.of());
    }

    private static StoredDecision stored(int i, int thing, boolean good, boolean there) {
        return new StoredDecision(
                String.format("e%05d", i),
                Optional.of(FIRST.plusSeconds(60L * i)),
                null,
                null,
                List.of(),
                THINGS[thing],
                0.5,
                null,
                there,
                there ? (good ? 1.0 : -1.0) : null,
                List.of("logging"),
                Map.of(
                        "default", List.of(new StoredChoice(List.of(THINGS[0]), List.of(1.0))),
                        "candidate", List.of(new StoredChoice(List.of(THINGS[1]), List.of(1.0)))));
    }
}
